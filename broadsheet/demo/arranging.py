"""The demo's fronts, rails and banner, arranged by its editor through the acts of their room."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from broadsheet.accounts.models import Role, User
from broadsheet.demo.fields import WordsError
from broadsheet.demo.words import EDITION
from broadsheet.fronts.actions import make_front, place_rail, publish, take_step
from broadsheet.fronts.actions.making import Named, Standing
from broadsheet.fronts.banners.actions import raise_banner
from broadsheet.fronts.banners.rules import Order
from broadsheet.fronts.models import Banner, Front
from broadsheet.fronts.queries import document_of
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.models import Story

FILE = EDITION / "fronts.toml"
# What fills a container that has no section and no topic of its own.
FILLS: dict[str, dict[str, Any]] = {
    "news": {"from": "newest", "form": "news"},
    "pictures": {"from": "newest", "form": "news", "with_picture": True},
    "opinion": {"from": "form", "value": "opinion"},
}
CARD = ("headline", "kicker", "size", "pinned")

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Board:
    """What a front may name, by the edition's keys; whoever arranges, and when."""

    stories: Mapping[str, Story]
    sections: Mapping[str, Section]
    topics: Mapping[str, Topic]
    staff: Mapping[str, User]
    now: datetime

    @property
    def by(self) -> User:
        """The editor."""
        return self.staff[Role.EDITOR]


def arrange(board: Board) -> int:
    """Arrange what lacks of the fronts; return how many there are. Raises ``WordsError``."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    if not Front.objects.exists():
        _arranged(board, "home", said["home"], None)
        for section in board.sections.values():
            if "/" not in _key_of(board, section):
                _arranged(board, "section", _of_section(board, section), section)
        for special in said["specials"]:
            if topic := board.topics.get(special["topic"]):
                _arranged(board, "special", special, topic)
        for order, rail in enumerate(said["rails"]):
            front = _arranged(board, "rail", rail, None)
            place_rail(front, Standing(at=rail["at"], order=order), by=board.by, at=board.now)
    _raise(board, said["banner"])
    return Front.objects.count()


def _key_of(board: Board, section: Section) -> str:
    return next(key for key, one in board.sections.items() if one.pk == section.pk)


def _arranged(board: Board, kind: str, said: Table, of: Section | Topic | None) -> Front:
    named = Named(name=said["name"], slug=said.get("slug", ""))
    front = make_front(kind, named, by=board.by, of=of, at=board.now)
    clear = [{"op": "remove_container", "id": one.id} for one in document_of(front).containers]
    steps = [*clear, *_steps(board, said["containers"])]
    taken = take_step(front, board.by, steps, 0, at=board.now)
    if taken.refused:
        raise WordsError(f"{FILE.name}: {said['name']}: {taken.refused[0].words}")
    publish(front, board.by, revision=taken.revision, at=board.now)
    return front


def _of_section(board: Board, section: Section) -> Table:
    """Return a section's front: a lead with its column, then its sub-sections."""
    key = _key_of(board, section)
    below = [one for one in board.sections if one.startswith(f"{key}/")]
    bands = [{"layout": "band", "section": one, "shows": 5} for one in below]
    lead = {"layout": "lead-four", "section": key, "shows": 8}
    return {"name": section.title, "containers": [lead, *bands]}


def _steps(board: Board, containers: list[Table]) -> Iterator[dict[str, Any]]:
    """Give the steps that make a draft of nothing, in their order."""
    number, before = 0, None
    for said in containers:
        number += 1
        container = f"{number:08x}"
        yield {
            "op": "add_container",
            "id": container,
            "after": before,
            **_container(board, said),
        }
        before, card = container, None
        for one in said.get("cards", ()):
            if one["story"] not in board.stories:
                continue
            number += 1
            after, card = card, f"{number:08x}"
            yield {
                "op": "add_card",
                "id": card,
                "container": container,
                "after": after,
                **_card(board, one),
            }


def _container(board: Board, said: Table) -> dict[str, Any]:
    found = {name: said[name] for name in ("layout", "title", "link", "shows") if name in said}
    backfill = FILLS.get(said.get("fill", ""))
    if section := board.sections.get(said.get("section", "")):
        backfill = {"from": "section", "value": section.pk}
        if said["layout"] == "band":  # it is called by its section's name
            found["section"] = section.pk
    if topic := board.topics.get(said.get("topic", "")):
        backfill = {"from": "topic", "value": topic.pk}
    return found | {"backfill": backfill}


def _card(board: Board, said: Table) -> dict[str, Any]:
    found = {name: said[name] for name in CARD if name in said}
    if "days" in said:
        found["until"] = (board.now + timedelta(days=said["days"])).isoformat(timespec="seconds")
    return found | {"story": board.stories[said["story"]].pk}


def _raise(board: Board, said: Table) -> None:
    """Raise the banner, unless there was one at any time."""
    story = board.stories.get(said["story"])
    if story is None or Banner.objects.exists():
        return
    until = board.now + timedelta(hours=said["hours"])
    order = Order(said["level"], said["text"], story.language, until, story=story.pk)
    raise_banner(order, by=board.by, at=board.now)
