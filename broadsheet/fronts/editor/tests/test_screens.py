"""The front editor's answers: what the board is told, what it may do, and at which cost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import staff
from broadsheet.fronts import actions
from broadsheet.fronts.editor.tests.cast import HEADLINES, LEAD, TIER, card, home, stories
from broadsheet.fronts.models import Draft, Front, Planned
from broadsheet.kit import clock
from broadsheet.sections.actions import add_topic
from broadsheet.stories.actions import withdraw
from broadsheet.stories.models import Ground
from broadsheet.stories.tests.cast import (
    MONDAY,
    StoryFactory,
    at_the_desk,
    member,
    section,
    topic,
)

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}


def post(client: Client, name: str, front: Front, body: Any) -> Any:
    """What the board's scripts send."""
    address = reverse(name, args=[front.pk])
    return client.post(address, body, content_type="application/json", headers=JSON)


def state(client: Client, front: Front, revision: str = "") -> dict[str, Any]:
    """What the board's scripts ask."""
    address = reverse("front_state", args=[front.pk])
    told: dict[str, Any] = client.get(address, {"revision": revision}, headers=JSON).json()
    return told


def test_the_board_is_told_what_stands_and_what_fills_the_rest() -> None:
    """The cards by hand, and behind them what readers would get in the free places, each once."""
    made = stories(10)
    front = home(made)
    told = state(at_the_desk(member(Role.EDITOR)), front)

    assert len(told["placed"][LEAD]["cards"]) == 3
    assert told["placed"][LEAD]["fill"] == [made[3].pk, made[4].pk]
    assert told["placed"][TIER]["fill"] == [one.pk for one in made[5:9]]
    assert told["stories"][str(made[3].pk)]["title"] == HEADLINES[3]


def test_a_withdrawn_story_says_so_and_its_words_are_kept() -> None:
    """The board says the state of what the law has sealed, and nothing of its text."""
    made = stories(5)
    front = home(made)
    withdraw(made[0], Ground.LEGAL, by=None, note="Ordered.", at=MONDAY + timedelta(hours=1))
    told = state(at_the_desk(member(Role.EDITOR)), front)
    gone = told["stories"][str(made[0].pk)]

    assert (gone["state"], gone["title"]) == ("withdrawn", "Withdrawn")
    assert HEADLINES[0] not in str(told)
    assert len(told["placed"][LEAD]["cards"]) == 2


def test_a_draft_of_another_section_is_not_read_here() -> None:
    """A section editor learns that a draft stands on a front, not what is written in it."""
    front = home(stories(4))
    secret = StoryFactory(title="Minister to resign on Monday", section=section("Sport"))
    words = {"headline": "He goes", "kicker": "Scoop"}
    actions.take_step(front, None, [card("0000000a", LEAD, secret, **words)], 0)
    told = state(at_the_desk(member(Role.SECTION_EDITOR)), front)

    assert told["stories"][str(secret.pk)]["title"] == "Draft"
    assert not any(words in str(told) for words in ("resign", "He goes", "Scoop"))


def test_a_step_that_is_sent_twice_is_taken_once() -> None:
    """A lost answer costs nothing: the token says that it was taken."""
    made = stories(5)
    front = home(made)
    client = at_the_desk(staff(Role.SUB))
    step = card("0000000b", TIER, made[4]) | {"token": "once"}
    first = post(client, "front_steps", front, {"steps": [step], "base": 0})
    second = post(client, "front_steps", front, {"steps": [step], "base": 0})

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["refused"] == []
    assert second.json()["revision"] == first.json()["revision"]


def test_a_step_that_cannot_be_taken_comes_back_in_words() -> None:
    """The others that were sent with it are taken."""
    made = stories(5)
    front = home(made)
    client = at_the_desk(member(Role.EDITOR))
    steps = [
        {"op": "remove_card", "id": "0badcafe", "token": "gone"},
        card("0000000c", TIER, made[4]) | {"token": "there"},
    ]
    told = post(client, "front_steps", front, {"steps": steps, "base": 0}).json()

    assert [one["token"] for one in told["refused"]] == ["gone"]
    assert "gone" in told["refused"][0]["words"]
    assert told["document"]["containers"][1]["cards"][0]["story"] == made[4].pk


