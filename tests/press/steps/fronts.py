"""What editors do to fronts and rails: arrange, publish, plan, roll back; and time passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from broadsheet.fronts import actions
from broadsheet.fronts.actions.making import Named, Standing
from broadsheet.fronts.document import LAYOUTS
from broadsheet.fronts.models import Front
from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_next
from broadsheet.pictures.models import Picture
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.models import Form, Story
from tests.press.newsroom import picked

SOON = timedelta(hours=1)
MOST = 7


def make(number: int, words: str) -> bool:
    """Make a front of some kind; a second one of the same place is refused."""
    if Front.objects.count() >= MOST:
        return False
    kind = picked(Front.Kind.values, number)
    of: Section | Topic | None = None
    if kind == "section":
        of = picked(list(Section.objects.order_by("pk")), number // 4)
    if kind == "special":
        of = picked(list(Topic.objects.filter(merged_into=None).order_by("pk")), number // 4)
    front = actions.make_front(str(kind), Named(words), by=None, of=of)
    if kind == "rail":
        actions.place_rail(front, Standing(at=Front.At.values[number // 4 % 3]), by=None)
    return True


def arrange(number: int, words: str) -> bool:
    """Take one step in a front's draft, and publish it."""
    front = _front(number)
    if front is None:
        return False
    document = actions.take_step(front, None, [], 0).draft.document
    step = picked(STEPS, number // 8)
    wanted = step(document, number // 8, words) if step else None
    if wanted is None or actions.take_step(front, None, [wanted], 0).refused:
        return False
    actions.publish(front, None)
    return True


def roll_back(number: int, _words: str) -> bool:
    """Give readers an old version again."""
    front = _front(number)
    version = picked(list(front.versions.all()), number // 8) if front else None
    return version is not None and bool(actions.roll_back(version.front, None, version))


def plan(number: int, _words: str) -> bool:
    """Plan the draft; sometimes take it off again, sometimes its time comes."""
    front = _front(number)
    if front is None:
        return False
    planned = actions.plan(front, None, clock.now() + SOON + timedelta(seconds=number))
    if number % 3 == 0:
        actions.cancel(planned, None)
    return True


def time_passes(_number: int, _words: str) -> bool:
    """What was planned goes live, and cards whose time is up leave."""
    return do_next(clock.now() + 4 * SOON) is not None


def place(number: int, _words: str) -> bool:
    """Put a rail elsewhere, or switch it off."""
    rail = picked(list(Front.objects.filter(kind="rail").order_by("pk")), number)
    section = picked(list(Section.objects.order_by("pk")), number // 2)
    if rail is None or section is None:
        return False
    standing = Standing(
        at=Front.At.values[number % 3],
        sections=[section.pk] if number % 4 == 0 else [],
        forms=[Form.LIVE] if number % 5 == 0 else [],
        order=number % 3,
        is_on=number % 6 != 0,
    )
    return bool(actions.place_rail(rail, standing, by=None))


def rename(number: int, words: str) -> bool:
    """Give a front another name; a rail without a title shows it."""
    front = _front(number)
    return front is not None and bool(actions.change_front(front, Named(words), by=None))


def _front(number: int) -> Front | None:
    return picked(list(Front.objects.order_by("pk")), number)


# --- steps, each picked by a number ---

Document = dict[str, Any]


def _add_container(document: Document, number: int, words: str) -> Any:
    """Add a container of some layout, filled from some list."""
    section, topic = Section.objects.order_by("pk").first(), Topic.objects.order_by("pk").first()
    sources: list[Any] = [
        None,
        {"from": "newest", "with_picture": number % 2 == 0},
        {"from": "newest", "form": "news"},
        {"from": "section", "value": section.pk if section else 1},
        {"from": "topic", "value": topic.pk if topic else 1},
        {"from": "form", "value": "live"},
        {"from": "related"},
    ]
    return {
        "op": "add_container",
        "id": f"{number % 6:08x}",
        "layout": LAYOUTS[number % len(LAYOUTS)],
        "title": words if number % 2 else "",
        "section": section.pk if section and number % 3 == 0 else None,
        "shows": 1 + number % 4,
        "backfill": sources[number % len(sources)],
        "after": None,
    }


def _add_card(document: Document, number: int, words: str) -> Any:
    """Place a story, with words and a picture of this use, pinned or not, for a while or not."""
    box = picked(document["containers"], number)
    story = picked(list(Story.objects.order_by("pk")), number)
    if box is None or story is None:
        return None
    picture = picked(list(Picture.objects.order_by("pk")), number) if number % 3 == 0 else None
    return {
        "op": "add_card",
        "id": f"{number % 4096:08x}",
        "container": box["id"],
        "story": story.pk,
        "after": None,
        "headline": words if number % 2 else "",
        "picture": picture.pk if picture else None,
        "size": ("small", "normal", "large")[number % 3],
        "pinned": number % 2 == 0,
        "until": (clock.now() + 2 * SOON).isoformat() if number % 4 == 0 else None,
    }


def _on_a_card(op: str, **said: Any) -> Callable[[Document, int, str], Any]:
    def step(document: Document, number: int, words: str) -> Any:
        cards = [card for box in document["containers"] for card in box["cards"]]
        card, box = picked(cards, number), picked(document["containers"], number)
        if card is None or box is None:
            return None
        also = {"to": box["id"], "after": None} if op == "move_card" else {}
        words_of = {"kicker": words} if op == "set_card" else {}
        return {"op": op, "id": card["id"], **said, **also, **words_of}

    return step


def _on_a_container(op: str, **said: Any) -> Callable[[Document, int, str], Any]:
    def step(document: Document, number: int, _words: str) -> Any:
        box = picked(document["containers"], number)
        return None if box is None else {"op": op, "id": box["id"], **said}

    return step


STEPS = (
    _add_container, _add_card, _add_card, _on_a_card("move_card"), _on_a_card("set_card"),
    _on_a_card("remove_card"), _on_a_container("move_container", after=None),
    _on_a_container("set_container", shows=2), _on_a_container("remove_container"),
)  # fmt: skip
ACTS = (make, arrange, arrange, arrange, roll_back, plan, time_passes, place, rename)
"""Everything that the machine may do."""
