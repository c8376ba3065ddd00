"""What a front says: its containers with their cards, read from JSON and bounded.

Whatever comes from a browser, a file or the database is read here, and nothing else builds on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal

LAYOUTS = (
    *("lead", "lead-four", "row", "list", "opinion", "live", "gallery", "video", "numbered"),
    "band",
)
SIZES = ("small", "normal", "large")
SOURCES = ("newest", "section", "topic", "contributor", "form", "related")
FORMS = ("article", "opinion", "explainer", "gallery", "video", "live")
# A backfill that takes any form but opinion.
NEWS = "news"
MOST_CONTAINERS, MOST_CARDS, MOST_SHOWN, MOST_ON_A_FRONT = 40, 40, 40, 240
TITLE, LINK, HEADLINE, KICKER = 120, 500, 200, 60
MOST_NUMBER = 2**63 - 1
_ID = re.compile(r"[0-9a-f]{8}")
# Within the site, or the web: nothing that a browser would run.
_LINK = re.compile(r"(?:/(?!/)|https?://)[^\s\x00-\x1f]*")

Source = Literal["newest", "section", "topic", "contributor", "form", "related"]


class DocumentError(ValueError):
    """What was given is no document of a front; the words say where and why."""


@dataclass(frozen=True, slots=True)
class Backfill:
    """Where the stories come from that nobody placed: ``value`` is a row's number or a word.

    ``related`` with no value are those related to the front's first story. ``form`` may be
    ``NEWS``: anything but opinion.
    """

    source: Source
    value: int | str | None = None
    with_picture: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A story in its place, with words and a picture for this use; empty ones are the story's own.

    ``until`` is when it leaves. A pinned card keeps its place and its story, whoever else has it.
    """

    id: str
    story: int
    headline: str = ""
    kicker: str = ""
    picture: int | None = None
    size: str = "normal"
    pinned: bool = False
    until: datetime | None = None

    def is_over(self, at: datetime) -> bool:
        """Whether its time is up at a moment."""
        return self.until is not None and self.until <= at


@dataclass(frozen=True, slots=True)
class Container:
    """A part of a front: ``shows`` is how many stories at most."""

    id: str
    layout: str
    title: str = ""
    link: str = ""
    section: int | None = None
    shows: int = 4
    cards: tuple[Card, ...] = ()
    backfill: Backfill | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole front, from the top."""

    containers: tuple[Container, ...] = ()

    def cards(self) -> Iterable[Card]:
        """Every card, from the top."""
        return (card for container in self.containers for card in container.cards)

    def holds(self, story: int) -> bool:
        """Whether a story was placed anywhere."""
        return any(card.story == story for card in self.cards())

    def as_of(self, at: datetime) -> Document:
        """Return the document without the cards whose time is up at a moment."""
        return Document(
            tuple(
                replace(one, cards=tuple(card for card in one.cards if not card.is_over(at)))
                for one in self.containers
            )
        )

    def next_end(self, after: datetime) -> datetime | None:
        """Return when the next card leaves after a moment, or ``None``."""
        ends = (card.until for card in self.cards() if card.until and card.until > after)
        return min(ends, default=None)


# --- reading ---


def read(data: object) -> Document:
    """Return the document that JSON holds; raises ``DocumentError`` with words that say why not."""
    whole = _keys(data, "The front", {"containers"})
    rows = _rows(whole.get("containers", []), "containers", MOST_CONTAINERS)
    document = Document(tuple(container(row) for row in rows))
    check(document)
    return document


def check(document: Document) -> None:
    """Raise ``DocumentError`` if the whole is too large, or two parts have one name."""
    cards = list(document.cards())
    names = [one.id for one in document.containers], [card.id for card in cards]
    if any(len(set(some)) < len(some) for some in names):
        raise DocumentError("Two containers or two cards have the same id.")
    if len(document.containers) > MOST_CONTAINERS:
        raise DocumentError(f"A front has at most {MOST_CONTAINERS} containers.")
    if any(len(one.cards) > MOST_CARDS for one in document.containers):
        raise DocumentError(f"A container has at most {MOST_CARDS} cards.")
    if max(len(cards), sum(one.shows for one in document.containers)) > MOST_ON_A_FRONT:
        raise DocumentError(f"A front shows at most {MOST_ON_A_FRONT} stories.")


def container(data: object) -> Container:
    """Return one container with its cards; raises ``DocumentError``."""
    row = _keys(data, "A container", {"id", *CONTAINER, "cards", "backfill"})
    cards = _rows(row.get("cards", []), "cards", MOST_CARDS)
    return Container(
        id=identity(row.get("id")),
        cards=tuple(card(one) for one in cards),
        **fields(row, CONTAINER),
    )


def card(data: object) -> Card:
    """Return one card; raises ``DocumentError``."""
    row = _keys(data, "A card", {"id", "story", *CARD})
    return Card(id=identity(row.get("id")), story=number(row.get("story")), **fields(row, CARD))


def fields(row: Mapping[str, Any], known: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """Return those of the known fields that a row has, each read; raises ``DocumentError``."""
    found = {}
    for name, reader in known.items():
        if name in row:
            try:
                found[name] = reader(row[name])
            except DocumentError as error:
                raise DocumentError(f"{name}: {error}") from None
    return found


def identity(value: object) -> str:
    """Return a container's or card's id, eight hexadecimal digits; raises ``DocumentError``."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise DocumentError("An id is eight hexadecimal digits.")
    return value


