"""A program that withdraws in somebody's name goes the way of the screens: two persons."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from broadsheet.accounts.models import Role
from broadsheet.desk.models.withdrawal import Withdrawal
from broadsheet.outbox.models import Appointment, State
from broadsheet.outbox.timekeeping import do_next
from broadsheet.pictures import withdrawing
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.recordings import withdrawing as recordings
from broadsheet.recordings.models import Recording
from broadsheet.recordings.tests.made import recording
from broadsheet.stories.actions import (
    Tombstone,
    publish,
    restore,
    restore_version,
    withdraw,
    withdraw_version,
)
from broadsheet.stories.models import Ground, Story, Version, WithdrawnVersion
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, member

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
A_WEEK = timedelta(days=7)
ORDER = "Order 7."


def test_what_a_person_withdraws_by_law_waits_for_a_second_and_comes_back_without_one() -> None:
    """Whichever way the act was called; the tombstone says what it was given."""
    story, editor = StoryFactory(published=True), member(Role.EDITOR)
    says = Tombstone("A court asked for it.", names_it=True)
    gone = withdraw(story, Ground.LEGAL, by=editor, note=ORDER, at=TUESDAY, tombstone=says)
    row = Withdrawal.objects.get()

    assert (row.state, row.by, row.thing_id) == ("pending", editor, str(story.pk))
    assert (gone.withdrawn_notice, gone.withdrawn_names_it) == (says.notice, True)

    do_next(TUESDAY + A_WEEK)

    assert Withdrawal.objects.get().state == "returned"
    assert Story.objects.get(pk=story.pk).live


def test_restored_by_the_act_the_row_ends_and_it_may_be_withdrawn_again() -> None:
    """No second person is asked any more for what is not away."""
    story, editor = StoryFactory(published=True), member(Role.EDITOR)
    number = story.live_revision_id
    withdraw(story, Ground.LEGAL, by=editor, note=ORDER, at=TUESDAY)
    back = restore(story, by=editor, note="Order lifted.", at=TUESDAY, as_it_was=number)

    assert back.live
    assert not Appointment.objects.filter(act="withdrawal.return", state=State.WAITING).exists()

    withdraw(story, Ground.LEGAL, by=editor, note="Order 8.", at=TUESDAY)
    states = Withdrawal.objects.order_by("pk").values_list("state", flat=True)

    assert list(states) == ["lifted", "pending"]


def test_who_may_not_withdraw_leaves_no_row() -> None:
    """Nothing is begun."""
    story = StoryFactory(published=True)

    with pytest.raises(PermissionDenied):
        withdraw(story, Ground.LEGAL, by=member(Role.REPORTER), note=ORDER)

    assert not Withdrawal.objects.exists()
    assert Story.objects.get(pk=story.pk).live


@pytest.mark.parametrize("ground", list(Ground))
def test_what_nobody_withdraws_in_their_name_needs_no_second(ground: Ground) -> None:
    """A machine that does as it is told: it stands at once."""
    story = withdraw(StoryFactory(published=True), ground, by=None, note=ORDER)

    assert story.withdrawn_at is not None
    assert not Withdrawal.objects.exists()


def test_a_picture_and_a_version_wait_for_a_second_as_a_story_does() -> None:
    """Whichever kind of thing; lifted by the act, the row ends with it."""
    editor, shown = member(Role.EDITOR), picture("harbour.jpg", encoded(image(300, 200)))
    story = StoryFactory(published=True)
    first = Version.objects.get(story=story)
    draft = story.get_latest_revision_as_object()
    draft.standfirst = "Ferries stop at one."
    publish(draft.save_revision(), by=None, at=TUESDAY)

    hidden = withdrawing.withdraw(shown, "legal", by=editor, note=ORDER, notice="A court.")
    withdraw_version(first, Ground.LEGAL, by=editor, note=ORDER, at=TUESDAY)
    kinds = {row.kind: (row.state, row.by, row.notice) for row in Withdrawal.objects.all()}

    assert hidden.is_withdrawn
    assert kinds == {
        "picture": ("pending", editor, "A court."),
        "version": ("pending", editor, ""),
    }

    withdrawing.restore(shown, by=editor, note="Order lifted.")
    restore_version(first, by=editor, note="Order lifted.", at=TUESDAY)

    assert set(Withdrawal.objects.values_list("state", flat=True)) == {"lifted"}
    assert not Picture.objects.get(pk=shown.pk).is_withdrawn
    assert not WithdrawnVersion.objects.exists()


def test_a_recording_waits_for_a_second_and_comes_back_without_one(
    settings: Any, tmp_path: Path
) -> None:
    """As pictures do; its files answer by law meanwhile."""
    settings.MEDIA_ROOT = tmp_path
    editor, film = member(Role.EDITOR), recording()
    hidden = recordings.withdraw(film, "legal", by=editor, note=ORDER, at=TUESDAY)
    row = Withdrawal.objects.get()

    assert hidden.is_withdrawn
    assert (row.kind, row.state, row.by) == ("recording", "pending", editor)

    do_next(TUESDAY + A_WEEK)

    assert Withdrawal.objects.get().state == "returned"
    assert not Recording.objects.get(pk=film.pk).is_withdrawn


def test_a_version_that_nobody_confirms_comes_back() -> None:
    """The time is the law profile's, whoever began it."""
    story, editor = StoryFactory(published=True), member(Role.EDITOR)
    first = Version.objects.get(story=story)
    draft = story.get_latest_revision_as_object()
    draft.standfirst = "Ferries stop at one."
    publish(draft.save_revision(), by=None, at=TUESDAY)
    withdraw_version(first, Ground.LEGAL, by=editor, note=ORDER, at=TUESDAY)

    do_next(TUESDAY + A_WEEK)

    assert Withdrawal.objects.get().state == "returned"
    assert not WithdrawnVersion.objects.exists()
