"""The acts on fronts: who may, what is kept, and what happens at its time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from broadsheet.fronts import actions
from broadsheet.fronts import document as doc
from broadsheet.fronts.models import Front, Planned, Step, Version
from broadsheet.fronts.tests import cast as fronts
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment
from broadsheet.outbox.timekeeping import do_next
from broadsheet.records.models import Record
from broadsheet.stories.tests import cast
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def home() -> Front:
    """A home page with one container and one card, not published yet."""
    cast.paper()
    front = fronts.home()
    where = fronts.container(front, shows=3)
    fronts.card(front, where, StoryFactory(published=True).pk, headline="Bridge")
    return front


def live(front: Front) -> dict[str, Any]:
    """What readers get."""
    found = Front.objects.get(pk=front.pk).live
    return found.document if found else {}


def test_publishing_gives_readers_the_draft_and_keeps_the_version(home: Front) -> None:
    """The first version has the number 1; the log tells who made it."""
    editor = cast.member("editor")
    version = actions.publish(home, editor, note="The bridge opens")

    assert (version.number, version.why, version.made_by) == (1, "first", str(editor))
    assert live(home) == home.draft.document
    record = Record.objects.get(act="front.publish")
    assert (record.actor_id, record.after["version"], record.note) == (
        editor.pk,
        1,
        "The bridge opens",
    )


def test_a_draft_that_moved_on_is_not_published_unseen(home: Front) -> None:
    """Whoever publishes has seen what goes out."""
    seen = home.draft.revision
    fronts.container(home)

    with pytest.raises(Refused, match="changed the draft since you looked"):
        actions.publish(home, None, revision=seen)
    assert live(home) == {}


def test_what_is_live_already_is_not_published_again(home: Front) -> None:
    """A second press of the button makes no second version."""
    actions.publish(home, None)

    with pytest.raises(Refused, match="Nothing has changed"):
        actions.publish(home, None)


def test_a_step_that_is_sent_twice_is_taken_once(home: Front) -> None:
    """The browser tries again when it does not hear."""
    where = home.draft.document["containers"][0]["id"]
    step = {"op": "set_container", "id": where, "title": "News", "token": "abc"}
    first = actions.take_step(home, None, [step], 0)
    again = actions.take_step(home, None, [step, {**step, "title": "Other"}], first.revision)

    assert (again.revision, again.since, again.refused) == (first.revision, (), ())


def test_a_refused_step_keeps_no_other_from_being_taken(home: Front) -> None:
    """It comes back with its place, its token and words."""
    where = home.draft.document["containers"][0]["id"]
    gone = {"op": "remove_card", "id": "ffffffff", "token": "t1"}
    taken = actions.take_step(
        home, None, [gone, {"op": "set_container", "id": where, "title": "News"}], 0
    )

    assert [(one.index, one.token) for one in taken.refused] == [(0, "t1")]
    assert "took it away" in taken.refused[0].words
    assert taken.draft.document["containers"][0]["title"] == "News"


def test_two_editors_at_once_lose_nothing(home: Front) -> None:
    """Both start from the same revision; each gets the other's steps with the answer."""
    one, other = cast.member("editor"), cast.member("administrator")
    base = home.draft.revision
    where = home.draft.document["containers"][0]["id"]
    stories = [StoryFactory(published=True).pk for _ in range(2)]
    cards = [fronts.an_id(), fronts.an_id()]
    sent: list[dict[str, Any]] = [
        {"op": "add_card", "id": name, "container": where, "story": story, "after": None}
        for name, story in zip(cards, stories, strict=True)
    ]
    actions.take_step(home, one, sent[:1], base)
    answer = actions.take_step(home, other, sent[1:], base)

    assert [step.by for step in answer.since] == [str(one), str(other)]
    assert {card["id"] for card in answer.draft.document["containers"][0]["cards"]} >= set(cards)


def test_a_step_can_be_taken_back(home: Front) -> None:
    """A container that was removed is there again with its cards, whoever removed it."""
    before = home.draft.document
    taken = actions.take_step(
        home, None, [{"op": "remove_container", "id": before["containers"][0]["id"]}], 0
    )
    actions.undo(home, None, taken.revision)

    assert Front.objects.get(pk=home.pk).draft.document == before


def test_a_draft_that_is_thrown_away_can_be_brought_back(home: Front) -> None:
    """It says again what is live; the journal holds what it said before."""
    actions.publish(home, None)
    fronts.container(home, title="Work of an hour")
    work = Front.objects.get(pk=home.pk).draft.document
    thrown = actions.throw_away_draft(home, None)

    assert thrown.document == live(home)
    assert actions.undo(home, None, thrown.revision).draft.document == work


def test_nobody_sends_a_whole_document(home: Front) -> None:
    """Only the acts replace a draft; a browser sends steps."""
    taken = actions.take_step(home, None, [{"op": "replace", "document": {"containers": []}}], 0)

    assert [one.words for one in taken.refused] == ["Nobody knows such a step."]


