"""What an embargo binds: every door, every version, until the second at which it lifts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localtime
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.accounts.models import Role
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment
from broadsheet.outbox.timekeeping import do_next
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.records.models import Record
from broadsheet.stories import actions, doors
from broadsheet.stories import embargo_rules as rules
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import (
    AN_HOUR,
    StoryFactory,
    at_the_desk,
    byline,
    member,
    section,
)
from broadsheet.stories.tests.doorways import form_of

pytestmark = pytest.mark.django_db
moments = st.datetimes(timezones=st.just(UTC))


def ahead() -> datetime:
    """A moment an hour ahead of the real clock, which Wagtail reads itself; whole seconds."""
    return datetime.now(UTC).replace(microsecond=0) + AN_HOUR


def do_all_at(at: datetime) -> None:
    """Let it be that time, for Wagtail too, and do whatever is due."""
    with time_machine.travel(at, tick=False):
        while do_next(at):
            pass


@given(scheduled=moments, before=st.none() | moments, after=moments)
def test_nothing_on_the_schedule_leaves_before_a_new_embargo(
    scheduled: datetime, before: datetime | None, after: datetime
) -> None:
    """Whatever was wanted before, the embargo comes first; what followed it follows it still."""
    leaves = rules.schedule_after(scheduled, before, after)

    assert leaves >= after
    assert leaves in {after, scheduled}


@given(before=st.none() | moments, after=st.none() | moments, at=moments)
def test_letting_go_of_an_embargo_early_is_an_act_of_its_own(
    before: datetime | None, after: datetime | None, at: datetime
) -> None:
    """Whoever may set one may hold it longer, no more."""
    act = rules.act_of(before, after, at)

    lets_go = before is not None and before > at and (after is None or after < before)
    assert act == (rules.LIFT if lets_go else rules.SET)


def test_an_older_version_does_not_get_past_an_embargo_set_later() -> None:
    """The embargo is the story's, not one version's."""
    story = StoryFactory()
    older = story.latest_revision
    actions.set_embargo(story, ahead(), by=None)

    with pytest.raises(Refused) as refusal:
        actions.publish(older, by=None)

    assert refusal.value.codes == ("embargo",)


def test_a_version_that_says_nothing_of_it_keeps_the_embargo() -> None:
    """A program that saves a version without the embargo lifts nothing."""
    story = StoryFactory(embargo_until=ahead())
    revision = story.latest_revision
    revision.content |= {"embargo_until": None}
    revision.save(update_fields=["content"])

    with pytest.raises(Refused):
        revision.publish()


def test_a_story_taken_offline_and_put_under_embargo_stays_offline() -> None:
    """Publishing again is publishing."""
    story = StoryFactory(offline=True)
    actions.set_embargo(story, ahead(), by=None)

    with pytest.raises(Refused):
        actions.publish(story, by=None)


def test_a_copy_is_under_the_same_embargo() -> None:
    """The words are the same."""
    story = StoryFactory(embargo_until=ahead())

    copied = story.copy(to=story.get_parent(), update_attrs={"slug": "copied", "title": "Copied"})

    assert Story.objects.get(pk=copied.pk).embargo_until == story.embargo_until


def test_no_save_lifts_an_embargo_past_the_act() -> None:
    """Nor moves it, on a draft as well."""
    story = StoryFactory(embargo_until=ahead())
    story.embargo_until = None

    with pytest.raises(doors.ActNeeded):
        story.save()


def test_a_reporter_sets_an_embargo_and_does_not_lift_it() -> None:
    """Holding longer is theirs too; letting go is the editor's."""
    reporter = member(Role.REPORTER)
    story = StoryFactory(owner=reporter)
    story = actions.set_embargo(story, ahead(), by=reporter)
    story = actions.set_embargo(story, ahead() + AN_HOUR, by=reporter)

    with pytest.raises(PermissionDenied):
        actions.set_embargo(story, None, by=reporter)

    assert actions.set_embargo(story, None, by=member(Role.SECTION_EDITOR)).embargo_until is None


def test_each_change_of_an_embargo_stands_in_the_log() -> None:
    """With the time before and after."""
    story, until = StoryFactory(), ahead()
    actions.set_embargo(story, until, by=None, note="The report is out at noon.")
    actions.set_embargo(story, None, by=None)

    told = Record.objects.filter(act__in=[rules.SET, rules.LIFT]).order_by("pk")

    assert [row.act for row in told] == ["story.embargo", "story.lift"]
    assert told[0].before["embargo_until"] is None
    assert told[0].after["embargo_until"] == told[1].before["embargo_until"]
    assert told[0].note == "The report is out at noon."


