"""Schedules as appointments: made, moved and cancelled with the acts, and kept at their time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module
from threading import Event, Thread
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import connections, transaction
from django.urls import reverse
from wagtail.models import Page, Revision

from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment, Effect, State
from broadsheet.outbox.timekeeping import Outcome, do_next
from broadsheet.records.models import Door, Record
from broadsheet.stories import actions, timetable
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.tests.cast import (
    AN_HOUR,
    StoryFactory,
    at_the_desk,
    member,
    section,
)

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def an_hour_ahead() -> datetime:
    """A time to put things on the schedule for, in whole seconds as an editor chooses it."""
    return datetime.now(UTC).replace(microsecond=0) + AN_HOUR


def do_at(at: datetime) -> Outcome | None:
    """Let it be that time, for Wagtail too, and do what is due."""
    with time_machine.travel(at, tick=False):
        return do_next(at)


def waiting() -> list[tuple[str, datetime]]:
    """What is on the schedule: the acts with their times."""
    rows = Appointment.objects.filter(state=State.WAITING).order_by("due_at")
    return list(rows.values_list("act", "due_at"))


def go_live_time(story: Story) -> datetime:
    """The time at which a scheduled story is to go out."""
    found: datetime = story.scheduled_revision.approved_go_live_at
    return found


def test_scheduling_makes_the_appointment_and_its_time_publishes() -> None:
    """At that second, by the door of the scheduler, and once."""
    story = StoryFactory(scheduled=True)
    due_at = go_live_time(story)

    assert waiting() == [("page.publish", due_at)]
    assert do_at(due_at - timedelta(seconds=1)) is None

    done = do_at(due_at)
    again = do_at(due_at)

    assert done is not None
    assert (done.failed, again, waiting()) == ("", None, [])
    assert Story.objects.get(pk=story.pk).live
    assert Record.objects.get(act="story.publish").door == Door.SCHEDULER
    assert Appointment.objects.get().state == State.DONE


@pytest.mark.parametrize(
    "act",
    [
        lambda story: actions.unschedule(story, by=None),
        lambda story: actions.publish(story, by=None, at=go_live_time(story)),
        lambda story: actions.delete_draft(story, by=None),
    ],
    ids=["unscheduled", "published at once", "deleted"],
)
def test_what_takes_a_story_off_the_schedule_cancels_the_appointment(act: Any) -> None:
    """In the same act; its time comes and nothing happens."""
    story = StoryFactory(scheduled=True)
    due_at = go_live_time(story)
    act(story)

    assert waiting() == []
    assert do_at(due_at + A_DAY) is None
    assert Appointment.objects.get().state == State.CANCELLED


def test_a_withdrawal_cancels_the_change_that_waits() -> None:
    """Nothing of a withdrawn story goes out later."""
    story = StoryFactory(published=True)
    story.go_live_at = an_hour_ahead()
    actions.publish(story.save_revision(), by=None)

    assert len(waiting()) == 1

    actions.withdraw(story, Ground.LEGAL, by=None, note="Ordered.")

    assert waiting() == []


def test_a_schedule_that_is_undone_leaves_no_appointment() -> None:
    """Act and appointment are one transaction."""

    @transaction.atomic
    def schedule_and_fail() -> None:
        StoryFactory(scheduled=True)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        schedule_and_fail()

    assert not Appointment.objects.exists()


def test_a_story_expires_at_its_time() -> None:
    """The appointment comes with the publication, and goes with the unpublishing."""
    expires = an_hour_ahead()
    story = StoryFactory(published=True, expire_at=expires)

    assert waiting() == [("page.expire", expires)]

    do_at(expires)
    story.refresh_from_db()

    assert (story.live, story.expired, waiting()) == (False, True, [])
    assert Record.objects.get(act="story.unpublish").door == Door.SCHEDULER


@pytest.mark.django_db(transaction=True)
def test_whoever_takes_it_off_the_schedule_at_the_last_moment_is_heard() -> None:
    """The worker has begun and waits for the story; what is committed meanwhile counts."""
    story = StoryFactory(scheduled=True)
    past = datetime.now(UTC) - AN_HOUR
    revision = story.scheduled_revision
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save(update_fields=["content", "approved_go_live_at"])
    timetable.adopt(past)

    def work() -> None:
        do_next(datetime.now(UTC))
        connections.close_all()

    worker = Thread(target=work)
    with transaction.atomic():
        list(Story.objects.select_for_update().filter(pk=story.pk))
        worker.start()
        Event().wait(0.5)  # time to come to the lock; without it the test would only be easier
        actions.unschedule(story, by=None)
    worker.join()

    assert not Story.objects.get(pk=story.pk).live
    assert Appointment.objects.get().state == State.CANCELLED


def test_an_earlier_schedule_is_replaced_by_the_later_one() -> None:
    """One story goes out once, with the words that were scheduled last."""
    story = StoryFactory(scheduled=True)
    story.title, story.go_live_at = "New words", an_hour_ahead() + AN_HOUR
    actions.publish(story.save_revision(), by=None)
    ((_act, due_at),) = waiting()

    assert due_at == go_live_time(Story.objects.get(pk=story.pk))

    do_at(due_at)

    assert Story.objects.get(pk=story.pk).title == "New words"
    assert do_at(due_at + A_DAY) is None


def test_what_the_rules_refuse_at_its_time_waits_with_its_reason() -> None:
    """Its section was taken offline meanwhile: tried again, with the words of the refusal."""
    story = StoryFactory(scheduled=True)
    due_at = go_live_time(story)
    Page.objects.filter(pk=story.primary_section_id).update(live=False)
    done = do_at(due_at)
    row = Appointment.objects.get()

    assert done is not None
    assert "publish the section first" in done.failed
    assert (row.state, row.tries) == (State.WAITING, 1)
    assert not Record.objects.filter(act="story.publish").exists()
    with pytest.raises(Refused):
        actions.publish(story, by=None, at=due_at)


def test_a_section_on_wagtails_schedule_has_its_appointment_too() -> None:
    """It has no act of ours; Wagtail's own screens and signals say when."""
    sport = section("Sport")
    due_at = an_hour_ahead()
    sport.title, sport.go_live_at = "Games", due_at
    sport.save_revision().publish()

    assert waiting() == [("page.publish", due_at)]

    Revision.objects.filter(object_id=str(sport.pk)).update(
        approved_go_live_at=datetime.now(UTC) - AN_HOUR
    )
    call_command("publish_scheduled")

    assert Page.objects.get(pk=sport.pk).title == "Games"
    assert waiting() == []


