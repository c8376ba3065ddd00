"""The cast of the fronts' tests: a front with containers, stories placed in it, who arranges it."""

from __future__ import annotations

from itertools import count
from typing import Any

from broadsheet.fronts.actions import make_front, take_step
from broadsheet.fronts.actions.making import Named
from broadsheet.fronts.models import Front
from broadsheet.sections.models import Section, Topic

_ids = count(1)


def an_id() -> str:
    """An id that nobody has yet."""
    return f"{next(_ids):08x}"


def home() -> Front:
    """The home page's front, made once."""
    return Front.objects.filter(kind="home").first() or front("home")


def front(kind: str, of: Section | Topic | None = None, **named: Any) -> Front:
    """A front of a kind, with an empty draft."""
    made = make_front(kind, Named(**{"name": f"A {kind}", **named}), by=None, of=of)
    clear(made)
    return made


def clear(front: Front) -> None:
    """Take every container out of the draft."""
    containers = take_step(front, None, [], 0).draft.document["containers"]
    take_step(front, None, [{"op": "remove_container", "id": one["id"]} for one in containers], 0)


def container(front: Front, layout: str = "list", **said: Any) -> str:
    """Add a container at the end of the draft; return its id."""
    step = {"op": "add_container", "id": an_id(), "layout": layout, "after": "f" * 8, **said}
    assert not take_step(front, None, [step], 0).refused
    return str(step["id"])


def card(front: Front, container: str, story: int, **said: Any) -> str:
    """Add a card at the end of a container; return its id."""
    step = {"op": "add_card", "id": an_id(), "container": container, "story": story, **said}
    assert not take_step(front, None, [{"after": "f" * 8, **step}], 0).refused
    return str(step["id"])
