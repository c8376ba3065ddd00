"""A front that is older than its promise is told of: by mail, on the first screen, as a number."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from broadsheet.fronts import actions, rules
from broadsheet.fronts.actions.making import Named
from broadsheet.fronts.lateness import late
from broadsheet.fronts.models import Front
from broadsheet.fronts.tests import cast as fronts
from broadsheet.kit import clock
from broadsheet.outbox.models import Appointment
from broadsheet.outbox.sending import send_next
from broadsheet.outbox.timekeeping import do_next
from broadsheet.records.models import Record
from broadsheet.stories.tests import cast
from broadsheet.stories.tests.cast import StoryFactory

HOUR = timedelta(hours=1)
SOON = timedelta(minutes=61)


@pytest.mark.parametrize(
    ("promise", "front", "lead", "said"),
    [
        (None, 99, 99, set()),
        (60, 59, None, set()),
        (60, 60, None, {"front"}),
        (60, 10, 61, {"lead"}),
        (60, 61, 61, {"front", "lead"}),
    ],
)
def test_a_promise_is_of_the_front_and_of_its_lead(
    promise: int | None, front: int, lead: int | None, said: set[str]
) -> None:
    """In minutes; without one nothing is ever late."""
    now = cast.MONDAY
    since = now - timedelta(minutes=front)
    ages = rules.Ages(promise, since, now - timedelta(minutes=lead) if lead else None)

    assert rules.broken(ages, now) == said


@pytest.fixture
def promised(db: None) -> Front:
    """A home page that is promised every hour, live since now."""
    cast.paper()
    front = fronts.home()
    actions.change_front(front, Named("Home", promise=60), by=None)
    fronts.card(front, fronts.container(front), StoryFactory(published=True).pk)
    actions.publish(front, None, at=clock.now())
    return front


def _pass(moment: Any) -> None:
    while do_next(moment) is not None:
        continue


def test_whoever_may_publish_is_told_once_a_version(promised: Front) -> None:
    """A front is late an hour later; its lead, of another year, is so at once."""
    editor = cast.member("editor")
    _pass(clock.now() + timedelta(seconds=1))
    told = [row.after["broken"] for row in Record.objects.filter(act="front.late")]
    _pass(clock.now() + SOON)
    while send_next("a worker", clock.now()):
        continue

    assert told == [["lead"]]
    assert Record.objects.filter(act="front.late").count() == 2
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([editor.email], "Too old: Home")
    ]


def test_a_front_that_is_changed_in_time_is_not_late(promised: Front) -> None:
    """Its new version has an hour of its own."""
    _pass(clock.now())
    fronts.container(promised)
    actions.publish(promised, None, at=clock.now() + HOUR / 2)
    _pass(clock.now() + SOON)

    last = Record.objects.filter(act="front.late").order_by("pk").last()
    assert last is not None
    assert last.after["broken"] == ["lead"]
    assert Appointment.objects.filter(act="front.watch", state="waiting").count() == 1


def test_the_first_screen_names_late_fronts_to_those_who_arrange_them(promised: Front) -> None:
    """And to nobody else."""
    page = cast.at_the_desk(cast.member("editor")).get("/desk/").content.decode()
    others = cast.at_the_desk(cast.member("reporter")).get("/desk/").content.decode()

    assert [front.pk for front in late(clock.now())] == [promised.pk]
    assert "older than their promise" in page
    assert "older than their promise" not in others
