"""The desk's screen of feeds and machines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.distribution import actions
from broadsheet.distribution.models import Machines, SectionFeed
from broadsheet.kit import clock
from broadsheet.records.models import Record
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db
FILES = {"which": "files", "files-crawlers": "refused"}


def test_an_editor_chooses_what_feeds_have_and_an_administrator_what_stands_in_the_files() -> None:
    """Each sees the forms that are theirs, nobody else sees the screen; the log has it."""
    section = cast.section()
    editor, administrator = signed_in(staff(Role.EDITOR)), signed_in(staff(Role.ADMINISTRATOR))
    reporter = signed_in(staff(Role.REPORTER, section))
    shown = editor.get(reverse("machines")).content.decode()
    editor.post(reverse("machines"), {"which": "feeds", "feeds-hub": "https://hub.example/"})
    editor.post(reverse("machines"), {"which": "sections", f"section-{section.pk}": "whole"})
    refused = editor.post(reverse("machines"), FILES)
    administrator.post(reverse("machines"), FILES)
    row = Machines.objects.get()

    assert "/feeds/section/nation.atom" in shown
    assert "files-robots" not in shown
    assert (row.full_text, row.hub) == (False, "https://hub.example/")
    assert SectionFeed.objects.get().full_text
    assert refused.status_code == 302
    assert row.crawlers == "refused"
    acts = Record.objects.filter(act__in=(actions.FEEDS, actions.FILES))
    assert list(acts.order_by("pk").values_list("act", flat=True)) == [
        "feed.change",
        "feed.change",
        "machine.change",
    ]
    assert reporter.get(reverse("machines")).status_code == 302


def test_what_is_wrong_is_said_with_its_line_and_nothing_typed_is_lost() -> None:
    """The file stays as it was."""
    administrator = signed_in(staff(Role.ADMINISTRATOR))
    typed = {**FILES, "files-robots": "User-agent: *\nDisalow: /gallery/"}

    page = administrator.post(reverse("machines"), typed).content.decode()
    assert "robots.txt, line 2" in page
    assert "Disalow: /gallery/" in page
    assert not Machines.objects.exists()


def test_the_first_screen_says_when_security_txt_ends_to_who_may_mend_it() -> None:
    """To an administrator, not to an editor."""
    said = {"security_contacts": "mailto:safe@post.example"}
    end = clock.now() + timedelta(days=5, minutes=1)
    actions.change_files({**said, "security_expires": end}, by=None)

    pages = [signed_in(staff(role)).get("/desk/") for role in (Role.ADMINISTRATOR, Role.EDITOR)]
    told = ["security.txt ends in 5 days" in page.content.decode() for page in pages]
    assert told == [True, False]
