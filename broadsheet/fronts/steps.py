"""The steps by which a draft is changed: each names what it touches, never a place in a row.

So the steps of two editors at once merge: whatever order they come in, each one that has still
something to act on is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from broadsheet.fronts import document as doc
from broadsheet.fronts.document import Card, Container, Document, DocumentError

Step = Mapping[str, Any]
MOST_AT_ONCE = 100
# The whole draft at once: no editor's step, but an act's, like throwing the draft away.
REPLACE = "replace"


class RefusedError(Exception):
    """A step that cannot be taken; the words are for whoever wanted it."""


def apply(document: Document, step: Step) -> Document:
    """Return the document after a step; raises ``RefusedError``, and the document is as it was.

    ``op`` names the step: ``add_container`` {id, layout, after, …}, ``move_container`` {id, after},
    ``set_container`` {id, …}, ``remove_container`` {id}, ``add_card`` {id, container, story, after,
    …}, ``move_card`` {id, to, after}, ``set_card`` {id, …}, ``remove_card`` {id}. An ``after`` of
    ``None`` is the first place; one that is gone is the last.
    """
    try:
        changed = _taker(step)(document, step)
        doc.check(changed)
    except DocumentError as error:
        raise RefusedError(str(error)) from None
    return changed


def undoing(document: Document, step: Step) -> list[dict[str, Any]]:
    """Return the steps that lead back from ``apply(document, step)``, in their order.

    Raises ``RefusedError`` as ``apply`` does.
    """
    apply(document, step)
    if step["op"] == REPLACE:
        return [{"op": REPLACE, "document": doc.written(document)}]
    if step["op"].startswith("add_"):
        return [{"op": "remove_" + step["op"][4:], "id": step["id"]}]
    if step["op"].endswith("_card"):
        return _back_to_card(document, step)
    return _back_to_container(document, step)


def _taker(step: Step) -> Callable[[Document, Step], Document]:
    op = step.get("op") if isinstance(step, Mapping) else None
    taker = _TAKERS.get(op) if isinstance(op, str) else None
    if taker is None:
        raise RefusedError("Nobody knows such a step.")
    return taker


def _replace(_document: Document, step: Step) -> Document:
    _only(step, "document")
    return doc.read(step.get("document"))


# --- containers ---


def _add_container(document: Document, step: Step) -> Document:
    _only(step, "id", "after", *doc.CONTAINER)
    if "layout" not in step:
        raise RefusedError("A container has a layout.")
    made = Container(id=doc.identity(step.get("id")), **doc.fields(step, doc.CONTAINER))
    if any(one.id == made.id for one in document.containers):
        raise RefusedError("This container is there already.")
    return Document(_put(document.containers, made, _after(step)))


def _move_container(document: Document, step: Step) -> Document:
    _only(step, "id", "after")
    moved, after = _container(document, step.get("id")), _after(step)
    if after == moved.id:
        return document
    rest = tuple(one for one in document.containers if one.id != moved.id)
    return Document(_put(rest, moved, after))


def _set_container(document: Document, step: Step) -> Document:
    _only(step, "id", *doc.CONTAINER)
    found = _container(document, step.get("id"))
    return _changed(document, replace(found, **doc.fields(step, doc.CONTAINER)))


def _remove_container(document: Document, step: Step) -> Document:
    _only(step, "id")
    gone = _container(document, step.get("id"))
    return Document(tuple(one for one in document.containers if one.id != gone.id))


# --- cards ---


def _add_card(document: Document, step: Step) -> Document:
    _only(step, "id", "container", "story", "after", *doc.CARD)
    where = _container(document, step.get("container"))
    made = Card(
        id=doc.identity(step.get("id")),
        story=doc.number(step.get("story")),
        **doc.fields(step, doc.CARD),
    )
    if any(card.id == made.id for card in document.cards()):
        raise RefusedError("This card is there already.")
    return _changed(document, replace(where, cards=_put(where.cards, made, _after(step))))


def _move_card(document: Document, step: Step) -> Document:
    _only(step, "id", "to", "after")
    where, moved = _card(document, step.get("id"))
    to, after = _container(document, step.get("to")), _after(step)
    if after == moved.id:
        return document
    without = _changed(document, _without(where, moved))
    to = _container(without, to.id)
    return _changed(without, replace(to, cards=_put(to.cards, moved, after)))


def _set_card(document: Document, step: Step) -> Document:
    _only(step, "id", *doc.CARD)
    where, found = _card(document, step.get("id"))
    made = replace(found, **doc.fields(step, doc.CARD))
    cards = tuple(made if one.id == found.id else one for one in where.cards)
    return _changed(document, replace(where, cards=cards))


def _remove_card(document: Document, step: Step) -> Document:
    _only(step, "id")
    where, gone = _card(document, step.get("id"))
    return _changed(document, _without(where, gone))


_TAKERS: dict[str, Callable[[Document, Step], Document]] = {
    REPLACE: _replace,
    "add_container": _add_container,
    "move_container": _move_container,
    "set_container": _set_container,
    "remove_container": _remove_container,
    "add_card": _add_card,
    "move_card": _move_card,
    "set_card": _set_card,
    "remove_card": _remove_card,
}
OPERATIONS = tuple(_TAKERS.keys() - {REPLACE})


# --- the way back ---


def _back_to_card(document: Document, step: Step) -> list[dict[str, Any]]:
    where, card = _card(document, step["id"])
    after = _before(where.cards, card.id)
    if step["op"] == "move_card":
        return [{"op": "move_card", "id": card.id, "to": where.id, "after": after}]
    said = doc.written_card(card)
    if step["op"] == "remove_card":
        return [{"op": "add_card", "container": where.id, "after": after, **said}]
    return [
        {"op": "set_card", "id": card.id} | {name: said[name] for name in step if name in doc.CARD}
    ]


def _back_to_container(document: Document, step: Step) -> list[dict[str, Any]]:
    one = _container(document, step["id"])
    before = _before(document.containers, one.id)
    if step["op"] == "move_container":
        return [{"op": "move_container", "id": one.id, "after": before}]
    said = doc.written_container(one)
    cards = said.pop("cards")
    if step["op"] == "set_container":
        known = {name: said[name] for name in step if name in doc.CONTAINER}
        return [{"op": "set_container", "id": one.id} | known]
    made: list[dict[str, Any]] = [{"op": "add_container", "after": before, **said}]
    last = None
    for card in cards:
        made.append({"op": "add_card", "container": one.id, "after": last, **card})
        last = card["id"]
    return made


def _before(row: tuple[Any, ...], name: str) -> str | None:
    """Return the id of what stands before, or ``None`` for the first."""
    names = [one.id for one in row]
    at = names.index(name)
    return names[at - 1] if at else None


# --- finding and putting ---


def _only(step: Step, *known: str) -> None:
    if unknown := sorted(str(key) for key in step.keys() - {"op", "token", *known}):
        raise RefusedError(f"A step {step['op']} has no {', '.join(unknown)[:80]}.")


def _after(step: Step) -> str | None:
    after = step.get("after")
    return None if after is None else doc.identity(after)


def _put(row: tuple[Any, ...], one: Any, after: str | None) -> tuple[Any, ...]:
    """Put one into a row behind the one of that id: first for ``None``, last if that is gone."""
    if after is None:
        return (one, *row)
    names = [other.id for other in row]
    at = names.index(after) + 1 if after in names else len(row)
    return (*row[:at], one, *row[at:])


def _container(document: Document, name: object) -> Container:
    found = next((one for one in document.containers if one.id == name), None)
    if found is None:
        raise RefusedError("This container is gone: somebody took it away.")
    return found


def _card(document: Document, name: object) -> tuple[Container, Card]:
    for one in document.containers:
        for card in one.cards:
            if card.id == name:
                return one, card
    raise RefusedError("This card is gone: somebody took it away.")


def _without(where: Container, gone: Card) -> Container:
    return replace(where, cards=tuple(card for card in where.cards if card.id != gone.id))


def _changed(document: Document, made: Container) -> Document:
    return Document(tuple(made if one.id == made.id else one for one in document.containers))
