"""The desk sees how the press stands, and what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.kit import clock
from broadsheet.press import standing
from broadsheet.press.models import Sheet
from broadsheet.press.spreading import spread

pytestmark = pytest.mark.django_db
REASON = "ValueError: This page cannot be set."


@pytest.fixture(autouse=True)
def told(settings: Any, tmp_path: Any) -> None:
    """A worker told a moment ago that all is right."""
    settings.VAR = tmp_path
    standing.tell()


def failing() -> Sheet:
    """A page that could not be printed, however often it was tried."""
    return Sheet.objects.create(
        address="/nation/", plate="section", failures=5, failure=REASON, asked_at=clock.now()
    )


def test_an_editor_sees_that_all_is_right() -> None:
    """Numbers, and no trouble."""
    page = signed_in(staff("editor")).get("/desk/press/").content.decode()

    assert "what was published is what readers get" in page
    assert "Print them again" not in page


def test_an_editor_sees_what_failed_and_prints_it_again() -> None:
    """With its reason; the page is due again after that."""
    sheet = failing()
    editor = signed_in(staff("editor"))
    assert REASON in editor.get("/desk/press/").content.decode()

    answer = editor.post("/desk/press/")

    assert answer.status_code == 302
    spread()
    sheet.refresh_from_db()
    assert sheet.failures == 0


def test_a_silent_worker_is_told_on_the_desks_first_screen(tmp_path: Any) -> None:
    """To everybody who works there: what they publish does not go out."""
    standing.path().unlink()

    page = signed_in(staff("editor")).get("/desk/").content.decode()

    assert "No worker of the press is at work" in page


def test_a_reporter_may_not_look_into_the_press() -> None:
    """The screen is the editor's; the notice is everybody's."""
    assert signed_in(staff("administrator")).get("/desk/press/").status_code == 200
    assert signed_in(staff("moderator")).get("/desk/press/").status_code != 200
