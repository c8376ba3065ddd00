"""Settled slots: parts that many pages share, rendered once and spliced into each.

A page carries its slots between two marks until it is sealed; the seal knows their places, and
when a slot changes its new text is spliced in without rendering the page.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence

from broadsheet.press import kept, recording
from broadsheet.press.models import SlotBody
from broadsheet.press.printed import SlotPlace
from broadsheet.press.recording import Record, SlotMade
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
    """Return a slot's text for a page; between marks if the page is being printed.

    Where the page's slots are filled ``later``, one that is not at hand is left empty here.
    """
    record = recording.present()
    if record is None:
        return render(name)
    record.keys.add(key_of(name))
    made = record.slots.get(name)
    text: str | None = made.text if made else None if record.anew else kept.at_hand(key_of(name))
    if text is None and record.later:
        record.empty.add(name)
        return marked(name, "")
    if text is None:
        text = _texts([name], record)[name]
    return marked(name, text)


def marked(name: str, text: str) -> str:
    """Return text between the marks of a slot."""
    return f"{_BEGIN}{name}\x03{text}{_END}"


def filled(body: bytes, record: Record) -> tuple[bytes, tuple[SlotPlace, ...]]:
    """Fill in what was left empty, and take the marks out of a page.

    Returns it with the places of its slots, in order. All that stand already are read at once.
    """
    texts = _texts(sorted(record.empty), record) if record.empty else {}
    later = {name: text.encode() for name, text in texts.items()}
    parts: list[bytes] = []
    places: list[SlotPlace] = []
    at = length = 0
    for found in _MARKED.finditer(body):
        name = found[1].decode()
        before, text = body[at : found.start()], later.get(name, found[2])
        parts += [before, text]
        start = length + len(before)
        length = start + len(text)
        places.append(SlotPlace(name, start, length))
        at = found.end()
    return b"".join([*parts, body[at:]]), tuple(places)


def _texts(names: Sequence[str], record: Record) -> dict[str, str]:
    """Return the texts of slots: as they stand, or made for this page, which its record tells."""
    standing = SlotBody.objects.filter(name__in=names).order_by()
    texts = {} if record.anew else dict(standing.values_list("name", "body"))
    for name in names:
        if name in texts:
            kept.keep(key_of(name), texts[name], [key_of(name)])
        else:
            with recording.recording() as own:
                texts[name] = render(name)
            record.slots[name] = SlotMade(texts[name], frozenset({IMPRINT, *own.keys}))
    return texts
