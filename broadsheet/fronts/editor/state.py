"""The state of a front as the board draws it: the draft, what is on it, who is here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from broadsheet.accounts.models import User
from broadsheet.fronts import document as doc
from broadsheet.fronts.composing import composed
from broadsheet.fronts.document import Document
from broadsheet.fronts.editor import facts, wording
from broadsheet.fronts.models import Draft, Front
from broadsheet.fronts.queries import document_of, draft_of, plans_of, who_is_here
from broadsheet.kit.remembering import one_page

SAYS = dict[str, Any]


@dataclass(frozen=True)
class Look:
    """A front at a moment, as one user sees it."""

    front: Front
    user: User
    at: datetime

    def whole(self, draft: Draft | None = None) -> SAYS:
        """Return all that the board needs; of a draft that was read already, if one is given."""
        with one_page():
            return self._whole(draft)

    def _whole(self, draft: Draft | None) -> SAYS:
        draft = draft or draft_of(self.front, self.at)
        document = doc.read(draft.document)
        placed, fills = self._placed(document)
        cards = list(document.cards())
        on_it = {card.story for card in cards} | fills
        chosen = {card.picture for card in cards if card.picture is not None}
        stories = facts.stories(on_it, self.user, self.at)
        return self.short(draft) | {
            "document": doc.written(_open(document, stories)),
            "placed": placed,
            "stories": stories,
            "pictures": facts.pictures(chosen, self.user, self.at),
            "names": self._names(document),
            "differs": document != document_of(self.front),
            "live": self._live(),
            "planned": self._planned(),
        }

    def once(self) -> SAYS:
        """Return what does not change while the board is open."""
        return {
            "zone": settings.TIME_ZONE,
            "sections": facts.sections(),
            "language": translation.get_language() or "en",
            "layouts": [{"name": name, "label": label} for name, label in wording.layouts()],
            "sources": [{"name": name, "label": label} for name, label in wording.sources()],
        }

    def short(self, draft: Draft | None = None) -> SAYS:
        """Return what is asked every few seconds: whether anything is new, and who is here."""
        draft = draft or draft_of(self.front, self.at)
        return {
            "revision": draft.revision,
            "changed": {"by": draft.changed_by, "at": _iso(draft.changed_at)},
            "here": self.here(),
        }

    def here(self) -> list[SAYS]:
        """Return who has the front open, and which card they hold."""
        return [
            {"name": one.name, "card": one.card, "me": one.user == self.user.pk}
            for one in who_is_here(self.front, self.at)
        ]

    def _placed(self, document: Document) -> tuple[SAYS, set[int]]:
        """Return what readers would see in each container now: cards, and what fills the rest."""
        shown = {one.id: one for one in composed(self.front, document).containers}
        found, fills = {}, set()
        for container in document.containers:
            cards = shown[container.id].cards if container.id in shown else ()
            fill = [one.pk for one in cards if not one.id]
            fills.update(fill)
            found[container.id] = {
                "cards": [one.id for one in cards if one.id],
                "known": [card.id for card in container.cards],
                "fill": fill,
            }
        return found, fills

    def _names(self, document: Document) -> dict[str, str]:
        return facts.names(
            _values(document, "topic"),
            _values(document, "contributor"),
        )

    def _live(self) -> SAYS | None:
        version = self.front.live
        if version is None:
            return None
        return {"number": version.number, "at": _iso(version.made_at), "by": version.made_by}

    def _planned(self) -> list[SAYS]:
        return [
            {"id": one.pk, "at": _iso(one.goes_live_at), "by": one.made_by}
            for one in plans_of(self.front)
        ]


def _open(document: Document, stories: SAYS) -> Document:
    """Return the document without what was said of stories that the user may not read."""
    return Document(
        tuple(
            replace(one, cards=tuple(_said(card, stories) for card in one.cards))
            for one in document.containers
        )
    )


def _said(card: doc.Card, stories: SAYS) -> doc.Card:
    told = stories.get(str(card.story))
    if told is None or told.get("open"):
        return card
    return replace(card, headline="", kicker="", picture=None)


def _values(document: Document, source: str) -> list[Any]:
    fills = (one.backfill for one in document.containers)
    return [fill.value for fill in fills if fill is not None and fill.source == source]


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
