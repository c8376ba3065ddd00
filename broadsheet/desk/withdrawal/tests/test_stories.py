"""Stories withdrawn by law: away at once, confirmed by a second person, or back by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from broadsheet.accounts.models import Role
from broadsheet.accounts.queries import may
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.models.withdrawal import Withdrawal
from broadsheet.desk.withdrawal import actions
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment, State
from broadsheet.outbox.sending import send_next
from broadsheet.outbox.timekeeping import do_next
from broadsheet.records.models import Record
from broadsheet.stories.actions import publish
from broadsheet.stories.models import Story, WithdrawnVersion
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, member

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
BY_LAW = Order("legal", "Order 7 of the High Court.")
TEXT = [("paragraphs", "<p>The quokka signed nothing.</p>")]


def published(**given: Any) -> Story:
    """A published story with a word that stands nowhere else."""
    return StoryFactory(published=True, title="Quokka denies all", body=TEXT, **given)


def by_law(story: Story, by: Any, at: datetime = TUESDAY) -> Withdrawal:
    """Withdraw a story by order of law."""
    return actions.withdraw("story", str(story.pk), BY_LAW, by=by, at=at)


def status(story: Story) -> int:
    """What a reader gets at the story's address."""
    return Client().get(story.address).status_code


def acts_on(story: Story) -> list[str]:
    """What the log has of the story, the newest first."""
    rows = Record.objects.filter(subject_kind="story", subject_id=str(story.pk))
    return list(rows.order_by("-pk").values_list("act", flat=True))


def test_one_person_takes_it_away_and_a_second_confirms() -> None:
    """Away at once; confirmed, it stays, and nothing is due any more."""
    story, editor, legal = published(), member(Role.EDITOR), member(Role.LEGAL)
    row = by_law(story, editor)

    assert status(story) == 451
    assert row.is_pending
    assert Appointment.objects.get(state=State.WAITING).due_at == TUESDAY + timedelta(hours=24)

    row = actions.confirm(row, by=legal, at=TUESDAY)

    assert (row.state, row.second) == ("standing", legal)
    assert not Appointment.objects.filter(state=State.WAITING).exists()
    assert acts_on(story)[:3] == ["withdrawal.confirm", "withdrawal.begin", "story.withdraw"]


def test_whoever_withdrew_it_is_not_the_second_person() -> None:
    """Four eyes are two people's."""
    story, editor = published(), member(Role.EDITOR)
    row = by_law(story, editor)

    with pytest.raises(Refused, match="another"):
        actions.confirm(row, by=editor, at=TUESDAY)


def test_unconfirmed_it_comes_back_by_itself_as_it_was(mailoutbox: list[Any]) -> None:
    """The same revision, no clock moved, and both are told; a draft begun meanwhile stays one."""
    story, editor, legal = published(), member(Role.EDITOR), member(Role.LEGAL)
    clocks = (story.published_at, story.updated_at, story.live_revision_id)
    story.title = "A draft"
    story.save_revision()
    by_law(story, editor)
    due = TUESDAY + timedelta(hours=24)

    with time_machine.travel(due, tick=False):
        assert do_next(due - timedelta(seconds=1)) is None
        do_next(due)
        while send_next("test", due + timedelta(minutes=1)):
            pass

    back = Story.objects.get(pk=story.pk)
    assert (back.live, back.title) == (True, "Quokka denies all")
    assert (back.published_at, back.updated_at, back.live_revision_id) == clocks
    assert back.get_latest_revision().as_object().title == "A draft"
    assert status(back) == 200
    assert Withdrawal.objects.get().state == "returned"
    told = {mail.to[0] for mail in mailoutbox if "back" in mail.subject}
    assert {editor.email, legal.email} <= told


def test_declined_it_is_back_at_once() -> None:
    """The second person says no."""
    story, editor, legal = published(), member(Role.EDITOR), member(Role.LEGAL)
    row = by_law(story, editor)

    actions.decline(row, by=legal, note="The order names another paper.", at=TUESDAY)

    assert status(story) == 200
    assert Record.objects.filter(act="withdrawal.decline", actor_id=legal.pk).exists()


def test_the_papers_own_decision_needs_one_person() -> None:
    """410, nothing due, and the text stays open to the desk."""
    story, editor = published(), member(Role.EDITOR)
    own = Order("editorial", "It was a hoax.", "We were wrong.", names_it=True)
    row = actions.withdraw("story", str(story.pk), own, by=editor, at=TUESDAY)
    page = Client().get(story.address)

    assert (row.state, page.status_code) == ("standing", 410)
    assert "We were wrong." in page.content.decode()
    assert "Quokka denies all" in page.content.decode()
    assert may(editor, "story.edit", Story.objects.get(pk=story.pk))


def test_restored_by_order_it_is_offline_or_as_it_was() -> None:
    """As whoever restores it says."""
    for as_it_was, answer in ((False, 404), (True, 200)):
        story, legal = published(), member(Role.LEGAL) if not as_it_was else None
        row = by_law(story, legal)
        actions.lift(row, by=legal, note="Stayed.", as_it_was=as_it_was, at=TUESDAY)

        assert status(story) == answer