@pytest.mark.parametrize(
    "body", ["", "[]", '{"steps": {}}', '{"steps": [], "base": "x"}', "{" * 5000]
)
def test_what_no_board_sends_is_refused_in_words(body: str) -> None:
    """Nothing is changed, and nothing breaks."""
    front = home(stories(4))
    before = Draft.objects.get(front=front).revision
    answer = post(at_the_desk(member(Role.EDITOR)), "front_steps", front, body)

    assert answer.status_code == 409
    assert answer.json()["reasons"][0]["words"]
    assert Draft.objects.get(front=front).revision == before


@pytest.mark.parametrize("name", ["front_steps", "front_publish", "front_throw_away"])
def test_whoever_may_only_look_changes_nothing(name: str) -> None:
    """A section editor of Nation sees the home page's board, and that is all."""
    made = stories(5)
    front = home(made)
    client = at_the_desk(member(Role.SECTION_EDITOR))
    before = Draft.objects.get(front=front)
    step = card("0000000d", TIER, made[4])
    answer = post(client, name, front, {"steps": [step], "base": 0})

    assert client.get(reverse("front", args=[front.pk])).status_code == 200
    assert answer.status_code == 403
    assert Draft.objects.get(front=front).revision == before.revision


def test_a_section_editor_publishes_the_front_of_their_own_section() -> None:
    """Nation's editor arranges and publishes Nation's front, and only looks at Sport's."""
    made = stories(5)
    nation, sport = section("Nation"), section("Sport")
    own = actions.make_front("section", _named("Nation"), by=None, of=nation)
    other = actions.make_front("section", _named("Sport"), by=None, of=sport)
    client = at_the_desk(member(Role.SECTION_EDITOR, nation))
    step = card("0000001a", "00000001", made[0])
    taken = [
        post(client, "front_steps", one, {"steps": [step], "base": 0}).status_code
        for one in (own, other)
    ]
    said = {"when": "now", "revision": _revision(own)}
    client.post(reverse("front_publish", args=[own.pk]), said)

    assert taken == [200, 403]
    assert own.versions.get().made_by == "Section_Editor"
    assert not other.versions.exists()


def test_a_sub_arranges_and_does_not_publish() -> None:
    """It is said who publishes."""
    front = home(stories(5))
    client = at_the_desk(staff(Role.SUB))
    shown = client.get(reverse("front_publish", args=[front.pk]))

    assert "It is published by:" in shown.content.decode()
    assert '<button class="button" type="submit">Publish' not in shown.content.decode()


@pytest.mark.parametrize("role", [Role.PICTURE_DESK, Role.REPORTER, Role.LEGAL, Role.MODERATOR])
def test_whoever_has_nothing_to_do_with_fronts_sees_none(role: str) -> None:
    """The menu has no such item, and the addresses are shut."""
    front = home(stories(4))
    client = at_the_desk(member(role))
    asked = client.get(reverse("front_state", args=[front.pk]), headers=JSON)

    assert asked.status_code == 403
    assert reverse("fronts") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_draft_that_moved_on_is_not_published_unseen() -> None:
    """What was published is what was on the screen."""
    made = stories(5)
    front = home(made)
    client = at_the_desk(member(Role.EDITOR))
    seen = Draft.objects.get(front=front).revision
    actions.take_step(front, None, [card("0000000e", TIER, made[4])], seen)
    address = reverse("front_publish", args=[front.pk])
    answer = client.post(address, {"when": "now", "revision": seen}, follow=True)

    assert "Somebody has changed the draft since you looked" in answer.content.decode()
    assert Front.objects.get(pk=front.pk).live_id == front.live_id


