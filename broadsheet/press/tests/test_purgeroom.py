"""What is told to the caches in front, and what happens when one of them is away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from broadsheet.kit.tests.servers import Asked, Said, serving
from broadsheet.press import edition, purgeroom
from broadsheet.press.models import Unpurged
from broadsheet.press.purgeroom import Messenger, Purgeroom, queue
from broadsheet.press.purging import PurgeFailed
from broadsheet.press.rules import SLOT
from broadsheet.press.tags import page_tag
from broadsheet.press.tests.pages import sealed

pytestmark = pytest.mark.django_db


@dataclass
class Cache:
    """A cache that a test can switch off, and what it was told."""

    name: str = "cache"
    refuses: str = ""
    told: list[str] = field(default_factory=list)

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        if self.refuses and any(self.refuses in address for address in addresses):
            raise PurgeFailed("it is away", wait=9)
        assert sorted(tags) == sorted(map(page_tag, addresses))
        self.told += addresses


@pytest.fixture(autouse=True)
def in_front(settings: Any) -> None:
    """A paper with a cache in front; each test says which one is told."""
    settings.PURGING = {**settings.PURGING, "PURGE_WITH": ["http"], "PURGE_HTTP": []}


def room_of(*caches: Cache) -> Purgeroom:
    return Purgeroom(messengers=[Messenger(cache) for cache in caches])


def left() -> list[str]:
    return list(Unpurged.objects.order_by("pk").values_list("address", flat=True))


def test_a_swapped_page_is_told_once_and_its_row_goes() -> None:
    """Several swaps of a page before it is told are one."""
    cache = Cache()
    queue(["/a/", "/b/"])
    queue(["/a/"])
    room_of(cache).work()

    assert cache.told == ["/a/", "/b/"]
    assert left() == []


def test_a_slot_is_no_page() -> None:
    """No cache has it."""
    queue([f"{SLOT}masthead", "/a/"])

    assert left() == ["/a/"]


def test_without_a_cache_nothing_is_kept(settings: Any) -> None:
    """Neither new rows nor those for a cache that stands there no more."""
    queue(["/a/"])
    settings.PURGING = {**settings.PURGING, "PURGE_WITH": []}
    queue(["/b/"])
    Purgeroom().work()

    assert left() == []


def test_a_swap_that_was_taken_back_is_not_told() -> None:
    """The row is written in the transaction of the swap."""
    with transaction.atomic():
        queue(["/a/"])
        transaction.set_rollback(True)

    assert left() == []


def test_a_cache_that_is_away_holds_up_no_other() -> None:
    """The rows stay for it, with the reason; the other one is told once."""
    away, working = Cache("away", refuses="/"), Cache("working")
    room = room_of(away, working)
    queue([f"/{number}/" for number in range(2_500)])
    for one in (*room.messengers, *room.messengers, *room.messengers):
        try:
            room.turn(one)
        except PurgeFailed:
            continue

    assert len(working.told) == len(set(working.told)) == 2_500
    assert len(left()) == 2_500
    assert Unpurged.objects.order_by("-failure")[0].failure == "away: it is away"


def test_a_cache_that_comes_back_is_told_all() -> None:
    """Then the rows go."""
    away, working = Cache("away", refuses="/"), Cache("working")
    room = room_of(away, working)
    queue(["/a/"])
    with pytest.raises(PurgeFailed):
        room.turn(room.messengers[0])
    room.turn(room.messengers[1])
    queue(["/b/"])
    away.refuses = ""
    room.work()
    room.work()

    assert sorted(away.told) == ["/a/", "/b/"]
    assert working.told == ["/a/", "/b/"]
    assert left() == []


def test_a_page_that_a_cache_will_not_take_holds_up_no_other_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The others are told before it is tried again."""
    monkeypatch.setattr(purgeroom, "AT_ONCE", 2)
    cache = Cache(refuses="/bad/")
    room = room_of(cache)
    queue(["/bad/", "/a/", "/b/", "/c/", "/d/"])
    failures = 0
    for _turn in range(6):
        try:
            room.work()
        except PurgeFailed:
            failures += 1

    assert {"/b/", "/c/", "/d/"} <= set(cache.told)
    assert left() == ["/bad/", "/a/"]
    assert failures > 1


def test_after_a_restart_what_waits_is_told() -> None:
    """Rows outlive the process; telling twice does no harm."""
    queue(["/a/"])
    first, second = Cache("first"), Cache("second", refuses="/")
    room = room_of(first, second)
    room.turn(room.messengers[0])
    again = Cache("second")
    room_of(first, again).work()

    assert (first.told, again.told) == (["/a/", "/a/"], ["/a/"])
    assert left() == []


def test_a_bucket_has_a_page_before_a_cache_is_told() -> None:
    """Else the cache would fetch the old page from it again."""
    bucket, cache = Cache("bucket", refuses="/"), Cache("cache")
    first = Messenger(bucket, twice=False)
    room = Purgeroom(messengers=[first, Messenger(cache, first)])
    queue(["/a/"])
    with pytest.raises(PurgeFailed):
        room.turn(first)
    room.turn(room.messengers[1])
    assert cache.told == []

    bucket.refuses = ""
    room.work()
    assert (bucket.told, cache.told) == (["/a/"], ["/a/"])
    assert left() == []


def test_a_cache_is_told_once_more_a_moment_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have put an old page away just after the purge; a bucket needs no second time."""
    monkeypatch.setattr(purgeroom, "AGAIN_AFTER", 0.0)
    bucket, cache = Cache("bucket"), Cache("cache")
    first = Messenger(bucket, twice=False)
    room = Purgeroom(messengers=[first, Messenger(cache, first)])
    queue(["/a/"])
    room.work()
    room.work()
    room.work()

    assert (bucket.told, cache.told) == (["/a/"], ["/a/", "/a/"])


def test_every_page_can_be_told_anew(settings: Any, tmp_path: Path) -> None:
    """For a cache that is new, or that may have missed something."""
    settings.EDITION_ROOT = tmp_path
    for address in ("/a/", "/b/"):
        edition.present().put(sealed(address))

    assert purgeroom.queue_all() == 2
    assert left() == ["/a/", "/b/"]


@pytest.mark.django_db(transaction=True)
def test_a_page_is_told_as_soon_as_its_swap_is_kept(settings: Any) -> None:
    """The threads hear the commit, and end when they are told to."""
    heard = Event()

    def answer(asked: Asked) -> Said:
        heard.set()
        return Said(200)

    with serving(answer) as place:
        settings.PURGING = {**settings.PURGING, "PURGE_HTTP": [place.origin]}
        room = Purgeroom()
        thread = Thread(target=room.run)
        thread.start()
        with transaction.atomic():
            queue(["/a/"])
            assert not heard.wait(0.05)
        assert heard.wait(30)
        room.ending.set()
        thread.join(30)

    assert not thread.is_alive()
    assert place.paths == ["/a/"]
    connection.close()
