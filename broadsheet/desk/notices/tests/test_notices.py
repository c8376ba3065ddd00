"""Who is told what, in the admin and by mail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from broadsheet.accounts.actions import grant_role
from broadsheet.accounts.models import Role, User
from broadsheet.desk.models import Notice
from broadsheet.desk.notices.rules import Concerned, recipients
from broadsheet.desk.workflow import actions
from broadsheet.desk.workflow.tests.cast import approve, desk, handed_in, redraft, review
from broadsheet.kit import clock
from broadsheet.outbox.models import Appointment, Effect, State
from broadsheet.outbox.tests.cast import send_all
from broadsheet.outbox.timekeeping import do_next
from broadsheet.stories import actions as stories
from broadsheet.stories.tests.cast import AN_HOUR, StoryFactory, section

pytestmark = pytest.mark.django_db


def told() -> set[tuple[str, str]]:
    """Who was told which event, and by mail as well: everybody gets every mail unless they say."""
    send_all()
    send_all()
    rows = Notice.objects.select_related("user")
    by_mail = [to for one in mail.outbox for to in one.to]
    assert sorted(by_mail) == sorted(row.user.email for row in rows)
    return {(row.user.email.partition("@")[0], row.event) for row in rows}


def test_whoever_may_approve_is_told_and_nobody_else() -> None:
    """Not who handed it in, nor the same role in another section."""
    staff = desk()
    elsewhere = User.objects.create_user("other@post.example", is_staff=True)
    grant_role(elsewhere, Role.SUB, section("Sport"), actor=None, at=clock.now())
    handed_in(staff["reporter"])

    assert told() == {("sub", "submitted"), ("section_editor", "submitted")}


def test_who_was_asked_by_name_is_told_alone() -> None:
    """The others may approve all the same."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"])
    actions.submit(story, by=staff["reporter"], chosen={"sub": [staff["sub"]]})

    assert told() == {("sub", "submitted")}


def test_the_writer_is_told_what_becomes_of_it() -> None:
    """Approved in part, changed after an approval, sent back."""
    staff = desk()
    story = handed_in(staff["reporter"])
    approve(story, staff["sub"])
    redraft(story, staff["section_editor"], title="Another headline")
    actions.send_back(review(story).task_state, by=staff["section_editor"], note="Mend it.")

    assert {
        ("reporter", "approved"),
        ("sub", "changed"),
        ("reporter", "sent_back"),
    } <= told()


def test_a_publication_is_told_to_its_writer_and_to_who_approved_it() -> None:
    """Not to who did it."""
    staff = desk()
    story = handed_in(staff["reporter"])
    approve(story, staff["section_editor"])
    approve(story, staff["sub"])

    assert {("reporter", "published"), ("sub", "published")} <= told()


def test_what_did_not_go_out_at_its_time_is_told() -> None:
    """To its writer and the editors: somebody has to do something."""
    staff = desk()
    story = StoryFactory(owner=staff["reporter"], scheduled=True)
    Appointment.objects.update(act="page.unheard", next_at=clock.now(), due_at=clock.now())
    do_next(clock.now())

    assert Appointment.objects.get().state == State.PARKED
    assert {("reporter", "failed"), ("section_editor", "failed")} <= told()
    assert story.pk == Notice.objects.filter(event="failed")[0].story_id


def test_a_mail_is_sent_again_as_the_same_mail_and_each_act_is_told_once() -> None:
    """The effect that is tried again makes no second notice."""
    staff = desk()
    handed_in(staff["reporter"])
    told()
    Effect.objects.filter(name="desk.notice").update(state=State.WAITING, next_at=clock.now())
    Effect.objects.filter(name="desk.mail").update(state=State.WAITING, next_at=clock.now())
    send_all()
    numbers = [one.extra_headers["Message-ID"] for one in mail.outbox]

    assert Notice.objects.count() == 2
    assert len(numbers) == 4
    assert len(set(numbers)) == 2


def test_who_does_not_want_a_mail_has_the_notice_alone() -> None:
    """As they say in their account."""
    staff = desk()
    UserProfile.objects.update_or_create(
        user=staff["sub"], defaults={"submitted_notifications": False}
    )
    handed_in(staff["reporter"])
    send_all()
    send_all()

    assert Notice.objects.filter(user=staff["sub"]).count() == 1
    assert [one.to for one in mail.outbox] == [[staff["section_editor"].email]]


def test_a_mail_about_a_story_under_embargo_does_not_name_it() -> None:
    """Neither mail nor effect carries a word of it."""
    staff = desk()
    embargo = datetime.now(UTC) + AN_HOUR
    handed_in(staff["reporter"], title="Canaryword verdict", embargo_until=embargo)
    told()
    payloads = str(list(Effect.objects.filter(name__startswith="desk.").values_list("payload")))

    assert mail.outbox
    assert "anaryword" not in "".join(str(one.message()) for one in mail.outbox) + payloads


def test_a_leaver_is_told_nothing() -> None:
    """A notice that was left for them is not sent."""
    staff = desk()
    handed_in(staff["reporter"])
    send_all()
    User.objects.filter(pk=staff["sub"].pk).update(is_active=False)
    mail.outbox.clear()
    send_all()

    assert staff["sub"].email not in [to for one in mail.outbox for to in one.to]


def test_wagtail_sends_no_mail_of_its_own() -> None:
    """The events above are told once, by the outbox."""
    staff = desk()
    story = handed_in(staff["reporter"])
    actions.send_back(review(story).task_state, by=staff["section_editor"], note="Mend it.")

    assert mail.outbox == []


def test_an_archive_that_comes_in_tells_nobody() -> None:
    """A story that nobody of the staff wrote, published by a program."""
    stories.publish(StoryFactory(), by=None, at=clock.now())

    assert told() == set()


@pytest.mark.parametrize(
    ("event", "people", "who"),
    [
        ("submitted", {"asked": {1}, "approvers": {1, 2}}, {1}),
        ("submitted", {"approvers": {1, 2}}, {1, 2}),
        ("published", {"writers": {1, 9}, "signed": {2}}, {1, 2}),
        ("changed", {"void": {3, 9}, "writers": {1}}, {3}),
        ("failed", {"writers": {9}, "editors": {4}}, {4}),
    ],
)
def test_an_event_concerns_its_people(event: str, people: Any, who: set[int]) -> None:
    """And never who did it: here nine."""
    those = Concerned(**{name: frozenset(numbers) for name, numbers in people.items()})

    assert recipients(event, those, 9) == who
