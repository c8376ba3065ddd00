"""The press prints nothing of what is under embargo: no page, no seal, no file of the edition."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.db import transaction

from broadsheet.config import reader
from broadsheet.press import edition, plates
from broadsheet.press.changes import want
from broadsheet.press.edition import Edition
from broadsheet.press.pressroom import catch_up
from tests.leaks.planted import Planted, plant
from tests.leaks.walking import words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(settings: Any, tmp_path: Path) -> tuple[Planted, Edition]:
    """The whole paper as it is printed while the embargo holds."""
    settings.EDITION_ROOT = tmp_path / "edition"
    planted = plant()
    with transaction.atomic():
        want(asked_for(planted))
    catch_up()
    return planted, edition.present()


def asked_for(planted: Planted) -> list[str]:
    """Every address that the plates list, and what a guesser would ask for beside."""
    listed = [one.address for plate in plates.registered() for one in plate.addresses()]
    return [*listed, *guessed(planted)]


def guessed(planted: Planted) -> list[str]:
    """Addresses that no plate lists, one at least for each plate that lists none."""
    story, out = planted.story.address, planted.out.address
    return [
        story, f"/nation/{planted.story.slug}/", f"/old-{planted.story.number}.html",
        story.replace(".html", "/history/"), out.replace(".html", "/history/"),
        story.removesuffix(".html") + "/history/1/", out.removesuffix(".html") + "/history/1/",
        f"/lite{story}", f"/lite{out}", "/nation/page/2/", "/topic/monsoon/",
        "/topic/monsoon/page/2/", "/by/meera-nair/", "/by/meera-nair/page/2/",
        "/corrections/", "/corrections/feed.atom", "/corrections/before/1/",
        "/corrections/in/nation/", "/corrections/in/nation/feed.atom",
        "/feeds/topic/monsoon.atom", "/feeds/by/meera-nair.rss", "/feeds/section/nation.json",
        "/tombstones/0.json", f"/s/{planted.story.number}", f"/s/{planted.out.number}",
        f"/cards/story/{planted.story.number}-000000000000.png",
        f"/cards/story/{planted.out.number}-000000000000.png",
        "/follow/topic/monsoon/", f"/follow/story/{planted.story.number}/",
        "/sitemaps/stories-0.xml", "/sitemaps/topics-0.xml", "/sitemap-news.xml",
        f"/conversation/{planted.story.number}/newest/",
        f"/conversation/{planted.out.number}/newest/", "/running/most-read/en/", "/no-such-page/",
    ]  # fmt: skip


def test_every_plate_is_walked(printed: tuple[Planted, Edition]) -> None:
    """A new family of addresses that lists none and is not guessed at is told here by its name."""
    planted, _paper = printed
    asked = asked_for(planted)

    blank = [
        plate.name
        for plate in plates.registered()
        if not any(plate.pattern.fullmatch(address) for address in asked)
    ]
    assert blank == []


def test_no_printed_page_tells_of_it(printed: tuple[Planted, Edition]) -> None:
    """Neither a page's text nor its headers, and there is none at its own address."""
    planted, paper = printed
    told = {}
    for address in paper.addresses():
        seal = paper.get(address)
        if seal and (words := words_in(seal.body())):
            told[address] = words

    found = paper.get(planted.story.address)
    assert told == {}
    assert found is None or found.status == 404
    assert paper.get(planted.out.address) is not None


def test_no_file_of_the_edition_tells_of_it(printed: tuple[Planted, Edition]) -> None:
    """Whatever else the press writes into its folder, packed or not."""
    _planted, paper = printed
    told = {
        str(path.relative_to(paper.root)): words
        for path in paper.root.rglob("*")
        if path.is_file()
        # A seal names its own address, which the guesser had to know.
        for words in [frozenset().union(*map(words_in, _unpacked(path))) - {"zxqsslug"}]
        if words
    }

    assert told == {}


def test_the_readers_server_has_no_file_of_an_embargoed_picture_or_film(
    settings: Any, tmp_path: Path
) -> None:
    """Its open folders, which it serves ahead of the site."""
    settings.MEDIA_ROOT = tmp_path  # no other test's film of the same bytes
    planted = plant()
    names = [*planted.picture.renditions.values_list("file", flat=True)]
    names += [str(planted.recording.file), str(planted.recording.captions.get().file)]

    found = []
    for shelf in reader.shelves():
        asked = [f"{shelf.prefix}{part}" for name in names for part in (name, f"../{name}")]
        asked += [f"{shelf.prefix}{name.partition('/')[2]}" for name in names]
        found += [address for address in asked if shelf.find(address)]

    assert found == []


def _unpacked(path: Path) -> Iterator[bytes]:
    raw = path.read_bytes()
    yield raw
    if path.suffix == ".gz" and raw:
        yield gzip.decompress(raw)
    if path.suffix == ".br" and raw:
        yield brotli.decompress(raw)