def test_the_command_adopts_what_another_program_put_on_the_schedule() -> None:
    """A time in Wagtail's columns is enough, as it always was."""
    story = StoryFactory()
    past = datetime.now(UTC) - AN_HOUR
    Revision.objects.filter(pk=story.latest_revision_id).update(approved_go_live_at=past)
    adopted = timetable.adopt(datetime.now(UTC))

    assert (adopted, waiting()) == (1, [("page.publish", past)])
    assert timetable.adopt(datetime.now(UTC)) == 0

    call_command("publish_scheduled")

    assert Story.objects.get(pk=story.pk).live


def test_schedules_of_before_are_carried_over_and_back() -> None:
    """The migration makes what the acts would have made, and takes only that out again."""
    going_live, expires = StoryFactory(scheduled=True), an_hour_ahead() + A_DAY
    StoryFactory(published=True, expire_at=expires)
    made = waiting()
    Appointment.objects.all().delete()
    migration = import_module("broadsheet.stories.migrations.0003_appointments")
    migration.carry_over(apps, None)
    migration.carry_over(apps, None)

    assert (
        waiting() == made == [("page.publish", go_live_time(going_live)), ("page.expire", expires)]
    )
    assert timetable.adopt(datetime.now(UTC)) == 0

    migration.take_out(apps, None)

    assert not Appointment.objects.exists()


def test_each_publication_leaves_word_for_the_front_door() -> None:
    """An effect of every act that readers see, with its key; a draft leaves none."""
    story = StoryFactory(published=True)
    actions.unpublish(story, by=None)
    StoryFactory()
    left = Effect.objects.filter(name="seen").order_by("pk")
    rows = left.filter(subject_id=str(story.pk))

    assert [row.act for row in rows] == ["story.publish", "story.unpublish"]
    assert rows[0].payload["expected"][0]["address"] == story.address
    assert len({row.key for row in left}) == 2


def test_a_story_shows_its_own_schedule_and_receipts_to_whoever_may_edit_it() -> None:
    """Its screen at the desk leads there; a reporter of another's story is refused."""
    story = StoryFactory(scheduled=True)
    address = reverse("story_receipts", args=[story.pk])
    editor, reporter = member("section_editor"), member("reporter")
    page = at_the_desk(editor).get(address).content.decode()
    edit = at_the_desk(editor).get(reverse("wagtailadmin_pages:edit", args=[story.pk]))

    assert story.title in page
    assert "Publish" in page
    assert address in edit.content.decode()
    assert at_the_desk(reporter).get(address).status_code in (302, 403)
