"""A picture under embargo: seen by few, published with nothing, its files out of the open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.outbox.timekeeping import do_next
from broadsheet.pictures.actions import prepare
from broadsheet.pictures.embargo import hidden_from, may_see
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.records.models import Record

pytestmark = pytest.mark.django_db


def ahead() -> datetime:
    """A moment an hour ahead of the real clock, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)


def drawn(**fields: Any) -> Picture:
    """A small picture with its renditions."""
    made = picture(data=encoded(image(300, 200)), **fields)
    prepare(made, ["card"])
    return made


def addresses(of: Picture) -> list[str]:
    """Where its renditions are found."""
    return [row.url for row in of.renditions.all()]


def statuses(role: str, asked: list[str]) -> set[int]:
    """What somebody of that role is answered at these addresses."""
    desk = signed_in(staff(role))
    return {desk.get(address).status_code for address in asked}


def test_the_files_of_an_embargoed_picture_lie_at_no_readers_address() -> None:
    """They are shown by the desk, to whoever may see the picture; to others they are not there."""
    held = drawn(embargo_until=ahead())
    found = addresses(held)

    in_the_open = [f"/media/{row.file.name}" for row in held.renditions.all()]
    assert all(address.startswith("/desk/") for address in found)
    assert statuses(Role.PICTURE_DESK, found) == {200}
    assert statuses(Role.REPORTER, [*found, *in_the_open]) == {404}


def test_an_embargo_set_later_takes_the_files_out_of_the_open(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """And its end puts them back, at the second."""
    held, until = drawn(), ahead()
    before = [row.file.name for row in held.renditions.all()]
    with django_capture_on_commit_callbacks(execute=True):
        held.embargo_until = until
        held.save()
    gone = [not (settings.MEDIA_ROOT / name).exists() for name in before]

    with time_machine.travel(until, tick=False), django_capture_on_commit_callbacks(execute=True):
        while do_next(until):
            pass

    row = Picture.objects.get(pk=held.pk)
    assert all(gone)
    assert row.embargo_until is None
    assert all(address.startswith("/media/images/") for address in addresses(row))
    acts = list(Record.objects.filter(act__contains="picture.").values_list("act", flat=True))
    assert acts[-2:] == ["picture.embargo", "picture.lift"]


def test_whose_an_embargoed_picture_is() -> None:
    """The picture desk's, the subs' and editors', and its own sender's."""
    reporter, another = staff(Role.REPORTER), staff(Role.MODERATOR)
    held = drawn(embargo_until=ahead(), uploaded_by_user=reporter)

    assert may_see(reporter, held)
    assert may_see(staff(Role.PICTURE_DESK), held)
    assert not may_see(another, held)
    assert list(hidden_from(another, datetime.now(UTC))) == [held]


@pytest.mark.parametrize("role", [Role.SUB, Role.SECTION_EDITOR])
def test_a_picture_is_seen_in_the_sections_in_which_its_sender_works(role: str) -> None:
    """Above and below too; in another section neither it nor its files are there."""
    root = Page.objects.get(depth=1)
    nation, sport = (root.add_child(title=name, slug=name) for name in ("nation", "sport"))
    delhi = nation.add_child(title="delhi", slug="delhi")
    held = drawn(embargo_until=ahead(), uploaded_by_user=staff(Role.REPORTER, delhi))
    sees, now = {}, datetime.now(UTC)
    for where in (nation, delhi, sport):
        user = staff(role, where, name=f"Desk {where.title}")
        listed = not hidden_from(user, now).exists()
        desk = signed_in(user)
        files = {desk.get(address).status_code for address in addresses(held)}
        sees[where.title] = (may_see(user, held), listed, files)

    yes, no = (True, True, {200}), (False, False, {404})
    assert sees == {"nation": yes, "delhi": yes, "sport": no}


def test_what_nobody_is_known_to_have_sent_is_of_no_section() -> None:
    """An imported picture under embargo waits for those who answer for the whole paper."""
    held = drawn(embargo_until=ahead(), uploaded_by_user=None)
    sub = staff(Role.SUB)

    assert not may_see(sub, held)
    assert list(hidden_from(sub, datetime.now(UTC))) == [held]


def test_tags_wait_for_the_end_of_the_embargo() -> None:
    """For the whole desk is shown them."""
    held = drawn(title="The jetty")
    sent = {
        "title": held.title, "kind": held.kind, "tags": "jetty",
        "embargo_until": f"{ahead() + timedelta(days=2):%Y-%m-%d %H:%M}",
    }  # fmt: skip

    desk = signed_in(staff(Role.PICTURE_DESK))
    answer = desk.post(reverse("wagtailimages:edit", args=[held.pk]), sent)

    assert "when the embargo has lifted" in answer.content.decode()
