"""Bookings at the desk: made, changed, paused, looked at; overbooking is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.adverts import actions
from broadsheet.adverts.models import Advert, QuietSection
from broadsheet.adverts.tests.cast import A_WEEK, house, picture, sold
from broadsheet.kit import clock
from broadsheet.records.models import Record
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member, paper, section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    paper()


@pytest.fixture
def editor() -> Client:
    """An editor at the desk."""
    return at_the_desk(member(Role.EDITOR))


def typed(**other: Any) -> dict[str, Any]:
    """A form as somebody fills it in."""
    return {
        "kind": "sold",
        "advertiser": "Chandler & Sons",
        "picture": str(picture().pk),
        "alt": "Rope by the yard",
        "link": "https://chandler.example/",
        "places": ["side", "text"],
        "starts_at": "2024-05-06T09:00",
        "ends_at": "2034-05-13T09:00",
        "share": "50",
        "priority": "2",
    } | other


def test_a_booking_is_made_in_one_screen(editor: Client) -> None:
    """It runs at once if its time is here, and the log says who made it."""
    answer = editor.post(reverse("advert_book"), typed())
    row = Advert.objects.get()

    assert answer.headers["Location"] == reverse("advert", args=[row.pk])
    assert (row.name, row.standing, row.places) == ("Chandler & Sons", True, ["side", "text"])
    assert Record.objects.filter(act="advert.book", subject_id=str(row.pk)).exists()


def test_a_booking_that_is_not_whole_is_shown_with_what_was_typed(editor: Client) -> None:
    """Nothing is lost, and each reason says what to do."""
    answer = editor.post(reverse("advert_book"), typed(alt="", link="javascript:x", ends_at=""))
    page = answer.content.decode()

    assert not Advert.objects.exists()
    assert "some readers cannot see it" in page
    assert "javascript:x" in page
    assert "What is sold has an end" in page


def test_overbooking_is_told_with_its_days(editor: Client) -> None:
    """The booking stands: what was sold twice is the seller's to settle."""
    now = clock.now()
    sold("Mills", now, share=70, ends_at=now + A_WEEK)
    row = sold("Chandler", now, share=60, ends_at=now + A_WEEK)
    page = editor.get(reverse("advert", args=[row.pk])).content.decode()

    assert "Beside a story is sold to 130 %" in page
    assert "together with Mills" in page


def test_a_paused_booking_is_off_the_page_until_it_is_resumed(editor: Client) -> None:
    """By two buttons of its screen; its dates stay."""
    row = sold(at=clock.now())
    found = []
    for what in ("pause", "resume", "end"):
        editor.post(reverse("advert", args=[row.pk]), {"do": what})
        row.refresh_from_db()
        found.append((row.paused, row.standing))

    assert found == [(True, False), (False, True), (False, False)]


def test_the_lists_and_the_calendar_show_what_is_booked(editor: Client) -> None:
    """Each state has its list; a month has its bars, and what is sold on each day."""
    now = clock.now()
    sold("Mills", now, share=70, ends_at=now + A_WEEK)
    sold("Later", now, starts_at=now + A_WEEK, ends_at=now + 2 * A_WEEK)
    pages = {
        state: editor.get(f"{reverse('adverts')}?state={state}").content.decode()
        for state in ("running", "planned", "paused", "ended")
    }
    month = editor.get(reverse("adverts_calendar")).content.decode()
    odd = editor.get(f"{reverse('adverts_calendar')}?month=9999-99")

    assert "Mills" in pages["running"]
    assert "Mills" not in pages["planned"]
    assert "Later" in pages["planned"]
    assert "Mills" in month
    assert "70 %" in month
    assert odd.status_code == 200


def test_an_advertisement_is_looked_at_before_anybody_books_it(editor: Client) -> None:
    """On a real page, as readers would get it; nothing is kept."""
    StoryFactory(published=True)
    page = editor.post(reverse("advert_look", args=["side"]), typed()).content.decode()

    assert "advert-side" in page
    assert 'alt="Rope by the yard"' in page
    assert not Advert.objects.exists()


def test_a_section_is_made_quiet_and_loud_again(editor: Client) -> None:
    """One screen says which have none."""
    nation = section()
    for chosen in ([nation.pk], []):
        editor.post(reverse("adverts_quiet"), {"sections": chosen})
        found = list(QuietSection.objects.values_list("section_id", flat=True))

        assert found == chosen


@pytest.mark.parametrize("name", ["adverts", "adverts_calendar", "adverts_quiet", "advert_book"])
def test_who_may_not_book_sees_none_of_it(name: str) -> None:
    """A section editor's screens have no advertisements; the act refuses as well."""
    user = member(Role.SECTION_EDITOR)
    answer = at_the_desk(user).get(reverse(name))

    assert answer.status_code in (302, 403)
    with pytest.raises(PermissionDenied):
        actions.pause(house(), by=user)


def test_a_planned_booking_waits_for_its_minute() -> None:
    """It is not ended before it has begun."""
    later: datetime = clock.now() + timedelta(hours=1)
    row = sold(at=clock.now(), starts_at=later, ends_at=later + A_WEEK)

    assert not row.standing
    with pytest.raises(Exception, match="not begun"):
        actions.end(row, by=None)
