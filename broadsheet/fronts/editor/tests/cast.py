"""A home page with something on it, for the tests of its editor."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from broadsheet.accounts.models import User
from broadsheet.fronts import actions
from broadsheet.fronts.actions.making import Named
from broadsheet.fronts.models import Front
from broadsheet.pictures.models import Picture
from broadsheet.sections.models import Section
from broadsheet.stories.actions import file_draft, publish
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, paper, section
from broadsheet.stories.tests.edition import library

HEADLINES = (
    "The harbour bridge opens a year late",
    "Monsoon reaches the islands on Friday",
    "Ferry line to reopen after eleven years",
    "Schools to open at seven in the heat",
    "A reef comes back, counted fish by fish",
    "The last lighthouse keeper hands in the key",
    "Tolls on the bridge: who pays, and how much",
    "Coconut prices fall for the third week",
    "Night trains return to the north line",
    "Council votes to keep the old market",
    "A library is built out of driftwood",
    "Pilots warn of sandbanks at the jetty",
)
LEAD, TIER = "aaaaaaaa", "bbbbbbbb"


def stories(count: int = len(HEADLINES), drawn: Picture | None = None) -> list[Story]:
    """Published stories, the first the newest; every other one has a picture."""
    paper()
    drawn = drawn or library()
    places = [section("Nation"), section("Sport"), section("Culture")]
    return [
        story(HEADLINES[number], places[number % 3], drawn if number % 2 == 0 else None, number)
        for number in range(count)
    ]


def story(title: str, where: Section, picture: Picture | None, hours: int) -> Story:
    """One published story, out so many hours before Monday's."""
    draft = Story(
        title=title,
        slug=title.lower().replace(" ", "-").replace(",", "").replace(":", ""),
        kicker="Harbour" if hours % 3 == 0 else "",
        standfirst=f"What was said of it: {title.lower()}.",
        picture=picture,
    )
    filed = file_draft(draft, where, by=None, at=MONDAY)
    return publish(filed, by=None, at=MONDAY - timedelta(hours=hours))


def container(name: str, layout: str, **said: Any) -> dict[str, Any]:
    """A step that adds a container at the end."""
    return {"op": "add_container", "id": name, "layout": layout, "after": "ffffffff", **said}


def card(name: str, where: str, story: Story, **said: Any) -> dict[str, Any]:
    """A step that adds a card at the end of a container."""
    return {
        "op": "add_card",
        "id": name,
        "container": where,
        "story": story.pk,
        "after": "ffffffff",
        **said,
    }


def home(placed: list[Story], *, by: User | None = None, at: datetime = MONDAY) -> Front:
    """A home page, published: a lead and two more by hand, a row that fills itself."""
    front = actions.make_front("home", Named("Home"), by=None, at=at)
    gone = [
        {"op": "remove_container", "id": one["id"]}
        for one in actions.take_step(front, None, [], 0, at=at).draft.document["containers"]
    ]
    newest = {"from": "newest", "value": None, "with_picture": False, "form": ""}
    steps = [
        *gone,
        container(LEAD, "lead", shows=5, backfill=newest),
        container(TIER, "row", title="More from the islands", shows=4, backfill=newest),
        *(card(f"{n:08x}", LEAD, one) for n, one in enumerate(placed[:3], 1)),
    ]
    taken = actions.take_step(front, by, steps, 0, at=at)
    if taken.refused:
        raise AssertionError(taken.refused)
    actions.publish(front, by, at=at)
    return Front.objects.get(pk=front.pk)
