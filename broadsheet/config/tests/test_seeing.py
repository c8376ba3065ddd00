"""What readers are to find after an act, and whether the front door gives it to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import F
from pytest_django.live_server_helper import LiveServer

from broadsheet.config.seeing import Expected, expectations, version_of
from broadsheet.kit import clock
from broadsheet.outbox import kinds
from broadsheet.outbox.models import Effect, State
from broadsheet.outbox.sending import send_next
from broadsheet.stories import actions
from broadsheet.stories.ledger.rules import Note
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.tests.cast import StoryFactory

OUT: dict[str, Any] = {
    "live": True,
    "address": "/nation/a-1.html",
    "revision": 7,
    "withdrawn_at": None,
    "withdrawn_ground": "",
}
DRAFT = OUT | {"live": False, "revision": None}
WITHDRAWN = DRAFT | {"withdrawn_at": "2026-03-04T12:00:00Z", "withdrawn_ground": "editorial"}
ELSEWHERE = OUT | {"address": "/sport/a-1.html"}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (DRAFT, OUT, [Expected(OUT["address"], 200, 7)]),
        (OUT, OUT | {"revision": 8}, [Expected(OUT["address"], 200, 8)]),
        (
            OUT,
            ELSEWHERE,
            [
                Expected("/sport/a-1.html", 200, 7),
                Expected(OUT["address"], leads_to="/sport/a-1.html"),
            ],
        ),
        (OUT, DRAFT, [Expected(OUT["address"], 404)]),
        (OUT, WITHDRAWN, [Expected(OUT["address"], 410)]),
        (OUT, WITHDRAWN | {"withdrawn_ground": "legal"}, [Expected(OUT["address"], 451)]),
        (WITHDRAWN, DRAFT, [Expected(OUT["address"], 404)]),
        (DRAFT, DRAFT | {"address": "/sport/a-1.html"}, []),
        (OUT, OUT, []),
    ],
)
def test_what_readers_are_to_find_after_an_act(
    before: dict[str, Any], after: dict[str, Any], found: list[Expected]
) -> None:
    """The new page, the way from the old address, or word that it is gone; for a draft nothing."""
    assert list(expectations(before, after)) == found


def test_a_page_names_its_revision_in_its_structured_data_only() -> None:
    """What a reporter writes about versions is no revision, nor is broken data a fault."""
    page = b"""<p>"version":99</p><script type="application/ld+json">{broken</script>
    <script type="application/ld+json">{"@type":"NewsArticle","version":7}</script>"""

    assert version_of(page) == 7
    assert version_of(b"<p>Nothing</p>") is None


@pytest.fixture(autouse=True)
def nothing_else_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that follows from acts only this effect is tried here."""
    monkeypatch.setattr(kinds, "_effects", {"seen": kinds.effect_named("seen")})


@pytest.fixture
def front_door(live_server: LiveServer, settings: Any) -> str:
    """The paper, served on loopback and asked at its own address."""
    settings.SITE_URL = live_server.url
    return live_server.url


def seen() -> Effect:
    """Send what is left, and return the latest."""
    while send_next("the-test", clock.now()):
        continue
    row: Effect = Effect.objects.filter(name="seen").latest("pk")
    return row


@pytest.mark.usefixtures("front_door")
def test_each_act_is_receipted_once_a_reader_can_see_it() -> None:
    """Published, renamed, unpublished, withdrawn: the front door is asked each time."""
    story = StoryFactory(published=True)
    published = seen()

    assert published.state == State.DONE, published.reason
    assert published.receipt["addresses"] == [Story.objects.get().address]
    assert published.seen_at is not None
    assert published.seen_at >= published.made_at

    actions.rename(story, "another-name", by=None)
    renamed = seen()

    assert (renamed.state, len(renamed.receipt["addresses"])) == (State.DONE, 2)

    actions.unpublish(story, by=None)

    assert seen().receipt["status"] == [404]

    actions.withdraw(story, Ground.LEGAL, by=None, note="Ordered.")

    assert seen().receipt["status"] == [451]
    assert Effect.objects.filter(state=State.DONE).count() == 4


@pytest.mark.usefixtures("front_door")
def test_what_readers_do_not_see_yet_is_asked_again_and_counts_as_no_failure() -> None:
    """The front door still shows another revision: it is not done, and the reason says so."""
    StoryFactory(published=True)
    Effect.objects.update(
        payload={"expected": [{"address": Story.objects.get().address, "version": 0}]}
    )
    send_next("the-test", clock.now())
    row = Effect.objects.get()

    assert (row.state, row.tries, row.asked, row.seen_at) == (State.WAITING, 0, 1, None)
    assert "not 0 yet" in row.reason


@pytest.mark.usefixtures("front_door")
def test_a_change_that_a_later_one_overtook_is_closed_without_a_time() -> None:
    """Nobody could see the first any more: its receipt names the second."""
    story = StoryFactory(published=True)
    actions.unpublish(story, by=None)
    send_next("the-test", clock.now())
    first, second = Effect.objects.order_by("pk")

    assert (first.state, first.seen_at) == (State.DONE, None)
    assert first.receipt["overtaken_by"] == second.key


@pytest.mark.django_db
def test_a_front_door_that_is_shut_is_a_failure_that_is_tried_again(
    settings: Any,
) -> None:
    """Nobody listens there: the try counts, and the reason names the paper's own address."""
    settings.SITE_URL = "http://127.0.0.1:9"
    StoryFactory(published=True)
    send_next("the-test", clock.now())
    row = Effect.objects.get()

    assert (row.state, row.tries) == (State.WAITING, 1)
    assert row.next_at > clock.now()
    assert "127.0.0.1:9" in row.reason
    assert Effect.objects.filter(pk=row.pk, next_at__gt=F("made_at")).exists()


@pytest.mark.django_db(transaction=True)
def test_a_correction_is_receipted_wherever_the_story_is(front_door: str) -> None:
    """On the story, in the ledger and in its feed: then it was seen."""
    story = StoryFactory(published=True)
    actions.add_note(story, Note.CLARIFICATION, "Said more clearly.", by=None)
    row = seen()

    assert (row.act, row.state) == ("story.correct", State.DONE)
    assert row.receipt["addresses"] == [story.address, "/corrections/", "/corrections/feed.atom"]
    assert row.seen_at is not None
