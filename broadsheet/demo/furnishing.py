"""The demo's footer, imprint and promos, made through the acts of their room; once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.demo.filing import Room
from broadsheet.demo.newsroom import Desk
from broadsheet.demo.words import EDITION
from broadsheet.furniture.models import Menu, Promo
from broadsheet.furniture.navigation import actions as navigation
from broadsheet.furniture.navigation.rules import Document, Entry
from broadsheet.furniture.promos import actions as promos

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class _Targets:
    """What rows can lead to, by the kind of row and the edition's keys."""

    room: Room

    def entry(self, row: Mapping[str, str]) -> Entry | None:
        """Return a row; ``None`` if a smaller edition has not what it leads to."""
        words = row.get("words", "")
        if "heading" in row:
            return Entry("heading", words=row["heading"])
        if "page" in row:
            return Entry("page", row["page"], words)
        kind = next(iter(row))
        known: Mapping[str, Any] = {
            "section": self.room.sections,
            "topic": self.room.topics,
            "person": self.room.people,
        }[kind]
        there = known.get(row[kind])
        return Entry(kind, str(there.pk), words) if there else None


def furnish(room: Room, desk: Desk) -> int:
    """Make what lacks: the navigation of the paper's language, and the promos; return how many."""
    data = tomllib.loads((EDITION / "furniture.toml").read_text(encoding="utf-8"))
    return _arrange(data, room, desk) + _promote(data, room, desk)


def _arrange(data: Mapping[str, Any], room: Room, desk: Desk) -> int:
    if Menu.objects.exists():
        return 0
    targets = _Targets(room)
    places = {"ear_start": "ear", "footer": "footer", "policies": "policies"}
    rows = {
        place: tuple(filter(None, map(targets.entry, data[name]))) for place, name in places.items()
    }
    document = Document(rows, data["imprint"].strip())
    navigation.change(LANGUAGE, document, by=desk.by, at=desk.opened)
    return 1


def _promote(data: Mapping[str, Any], room: Room, desk: Desk) -> int:
    if Promo.objects.exists():
        return 0
    for row in data["promos"]:
        promos.add(
            by=desk.by,
            at=desk.opened,
            name=row["name"],
            words=row["words"],
            link_words=row.get("link", ""),
            address=row["address"],
            place=row["place"],
            language=row.get("language", LANGUAGE),
            sections=[room.sections[key].pk for key in row.get("sections", ())],
        )
    return len(data["promos"])
