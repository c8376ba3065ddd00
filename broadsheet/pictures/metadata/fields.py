"""The fields that a newspaper reads from a picture's file, whatever carrier they came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | tuple[str, ...]
Fields = dict[str, Value]

# One text each, except those of LISTS.
NAMES = (
    "title",
    "headline",
    "caption",
    "alt",
    "creator",
    "credit",
    "source",
    "copyright_notice",
    "usage_terms",
    "web_statement",
    "taken",
    "city",
    "country",
    "keywords",
    "instructions",
    "digital_source_type",
)
LISTS = frozenset({"creator", "keywords"})

# Nobody's caption is longer; what is longer is an attack or a mistake.
MAX_TEXT = 20_000
MAX_ITEMS = 500


@dataclass(frozen=True)
class Packets:
    """The raw metadata of a file, as its format carries it; empty where there is none.

    ``iim_digest`` is the MD5 that Photoshop keeps of the IIM block (resource 1061), ``texts`` are a
    PNG's own text chunks.
    """

    xmp: bytes = b""
    extended_xmp: bytes = b""
    iim: bytes = b""
    iim_digest: bytes = b""
    exif: bytes = b""
    texts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Embedded:
    """What a file says of itself, settled: each field with the carrier that it was taken from.

    ``had_position`` says that the file names a place on Earth; the place itself is never kept.
    ``notes`` are codes of what was odd: ``iim_changed_last``, ``xmp_unreadable`` and the like.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    carriers: Mapping[str, str] = field(default_factory=dict)
    had_position: bool = False
    notes: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """Give a field as one text; several values are joined by a semicolon."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else "; ".join(value)


def tidy(values: Mapping[str, object]) -> Fields:
    """Keep known fields that say something, cut to what is reasonable, without control letters."""
    kept: Fields = {}
    for name in NAMES:
        value = values.get(name)
        if name in LISTS:
            items = [value] if isinstance(value, str) else list(value or ())  # type: ignore[call-overload]
            texts = tuple(dict.fromkeys(text for item in items if (text := clean(item))))
            if texts:
                kept[name] = texts[:MAX_ITEMS]
        elif isinstance(value, str) and (text := clean(value)):
            kept[name] = text
    return kept


def clean(text: str) -> str:
    """Take out what no text has: NUL and other controls; trim; cut at ``MAX_TEXT``."""
    kept = "".join(
        letter for letter in text[:MAX_TEXT] if letter in "\n\t" or _is_printable(ord(letter))
    )
    return kept.strip()


def _is_printable(code: int) -> bool:
    first, delete, last_control = 0x20, 0x7F, 0x9F
    surrogates, not_letters = range(0xD800, 0xE000), (0xFFFE, 0xFFFF)
    if code < first or delete <= code <= last_control:
        return False
    return code not in surrogates and code not in not_letters
