"""The press and the lite edition: printed for who asks, of what the full page is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from broadsheet.lite import showing
from broadsheet.press import edition, plates
from broadsheet.press.models import Sheet
from broadsheet.press.pressroom import Pressroom, catch_up
from broadsheet.press.recording import recording
from broadsheet.stories import actions
from broadsheet.stories.models import Ground
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db


def test_every_lite_address_is_of_the_lite_plate() -> None:
    """Whatever other plate has the rest of the address; none is printed before somebody asks."""
    for address in ("/lite/", "/lite/nation/", "/lite/nation/page/2/", "/lite/a-1.html"):
        plate = plates.plate_for(address)
        assert plate is not None
        assert (plate.name, plate.lazy, list(plate.addresses())) == ("lite pages", True, [])


def test_a_slot_that_is_made_meanwhile_is_that_of_full_pages() -> None:
    """A recording within the page's own is not of the lite edition."""
    with recording(), showing.lite("/"):
        there = showing.present()
        with recording():
            within = showing.present()

    assert there is not None
    assert within is None


def test_a_withdrawn_story_leaves_the_lite_edition_at_once(
    settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    """Read there, then withdrawn: it is gone before anything is printed anew."""
    settings.EDITION_ROOT = tmp_path / "edition"
    story = StoryFactory(published=True, title="The harbour bridge")
    address = f"/lite{story.address}"
    asked = [Pressroom().print_for_reader(one) for one in (address, "/lite/")]
    shelf = edition.present()
    before = shelf.get(address)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(story, Ground.LEGAL, by=None, note="Order 7.")
    after = shelf.get(address), shelf.get("/lite/")
    catch_up()
    Pressroom().print_for_reader(address)
    again = shelf.get(address)

    assert asked == [True, True]
    assert before is not None
    assert b"The harbour bridge" in before.body()
    assert after == (None, None)
    assert again is not None
    assert again.status == 451


def test_a_change_sets_a_lite_page_aside_and_prints_it_for_the_next_reader(
    settings: Any, tmp_path: Path
) -> None:
    """A publication does not print twice as many pages."""
    settings.EDITION_ROOT = tmp_path / "edition"
    story = StoryFactory(published=True)
    catch_up()
    Pressroom().print_for_reader("/lite/")
    StoryFactory(published=True, title="A newer story")
    catch_up()

    aside = Sheet.objects.filter(aside=True).values_list("address", flat=True)
    assert list(aside) == ["/lite/"]
    assert edition.present().get("/lite/") is None
    assert Pressroom().print_for_reader("/lite/")
    assert b"A newer story" in edition.present().get("/lite/").body()  # type: ignore[union-attr]
    assert story.live