def test_a_front_is_planned_in_the_papers_time() -> None:
    """Six in the morning is six at the paper, wherever the editor's machine is."""
    made = stories(5)
    front = home(made)
    actions.take_step(front, None, [card("0000000f", TIER, made[4])], 0)
    day = timezone.localtime(clock.now() + timedelta(days=1)).date()
    said = {"when": "later", "at": f"{day}T06:00", "revision": _revision(front), "note": "Dawn"}
    client = at_the_desk(member(Role.EDITOR))
    client.post(reverse("front_publish", args=[front.pk]), said)
    planned = Planned.objects.get()
    listed = client.get(reverse("fronts")).content.decode()

    assert f"{timezone.localtime(planned.goes_live_at):%Y-%m-%d %H:%M}" == f"{day} 06:00"
    assert "Planned for" in listed


def _revision(front: Front) -> int:
    return Draft.objects.get(front=front).revision


def test_stories_are_found_by_the_beginnings_of_their_words() -> None:
    """The newest first, within a section, with their state."""
    made = stories(12)
    front = home(made)
    client = at_the_desk(member(Role.EDITOR))
    address = reverse("front_stories", args=[front.pk])
    found = client.get(address, {"q": "brid toll"}, headers=JSON).json()
    inside = client.get(address, {"section": str(section("Sport").pk)}, headers=JSON).json()
    nothing = client.get(address, {"section": "9" * 30, "after": "x"}, headers=JSON).json()

    assert found["rows"] == [made[6].pk]
    assert inside["rows"] == [one.pk for one in made if one.primary_section_id == _sport()]
    assert nothing["rows"] == []


def _sport() -> int:
    return int(section("Sport").pk)


def test_fronts_are_made_at_the_desk() -> None:
    """Of a section, of a topic, a rail with its place; each leads to its board."""
    stories(2)
    topic("Monsoon")
    add_topic("Ferries", by=None, at=MONDAY)
    client = at_the_desk(member(Role.EDITOR))
    said = {"name": "Nation", "section": section("Nation").pk}
    client.post(reverse("front_make", args=["section"]), said)
    client.post(reverse("front_make", args=["special"]), {"name": "Rain", "topic": "monsoon"})
    rail = {"name": "Island Matters", "at": "beside", "order": 1, "is_on": "on"}
    made = client.post(reverse("front_make", args=["rail"]), rail)
    twice = client.post(reverse("front_make", args=["special"]), {"name": "R", "topic": "Monsoon"})
    kinds = list(Front.objects.order_by("pk").values_list("kind", "name"))
    board = client.get(made["Location"])

    assert kinds == [("section", "Nation"), ("special", "Rain"), ("rail", "Island Matters")]
    assert "There is such a front already" in twice.content.decode()
    assert board.status_code == 200
    assert Front.objects.get(kind="rail").at == "beside"


def test_every_kind_of_front_is_previewed_with_the_readers_page() -> None:
    """By day and by night, as it is and as it will be; nobody keeps it."""
    made = stories(6)
    front = home(made)
    client = at_the_desk(member(Role.EDITOR))
    others = [
        actions.make_front("section", _named("Nation"), by=None, of=section("Nation")),
        actions.make_front("special", _named("Rain"), by=None, of=topic("Monsoon")),
        actions.make_front("rail", _named("Rail"), by=None),
    ]
    answers = [
        client.get(reverse("front_shown", args=[one.pk]), asked)
        for one in (front, *others)
        for asked in ({}, {"what": "live", "night": "on"}, {"what": "at", "at": "2030-01-01T06:00"})
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert all("script-src" in answer["Content-Security-Policy"] for answer in answers)
    assert HEADLINES[0] in answers[0].content.decode()


def _named(name: str) -> Any:
    return actions.making.Named(name)


def test_opening_a_board_asks_as_much_for_eighty_cards_as_for_eight(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """No query is asked for each card: p95 of opening hangs on it."""
    made = stories(8)
    front = home(made)
    actions.take_step(front, None, _many(made, 10), 0)
    client = at_the_desk(member(Role.EDITOR))
    address = reverse("front", args=[front.pk])
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    actions.take_step(front, None, _many(made, 80), 0)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def _many(made: list[Any], count: int) -> list[dict[str, Any]]:
    """Steps for so many cards, in two containers."""
    return [
        card(f"{count:04x}{n:04x}", (LEAD, TIER)[n % 2], made[n % len(made)])
        for n in range(min(count, 70))
    ]
