"""A story that somebody paid for says so wherever it stands, and cannot go out without."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.kit.refusals import Refused
from broadsheet.stories import sponsors
from broadsheet.stories.actions import publish
from broadsheet.stories.models import Story, Version
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, member, section
from broadsheet.stories.tests.doorways import form_of

MILL: dict[str, Any] = {
    "sponsor_kind": "sponsored",
    "sponsor_name": "Harbour Mills",
    "sponsor_link": "https://mills.example/",
}
MARK = "Sponsored by Harbour Mills"


@pytest.mark.parametrize(
    ("kind", "name", "link", "columns"),
    [
        ("", "", "", []),
        ("sponsored", "Mills", "https://mills.example/", []),
        ("sponsored", " ", "", ["sponsor_name"]),
        ("", "Mills", "", ["sponsor_kind"]),
        ("partnership", "Mills", "javascript:alert(1)", ["sponsor_link"]),
    ],
)
def test_what_is_said_of_a_sponsor_is_whole(
    kind: str, name: str, link: str, columns: list[str]
) -> None:
    """A kind has a name, a name has a kind, and a link leads to a page."""

    assert [fault.column for fault in sponsors.against(kind, name, link)] == columns


def test_a_story_never_loses_its_mark_to_a_half_filled_form() -> None:
    """What is there of a sponsor makes a mark; without anything there is none."""

    assert sponsors.sponsor("", "Mills", "") == sponsors.Sponsor("sponsored", "Mills")
    assert sponsors.sponsor("", "", "") is None


@pytest.mark.django_db
def test_a_sponsored_story_is_marked_on_its_page_and_where_it_is_shared() -> None:
    """Ahead of the headline, with a link that says what it is; in the card; for machines."""
    story = StoryFactory(published=True, **MILL)
    page = Client().get(story.address).content.decode()
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])

    assert page.index(MARK, page.index("<main")) < page.index("<h1")
    assert '<a href="https://mills.example/" rel="sponsored noopener">' in page
    assert re.search(rf'og:title"\s+content="[^"]+ – {MARK}"', page)
    assert data["@type"] == "AdvertiserContentArticle"
    assert data["sponsor"]["name"] == "Harbour Mills"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/nation/", "/running/latest/en/"])
def test_a_sponsored_story_is_marked_in_every_list(address: str) -> None:
    """On the front, in its section, and among the newest headlines."""
    StoryFactory(published=True, **MILL)

    assert MARK in Client().get(address).content.decode()


@pytest.mark.django_db
def test_a_sponsored_story_without_its_sponsor_does_not_go_out() -> None:
    """The act refuses, whichever door it came by."""
    story = StoryFactory(sponsor_kind="sponsored")

    with pytest.raises(Refused, match="name its sponsor"):
        publish(story, by=None, at=MONDAY)


@pytest.mark.django_db
def test_only_an_editor_names_a_sponsor() -> None:
    """A reporter's form shows the fields and keeps what they say."""
    found = []
    for role in (Role.REPORTER, Role.EDITOR):
        user = member(role)
        story = StoryFactory(owner=user, section=section())
        form = form_of(story, **MILL)
        at_the_desk(user).post(reverse("wagtailadmin_pages:edit", args=[story.pk]), form)
        row = Story.objects.get(pk=story.pk)
        found.append(row.get_latest_revision_as_object().sponsor_name)

    assert found == ["", "Harbour Mills"]


@pytest.mark.django_db
def test_the_history_of_a_story_tells_who_paid_for_it() -> None:
    """A mark that is taken away later stays in the version that had it."""
    story = StoryFactory(published=True, **MILL)
    version = Version.objects.get(story=story)

    assert ["sponsor", MARK] in [list(passage) for passage in version.text]