def test_a_story_goes_out_at_the_second_at_which_its_embargo_lifts() -> None:
    """Not a second before; then the log says that it lifted by itself, and that it is out."""
    until = ahead()
    story = StoryFactory(embargo_until=until)
    actions.publish_when_lifted(story, by=None)

    do_all_at(until - timedelta(seconds=1))
    early = Story.objects.get(pk=story.pk).live
    do_all_at(until)

    row = Story.objects.get(pk=story.pk)
    assert not early
    assert (row.live, row.published_at, row.embargo_until) == (True, until, None)
    acts = set(Record.objects.filter(at=until).values_list("act", flat=True))
    assert {"story.lift", "story.publish"} <= acts


def test_a_scheduled_story_follows_its_embargo_to_a_later_time() -> None:
    """What was to go out as it lifts still does, then."""
    until = ahead()
    story = StoryFactory(embargo_until=until)
    actions.publish_when_lifted(story, by=None)

    actions.set_embargo(story, until + AN_HOUR, by=None)

    due = Appointment.objects.filter(act="page.publish", state="waiting")
    assert [row.due_at for row in due] == [until + AN_HOUR]


def test_the_editing_form_sets_an_embargo_by_the_act() -> None:
    """And says beside the field what the role does not allow."""
    reporter = member(Role.REPORTER)
    story, until = StoryFactory(owner=reporter), ahead().replace(second=0)
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    desk = at_the_desk(reporter)
    desk.post(address, form_of(story, embargo_until=f"{localtime(until):%Y-%m-%d %H:%M}"))
    held = Story.objects.get(pk=story.pk)

    answer = desk.post(address, form_of(story, embargo_until=""))

    assert held.embargo_until == until
    assert "does not lift an embargo" in answer.content.decode()
    assert Story.objects.get(pk=story.pk).embargo_until == until


@pytest.mark.parametrize(
    ("role", "place", "reads"),
    [
        (Role.REPORTER, "Sport", False),
        (Role.SUB, "Sport", False),
        (Role.REPORTER, "Nation", False),
        (Role.SUB, "Nation", True),
        (Role.SECTION_EDITOR, "Nation", True),
        (Role.EDITOR, None, True),
        (Role.LEGAL, None, True),
    ],
)
def test_who_finds_an_embargoed_story_at_the_desk(
    role: str, place: str | None, reads: bool
) -> None:
    """Its own section's desk, its author, and those who hold the whole paper."""
    story = StoryFactory(title="Zanzibar falls", embargo_until=ahead(), section=section("Nation"))
    desk = at_the_desk(member(role, section(place) if place else None))
    address = reverse("wagtailadmin_explore", args=[story.primary_section_id])
    chooser = reverse("wagtailadmin_choose_page_child", args=[story.primary_section_id])

    listed = desk.get(address, follow=True).content.decode()
    found = desk.get(chooser).content.decode()

    assert ("Zanzibar falls" in listed) is reads
    assert ("Zanzibar falls" in found) is reads


def test_its_author_finds_an_embargoed_story() -> None:
    """A reporter's own is theirs."""
    reporter = member(Role.REPORTER)
    story = StoryFactory(title="Zanzibar falls", embargo_until=ahead(), owner=reporter)

    answer = at_the_desk(reporter).get(reverse("wagtailadmin_pages:edit", args=[story.pk]))

    assert answer.status_code == 200


def _screens(story: Story) -> list[Any]:
    revision = story.latest_revision_id
    return [
        reverse("wagtailadmin_pages:edit", args=[story.pk]),
        reverse("wagtailadmin_pages:copy", args=[story.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[story.pk, revision]),
        reverse("story_receipts", args=[story.pk]),
    ]


def test_for_whoever_may_not_read_it_an_embargoed_story_is_not_there() -> None:
    """Every screen that names it answers as for a story that never was."""
    story = StoryFactory(embargo_until=ahead())
    desk = at_the_desk(member(Role.REPORTER))

    assert {desk.get(address).status_code for address in _screens(story)} == {404}


def a_held_picture(until: datetime) -> Picture:
    """A picture under embargo."""
    held = picture(data=encoded(image(300, 200)))
    Picture.objects.filter(pk=held.pk).update(embargo_until=until)
    fresh: Picture = Picture.objects.get(pk=held.pk)
    return fresh


def test_a_story_with_a_picture_under_embargo_waits_for_it() -> None:
    """At its head or in its text; for the picture's time it goes on the schedule."""
    until = ahead()
    held = a_held_picture(until)
    lead = StoryFactory(picture=held)
    use = {"picture": held, **dict.fromkeys(("alt", "caption", "credit", "agency", "kind"), "")}
    inside = StoryFactory(body=[("picture", {**use, "source": ""})])

    for story in (lead, inside):
        with pytest.raises(Refused) as refusal:
            actions.publish(story, by=None)
        assert refusal.value.codes == ("check-picture-embargo",)
    scheduled = StoryFactory(picture=held, go_live_at=until)
    assert not actions.publish(scheduled, by=None).live


def test_no_portrait_shows_a_picture_under_embargo() -> None:
    """Whoever saves it."""
    someone = byline()
    someone.portrait = a_held_picture(ahead())

    with pytest.raises(Refused):
        someone.save()