def test_a_plan_goes_live_at_its_time(home: Front) -> None:
    """What was planned, and not what the draft became since."""
    at = clock.now() + HOUR
    planned = actions.plan(home, None, at, note="Six o'clock")
    fronts.container(home, title="Later")
    do_next(at)

    planned.refresh_from_db()
    assert planned.state == Planned.State.LIVE
    assert Version.objects.get(number=1).why == "scheduled"
    assert live(home) == planned.document


def test_a_cancelled_plan_does_not_go_live(home: Front) -> None:
    """Its appointment goes with it."""
    at = clock.now() + HOUR
    actions.cancel(actions.plan(home, None, at), None)
    do_next(at)

    assert live(home) == {}
    with pytest.raises(Refused, match="not planned any more"):
        actions.cancel(Planned.objects.get(), None)


def test_plans_for_the_past_or_for_one_moment_are_refused(home: Front) -> None:
    """Each with what to do about it."""
    at = clock.now() + HOUR
    actions.plan(home, None, at)

    for wrong, code in ((clock.now() - HOUR, "past"), (at, "taken"), (at + 9000 * HOUR, "far")):
        with pytest.raises(Refused) as refused:
            actions.plan(home, None, wrong)
        assert refused.value.codes == (code,)


def test_a_card_whose_time_is_up_leaves_at_that_second(home: Front) -> None:
    """A new version without it, in the draft as well; the next end has its own appointment."""
    ends = [clock.now() + HOUR, clock.now() + 2 * HOUR]
    where = home.draft.document["containers"][0]["id"]
    for end in ends:
        story = StoryFactory(published=True).pk
        fronts.card(home, where, story, pinned=True, until=end.isoformat())
    actions.publish(home, None)
    left = []
    for end in ends:
        assert Appointment.objects.get(state="waiting").due_at == end
        do_next(end)
        left.append(len(live(home)["containers"][0]["cards"]))

    assert left == [2, 1]
    assert Version.objects.first().why == "pin expired"  # type: ignore[union-attr]
    assert Front.objects.get(pk=home.pk).draft.document == live(home)


def test_rolling_back_makes_a_new_version_of_an_old_one(home: Front) -> None:
    """A draft with nothing new in it follows; one with work stays."""
    first = actions.publish(home, None)
    fronts.container(home, title="Second")
    actions.publish(home, None)
    back = actions.roll_back(home, None, first)

    assert (back.number, back.from_version, back.document) == (3, first, first.document)
    assert Front.objects.get(pk=home.pk).draft.document == first.document
    with pytest.raises(Refused, match="live already"):
        actions.roll_back(home, None, first)


def test_work_in_a_draft_survives_what_goes_live(home: Front) -> None:
    """A rollback is not a reason to lose an hour's work."""
    first = actions.publish(home, None)
    fronts.container(home, title="Second")
    actions.publish(home, None)
    fronts.container(home, title="Work")
    actions.roll_back(home, None, first)

    assert Front.objects.get(pk=home.pk).draft.document["containers"][-1]["title"] == "Work"


def test_versions_and_steps_are_never_changed(home: Front) -> None:
    """The models refuse it, and so does the database."""
    actions.publish(home, None)
    for row in (Version.objects.first(), Step.objects.first()):
        assert row is not None
        with pytest.raises(PermissionDenied):
            row.save()


def test_a_section_editor_arranges_the_sections_own_front_and_no_other(home: Front) -> None:
    """A sub arranges and an editor publishes; the home page asks for the whole paper."""
    nation, sport = cast.section("Nation"), cast.section("Sport")
    sub, editor = cast.member("sub", nation), cast.member("section_editor", nation)
    own, other = fronts.front("section", nation), fronts.front("section", sport)
    fronts.container(own)

    actions.take_step(own, sub, [], 0)
    with pytest.raises(PermissionDenied):
        actions.publish(own, sub)
    assert actions.publish(own, editor).number == 1
    for closed in (other, home):
        with pytest.raises(PermissionDenied):
            actions.take_step(closed, editor, [], 0)


def test_whoever_has_a_front_open_is_seen_with_the_card_that_they_hold(home: Front) -> None:
    """And not long after they were last heard of."""
    one, other = cast.member("editor"), cast.member("administrator")
    actions.here(home, one, "0000000a")

    seen = actions.here(home, other)
    assert [(each.name, each.card) for each in seen] == [(str(one), "0000000a"), (str(other), "")]
    later = actions.here(home, other, at=clock.now() + HOUR)
    assert [each.name for each in later] == [str(other)]


def test_what_is_written_is_what_is_read(home: Front) -> None:
    """The database holds documents in their one written form."""
    assert doc.written(doc.read(home.draft.document)) == home.draft.document
