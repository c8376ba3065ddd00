"""Building the demo newspaper: through the acts, whole, and the same the second time."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from broadsheet.accounts.models import EnrolmentLink, Role, RoleGrant, User
from broadsheet.archive.models import Import
from broadsheet.demo.build import DemoPaper, build_edition
from broadsheet.demo.staffing import POSTS, renew_links
from broadsheet.demo.tests.cut import NOW, QUICK_PASSWORDS, SLUGS, silent, small_edition
from broadsheet.demo.words import Edition
from broadsheet.people.models import Contributor
from broadsheet.pictures.models import Picture, PictureKind
from broadsheet.records.models import Record
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.actions import rename
from broadsheet.stories.models import Correction, LiveEntry, Story

pytestmark = pytest.mark.django_db
COUNTED = (Record, Story, Section, Topic, Contributor, Picture, User, EnrolmentLink, LiveEntry)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return small_edition()


@pytest.fixture(scope="module")
def paper(edition: Edition, django_db_setup: None, django_db_blocker: Any) -> Iterator[DemoPaper]:
    """The newspaper, built once for this file; each test undoes what it does to it."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(**QUICK_PASSWORDS):
        yield build_edition(edition, silent, NOW)
        transaction.set_rollback(True)


def story(slug: str) -> Story:
    return Import.objects.get(source_id=f"demo:{slug}").story


def test_every_story_is_out_under_its_section_at_its_own_time(
    edition: Edition, paper: DemoPaper
) -> None:
    """All stories are published, none later than now, each with its bylines and topics."""
    for slug in SLUGS:
        row, words = story(slug), edition.stories[slug]

        assert row.live
        assert row.published_at
        assert row.published_at <= NOW
        assert row.primary_section.key == words.section.replace("/", "-")
        assert row.bylines.count() == len(words.bylines)
        assert row.story_topics.count() == len(words.topics)
    assert paper.stories == len(SLUGS)


def test_the_two_clocks_and_the_corrections_are_those_of_the_edition(paper: DemoPaper) -> None:
    """The flood report was published at 8.10, updated at 21.30 and corrected next morning."""
    row = story("neerkulam-breaches-its-weir")
    zone = paper.paper.zone
    correction = Correction.objects.get(story=row)

    assert f"{timezone.localtime(row.published_at, zone):%d %H:%M}" == "23 08:10"
    assert f"{timezone.localtime(row.updated_at, zone):%d %H:%M}" == "24 09:00"
    assert row.updated_at == correction.at
    assert "27" in correction.text


def test_calendar_words_are_those_of_the_editions_own_day(paper: DemoPaper) -> None:
    """A headline that speaks of a weekday names the right one."""
    row = story("meghala-turns-for-the-coast")

    assert row.standfirst.startswith("Meghala is expected to cross")
    assert "before dawn on Sunday" in row.standfirst


def test_a_live_story_has_its_entries_in_order(edition: Edition, paper: DemoPaper) -> None:
    """Every entry of count day stands under the story, newest first."""
    row = story("count-day-live")
    entries = list(row.entries.all())

    assert len(entries) == len(edition.stories["count-day-live"].live)
    assert entries[0].headline == "Declared: Marakkar, by 1,126"
    assert entries[0].key_event


def test_translations_share_one_key(paper: DemoPaper) -> None:
    """The Hindi and the Urdu report of the result are translations of one story."""
    groups = {
        story(slug).translation_group
        for slug in ("rehana-marakkar-nayi-mahapaur", "rehana-marakkar-ki-jeet")
    }

    assert len(groups) == 1
    assert None not in groups


def test_a_section_whose_name_is_not_in_latin_letters_has_an_address_that_can_be_typed(
    paper: DemoPaper,
) -> None:
    """The Urdu section stands at /urdu/, not at what is left of its letters."""
    assert Section.objects.get(key="urdu").address == "/urdu/"


def test_pictures_carry_the_credit_that_their_files_carry(paper: DemoPaper) -> None:
    """Caption, credit, copyright and city came out of the file; the kind is said."""
    picture = Picture.objects.get()

    assert picture.kind == PictureKind.ILLUSTRATION
    assert picture.credit == "Meenal Vaz / Courant"
    assert picture.copyright_notice == "© 2026 The Marunai Courant"
    assert picture.city == "Marunai"
    assert picture.embedded["values"]["creator"] == ["Meenal Vaz"]
    assert picture.renditions.exists()


def test_there_is_one_account_for_each_role_and_its_password_is_told_once(paper: DemoPaper) -> None:
    """Eight staff, eight roles; each password works and each link is for this machine only."""
    told = {staff.role: staff for staff in paper.staff}
    reporter = told[Role.REPORTER]

    assert set(told) == set(Role.values) == set(RoleGrant.objects.values_list("role", flat=True))
    assert len({staff.password for staff in paper.staff}) == len(POSTS)
    assert authenticate(username=reporter.email, password=reporter.password)
    assert set(EnrolmentLink.objects.values_list("loopback_only", flat=True)) == {True}


def test_every_publication_is_in_the_log_under_the_name_of_an_editor(paper: DemoPaper) -> None:
    """The acts were done by the staff who may do them: nothing went around the table."""
    records = Record.objects.filter(act="story.publish")
    editors = {post.email for post in POSTS if post.role in (Role.EDITOR, Role.SECTION_EDITOR)}
    actors = set(User.objects.filter(pk__in=records.values("actor_id")).values_list("email"))

    assert records.count() == len(SLUGS) + Correction.objects.count()
    assert {email for (email,) in actors} <= editors


def test_a_second_run_changes_nothing(edition: Edition, paper: DemoPaper) -> None:
    """A day later the same call finds everything: no row more, and the same edition's day."""
    before = [model.objects.count() for model in COUNTED]
    again = build_edition(edition, silent, NOW + timedelta(days=1))

    assert [model.objects.count() for model in COUNTED] == before
    assert again.day == paper.day
    assert {staff.password + staff.token for staff in again.staff} == {""}


def test_what_the_desk_changed_is_not_made_anew(edition: Edition, paper: DemoPaper) -> None:
    """A renamed story and a picture with a new title are found again by the second run."""
    row = story("auditors-and-umbrellas")
    rename(row, "on-auditors", by=None, at=NOW)
    Picture.objects.update(title="A man with a moustache")
    build_edition(edition, silent, NOW + timedelta(hours=1))

    assert Story.objects.count() == len(SLUGS)
    assert Picture.objects.get().title == "A man with a moustache"


def test_new_links_are_for_those_who_have_not_enrolled(paper: DemoPaper) -> None:
    """Whoever lost the first link gets another, and chooses a password with it."""
    renewed = renew_links(NOW + timedelta(hours=1))
    valid = EnrolmentLink.objects.filter(used_at__isnull=True)

    assert {staff.role for staff in renewed} == set(Role.values)
    assert valid.count() == len(POSTS)
    assert set(valid.values_list("new_password", flat=True)) == {True}