def number(value: object) -> int:
    """Return a row's number; raises ``DocumentError``."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= MOST_NUMBER:
        raise DocumentError("This is no number of a row.")
    return value


def _keys(data: object, what: str, known: set[str]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise DocumentError(f"{what} is not an object.")
    if unknown := sorted(str(key) for key in data.keys() - known):
        raise DocumentError(f"{what} has no {', '.join(unknown)[:80]}.")
    return data


def _rows(data: object, what: str, most: int) -> list[Any]:
    if not isinstance(data, list):
        raise DocumentError(f"{what} is not a list.")
    if len(data) > most:
        raise DocumentError(f"{what}: {most} at most.")
    return data


def _words(most: int) -> Callable[[Any], str]:
    def words(value: object) -> str:
        if not isinstance(value, str):
            raise DocumentError("This is not text.")
        if len(value) > most:
            raise DocumentError(f"This is longer than {most} characters.")
        if not value.isprintable():
            raise DocumentError("This is one line of plain text.")
        return value.strip()

    return words


def _one_of(*known: str) -> Callable[[Any], str]:
    def word(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise DocumentError(f"This is one of {', '.join(one or 'nothing' for one in known)}.")
        return value

    return word


def _maybe(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else reader(value)


def _link(value: object) -> str:
    link = _words(LINK)(value)
    if link and not _LINK.fullmatch(link):
        raise DocumentError("A link begins with / or https://.")
    return link


def _shows(value: object) -> int:
    count = number(value)
    if count > MOST_SHOWN:
        raise DocumentError(f"A container shows {MOST_SHOWN} stories at most.")
    return count


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise DocumentError("This is true or false.")
    return value


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise DocumentError("This is no moment like 2026-02-14T18:00:00+05:30.") from None
    if moment.tzinfo is None:
        raise DocumentError("A moment says its zone, like 2026-02-14T18:00:00+05:30.")
    return moment


def _backfill(data: object) -> Backfill:
    row = _keys(data, "A backfill", {"from", "value", "with_picture", "form"})
    source = _one_of(*SOURCES)(row.get("from"))
    return Backfill(
        source=source,  # type: ignore[arg-type]
        value=_value(source, row.get("value")),
        with_picture=_yes(row.get("with_picture", False)),
        form=_one_of("", NEWS, *FORMS)(row.get("form", "")),
    )


def _value(source: str, value: Any) -> int | str | None:
    if source == "newest":
        return None
    if source == "form":
        return _one_of(*FORMS)(value)
    if source == "related" and value is None:
        return None
    return number(value)


# What may be said of a container and of a card beside what they are.
CONTAINER: dict[str, Callable[[Any], Any]] = {
    "layout": _one_of(*LAYOUTS),
    "title": _words(TITLE),
    "link": _link,
    "section": _maybe(number),
    "shows": _shows,
    "backfill": _maybe(_backfill),
}
CARD: dict[str, Callable[[Any], Any]] = {
    "headline": _words(HEADLINE),
    "kicker": _words(KICKER),
    "picture": _maybe(number),
    "size": _one_of(*SIZES),
    "pinned": _yes,
    "until": _maybe(_moment),
}


# --- writing ---


def written(document: Document) -> dict[str, Any]:
    """Return a document as JSON holds it; ``read`` gives the same again."""
    return {"containers": [written_container(one) for one in document.containers]}


def written_container(one: Container) -> dict[str, Any]:
    """Return a container as JSON holds it."""
    backfill = one.backfill
    return {
        "id": one.id,
        "layout": one.layout,
        "title": one.title,
        "link": one.link,
        "section": one.section,
        "shows": one.shows,
        "cards": [written_card(card) for card in one.cards],
        "backfill": backfill
        and {
            "from": backfill.source,
            "value": backfill.value,
            "with_picture": backfill.with_picture,
            "form": backfill.form,
        },
    }


def written_card(one: Card) -> dict[str, Any]:
    """Return a card as JSON holds it."""
    return asdict(one) | {"until": one.until.isoformat() if one.until else None}
