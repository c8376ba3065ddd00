"""Settled slots: parts that many pages share, rendered once and spliced into each.

A page carries its slots between two marks until it is sealed; the seal knows their places, and
when a slot changes its new text is spliced in without rendering the page.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from broadsheet.press import kept, recording
from broadsheet.press.models import SlotBody
from broadsheet.press.printed import SlotPlace
from broadsheet.press.recording import SlotMade
from broadsheet.press.rules import IMPRINT, SLOT

Render = Callable[..., str]

# Of this process alone: no text of a story can pretend to be a mark.
_TOKEN = secrets.token_hex(8)
_BEGIN, _END = f"\x02{_TOKEN}:", f"\x02/{_TOKEN}\x03"
_MARKED = re.compile(
    rb"\x02%b:([^\x03]*)\x03(.*?)\x02/%b\x03" % (_TOKEN.encode(), _TOKEN.encode()), re.DOTALL
)
_renders: dict[str, Render] = {}


def settled(name: str, render: Render) -> None:
    """Register a slot. ``render`` takes the words after the name, and returns finished text.

    Finished: it stands in the page as it is, so it has no indents that the page would lose.
    """
    _renders[name] = render


def slot_name(name: str, *words: str) -> str:
    """Return a slot's full name, like ``masthead:en:nation``."""
    return ":".join([name, *words])


def key_of(name: str) -> str:
    """Return the key that pages carry for a slot."""
    return f"{SLOT}{name}"


def render(name: str) -> str:
    """Render a slot anew, by its full name; raises ``KeyError`` for a slot that nobody knows."""
    kind, *words = name.split(":")
    return _renders[kind](*words)


def placed(name: str) -> str:
    """Return a slot's text for a page; between marks if the page is being printed."""
    record = recording.present()
    if record is None:
        return render(name)
    record.keys.add(key_of(name))
    made = record.slots.get(name)
    text = made.text if made else None if record.anew else _standing(name)
    if text is None:
        with recording.recording() as own:
            text = render(name)
        record.slots[name] = SlotMade(text, frozenset({IMPRINT, *own.keys}))
    return marked(name, text)


def marked(name: str, text: str) -> str:
    """Return text between the marks of a slot."""
    return f"{_BEGIN}{name}\x03{text}{_END}"


def _standing(name: str) -> str | None:
    return kept.take(key_of(name), lambda: _stands_there(name), lambda _text: [key_of(name)])


def _stands_there(name: str) -> str | None:
    bodies = SlotBody.objects.filter(name=name).order_by()
    return next(iter(bodies.values_list("body", flat=True)), None)


def unmarked(body: bytes) -> tuple[bytes, tuple[SlotPlace, ...]]:
    """Take the marks out of a page; return it with the places of its slots, in order."""
    parts: list[bytes] = []
    places: list[SlotPlace] = []
    at = length = 0
    for found in _MARKED.finditer(body):
        before, text = body[at : found.start()], found[2]
        parts += [before, text]
        start = length + len(before)
        length = start + len(text)
        places.append(SlotPlace(found[1].decode(), start, length))
        at = found.end()
    return b"".join([*parts, body[at:]]), tuple(places)
