"""Rails: on the pages that they are placed on, with the words of their own use."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.fronts import actions, keys
from broadsheet.fronts.actions.making import Standing
from broadsheet.fronts.models import Front
from broadsheet.fronts.rails import rails
from broadsheet.fronts.tests import cast as fronts
from broadsheet.kit.refusals import Refused
from broadsheet.press.recording import recording
from broadsheet.stories.tests import cast
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db


def rail(name: str, story: int, **standing: Any) -> Front:
    """A rail with one story, live and placed."""
    front = fronts.front("rail", name=name)
    fronts.card(front, fronts.container(front), story, headline=f"In {name}")
    actions.publish(front, None)
    return actions.place_rail(front, Standing(**{"at": "beside", **standing}), by=None)


def test_a_rail_stands_beside_the_stories_of_its_sections_and_those_below(client: Client) -> None:
    """And of its forms; a rail of no section stands everywhere."""
    nation, sport = cast.section("Nation"), cast.section("Sport")
    delhi = cast.section("Delhi", nation)
    told = StoryFactory(published=True, section=sport)
    pages = {
        "delhi": StoryFactory(published=True, section=delhi),
        "opinion": StoryFactory(published=True, section=delhi, form="opinion"),
        "sport": StoryFactory(published=True, section=sport),
    }
    rail("India Matters", told.pk, sections=[nation.pk], forms=["article"])
    rail("Every page", told.pk, order=1)
    texts = {name: client.get(one.address).content.decode() for name, one in pages.items()}

    assert {name for name, text in texts.items() if "In India Matters" in text} == {"delhi"}
    assert all("In Every page" in text for text in texts.values())
    assert texts["delhi"].index("In India Matters") < texts["delhi"].index("In Every page")


def test_a_rail_that_is_off_or_not_published_stands_nowhere(client: Client) -> None:
    """Neither does one at another place."""
    told = StoryFactory(published=True)
    page = StoryFactory(published=True)
    rail("Switched off", told.pk, is_on=False)
    rail("At home", told.pk, at="home")
    draft = fronts.front("rail", name="Draft")
    actions.place_rail(draft, Standing("beside"), by=None)
    text = client.get(page.address).content.decode()

    assert "Switched off" not in text
    assert "At home" not in text
    assert "Draft" not in text
    assert "In At home" in client.get("/").content.decode()


def test_a_rail_that_is_not_live_yet_is_known_to_the_pages_that_it_will_stand_on() -> None:
    """Once it goes live, the press prints them anew."""
    cast.paper()
    draft = fronts.front("rail")
    actions.place_rail(draft, Standing("beside"), by=None)
    with recording() as record:
        text = rails("beside", draft.language, "0", "article")

    assert text == ""
    assert keys.front(draft.pk) in record.keys


def test_what_is_no_rail_is_not_placed_on_other_pages() -> None:
    """And a rail stands only where one can."""
    with pytest.raises(Refused, match="Only a rail"):
        actions.place_rail(fronts.home(), Standing("beside"), by=None)
    with pytest.raises(Refused, match="at its foot"):
        actions.place_rail(fronts.front("rail"), Standing("above"), by=None)