SCREENS = ("edit", "history", "preview_on_edit", "copy", "unpublish", "usage", "workflow_history")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR, Role.LEGAL])
def test_the_desk_does_not_open_a_sealed_text(role: str) -> None:
    """Editor, revisions, compare, preview: closed to everybody, whatever their role."""
    story = published()
    revision = story.latest_revision_id
    by_law(story, None)
    client = at_the_desk(member(role))
    addresses = [reverse(f"wagtailadmin_pages:{name}", args=[story.pk]) for name in SCREENS]
    addresses += [
        reverse("wagtailadmin_pages:revisions_view", args=[story.pk, revision]),
        reverse("wagtailadmin_pages:revisions_revert", args=[story.pk, revision]),
        reverse("wagtailadmin_pages:revisions_compare", args=[story.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:view_draft", args=[story.pk]),
        reverse("story_receipts", args=[story.pk]),
        reverse("story_rename", args=[story.pk]),
    ]

    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (302, 403, 404), address
        assert b"signed nothing" not in answer.content


def test_a_sealed_text_is_found_by_no_search() -> None:
    """Neither by Wagtail's, after an indexing that was under way, nor by its own rebuilding."""
    story = published()
    by_law(story, None)

    assert not Story.get_indexed_objects().filter(pk=story.pk).exists()
    assert not list(Page.objects.search("quokka"))


def test_only_legal_reads_a_sealed_text_and_the_log_says_so() -> None:
    """And whoever is asked to confirm, as long as it waits."""
    story, editor, legal = published(), member(Role.EDITOR), member(Role.LEGAL)
    row = by_law(story, legal)

    assert "signed nothing" in actions.read_sealed(row, by=editor, at=TUESDAY)[0].words

    row = actions.confirm(row, by=editor, at=TUESDAY)
    with pytest.raises(PermissionDenied):
        actions.read_sealed(row, by=editor, at=TUESDAY)
    assert "signed nothing" in actions.read_sealed(row, by=legal, at=TUESDAY)[0].words
    readers = Record.objects.filter(act="sealed.read").values_list("actor_id", flat=True)
    assert set(readers) == {editor.pk, legal.pk}


def test_a_sealed_text_is_erased_when_the_law_wants_it_no_more() -> None:
    """Not a day before; and then no row of it is left but the tombstone's."""
    story, editor, legal = published(), member(Role.EDITOR), member(Role.LEGAL)
    row = actions.confirm(by_law(story, legal), by=editor, at=TUESDAY)
    ends = TUESDAY + timedelta(days=180)

    with pytest.raises(Refused, match="kept until"):
        actions.erase(row, by=legal, note="Over.", at=ends - timedelta(seconds=1))
    actions.erase(row, by=legal, note="Over.", at=ends)

    bare = Story.objects.get(pk=story.pk)
    assert (bare.title, len(bare.body), bare.revisions.count()) == ("Erased", 0, 0)
    assert status(bare) == 451


@pytest.mark.parametrize("role", [Role.REPORTER, Role.SECTION_EDITOR, Role.MODERATOR])
def test_others_neither_withdraw_nor_see_withdrawals(role: str) -> None:
    """A role without the right gets nowhere."""
    story, user = published(), member(role)
    row = by_law(published(), None)
    client = at_the_desk(user)

    with pytest.raises(PermissionDenied):
        by_law(story, user)
    assert client.get(reverse("withdrawals")).status_code in (302, 403)
    assert client.get(reverse("withdrawal", args=[row.pk])).status_code in (302, 403)


def test_the_way_through_the_screens() -> None:
    """Withdraw, find it on the list with its clock, confirm as another person."""
    story, editor, legal = published(), member(Role.EDITOR), member(Role.LEGAL)
    form = {"ground": "legal", "note": "Order 7.", "notice": "", "names_it": ""}
    at_the_desk(editor).post(reverse("story_withdraw", args=[story.pk]), form)
    second = at_the_desk(legal)
    row = Withdrawal.objects.get()

    assert "comes back in" in second.get(reverse("withdrawals")).content.decode()
    assert "confirm-note" in second.get(reverse("withdrawal", args=[row.pk])).content.decode()

    second.post(reverse("withdrawal", args=[row.pk]), {"act": "confirm", "confirm-note": ""})

    row.refresh_from_db()
    assert (row.state, row.second) == ("standing", legal)
    assert status(story) == 451


def test_one_version_is_withdrawn_and_the_story_stays() -> None:
    """By law it needs the second person too, and comes back into the history without."""
    story, editor, legal = published(), member(Role.EDITOR), member(Role.LEGAL)
    story.standfirst = "Ferries run till one."
    publish(story.save_revision(), by=None, at=TUESDAY)
    first = story.versions.get(number=1)
    form = {"ground": "legal", "note": "Order 7."}
    offered = at_the_desk(editor).get(reverse("story_withdraw", args=[story.pk]))
    at_the_desk(editor).post(reverse("version_withdraw", args=[first.pk]), form)
    row = Withdrawal.objects.get()

    assert f"/version/{first.pk}/withdraw/" in offered.content.decode()
    assert (row.kind, row.state, status(story)) == ("version", "pending", 200)
    assert WithdrawnVersion.objects.filter(version=first).exists()

    actions.decline(row, by=legal, note="Not ours.")

    assert not WithdrawnVersion.objects.exists()
