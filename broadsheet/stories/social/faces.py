"""The faces that cards are set in: which has a sign, and how a line of several scripts is laid.

Pillow reads our WOFF2 files through FreeType, and shapes scripts whose letters join or stack
through Raqm (HarfBuzz, FriBidi). Where it is built without one of them, or a script has no face
here, ``FaceMissingError`` says so: no card ever shows letters that are broken or boxes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

import regex
from django.contrib.staticfiles import finders
from PIL import ImageFont, features

from broadsheet.stories.social.rules import Leading

BOLD, TEXT, SLANTED = "bold", "text", "slanted"
LTR, RTL = "ltr", "rtl"
OWN = ("woff2", "ttf", "otf")
_CLUSTERS = regex.compile(r"\X")
_ARABIC = regex.compile(r"\p{Arabic}")
_NOBODYS = "\U0010fffe"
_EM = 100


class FaceMissingError(Exception):
    """No face at hand has a letter, or Pillow cannot shape its script."""


@dataclass(frozen=True)
class Script:
    """A script: the languages written in it, our files by weight, its heights, and what it needs.

    A theme's ``fonts/card-NAME.woff2`` (or .ttf, .otf) comes before ours.
    """

    name: str
    languages: tuple[str, ...]
    files: dict[str, str]
    leading: Leading
    largest: int
    shaped: bool = True


SCRIPTS = (
    Script(
        "latin",
        ("en",),
        {
            BOLD: "newsreader-display.woff2",
            TEXT: "newsreader-text.woff2",
            SLANTED: "newsreader-italic.woff2",
        },
        Leading(0.74, 1.06, 0.24),
        100,
        shaped=False,
    ),
    Script(
        "devanagari",
        ("hi",),
        {BOLD: "noto-serif-devanagari-600.woff2", TEXT: "noto-serif-devanagari-400.woff2"},
        Leading(0.95, 1.36, 0.36),
        84,
    ),
    Script(
        "tamil",
        ("ta",),
        {BOLD: "noto-serif-tamil-600.woff2", TEXT: "noto-serif-tamil-400.woff2"},
        Leading(0.86, 1.36, 0.34),
        76,
    ),
    Script(
        "malayalam",
        ("ml",),
        {BOLD: "noto-serif-malayalam-600.woff2", TEXT: "noto-serif-malayalam-400.woff2"},
        Leading(0.86, 1.4, 0.4),
        76,
    ),
    Script(
        "kannada",
        ("kn",),
        {BOLD: "noto-serif-kannada-600.woff2", TEXT: "noto-serif-kannada-400.woff2"},
        Leading(0.9, 1.42, 0.45),
        76,
    ),
    Script(
        "arabic",
        ("ur",),
        {BOLD: "noto-nastaliq-urdu-400.woff2"},
        Leading(1.25, 1.9, 0.75),
        78,
    ),
)


@dataclass(frozen=True)
class Face:
    """One file. Two faces are the same if their files are."""

    script: Script = field(compare=False)
    path: str

    def at(self, size: int) -> Any:
        """Return the face at a size in pixels."""
        return _loaded(self.path, size)

    def has(self, cluster: str) -> bool:
        """Whether the face can draw a letter with its marks; joiners and blanks need no sign."""
        return all(_has(self.path, sign) for sign in cluster)


def script_of(language: str) -> Script:
    """Return the script of a language; Latin for one that nobody told us of."""
    return next((one for one in SCRIPTS if language in one.languages), SCRIPTS[0])


def shapes() -> bool:
    """Whether Pillow shapes scripts here."""
    return bool(features.check("raqm"))


@cache
def faces(language: str, weight: str) -> tuple[Face, ...]:
    """Return the faces for a language in the order in which a letter is looked for.

    The language's own come first, then Latin, then the others: a headline names what it names.
    """
    own = script_of(language)
    order = [own, *(one for one in SCRIPTS if one is not own)]
    found = (_face(script, weight) for script in order if shapes() or not script.shaped)
    return tuple(face for face in found if face is not None)


def _face(script: Script, weight: str) -> Face | None:
    own = (f"card-{script.name}.{kind}" for kind in OWN)
    ours = script.files.get(weight) or script.files[BOLD]
    for name in (*own, ours):
        path = finders.find(f"fonts/{name}")
        if isinstance(path, str) and _opens(path):
            return Face(script, path)
    return None


def _opens(path: str) -> bool:
    """Whether FreeType reads the file: it may be built without WOFF2."""
    try:
        _loaded(path, _EM)
    except OSError:
        return False
    return True


@lru_cache(maxsize=256)
def _loaded(path: str, size: int) -> Any:
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=8_192)
def _has(path: str, sign: str) -> bool:
    if sign.isspace() or unicodedata.category(sign) == "Cf":
        return True
    plain = ImageFont.Layout.BASIC  # one sign, one glyph: nothing is shaped
    face = ImageFont.truetype(path, 24, layout_engine=plain)
    return bytes(face.getmask(sign)) != bytes(face.getmask(_NOBODYS))


# --- a line ---


@dataclass(frozen=True)
class Run:
    """Letters of one face, in one direction."""

    text: str
    face: Face
    way: str

    def width(self, size: int, language: str) -> float:
        """Return the width in pixels."""
        return float(self.face.at(size).getlength(self.text, **shaping(self.way, language)))


def shaping(way: str, language: str) -> dict[str, Any]:
    """Return what Raqm is told of a text; without Raqm nothing may be said."""
    return {"direction": way, "language": language} if shapes() else {}


def runs(text: str, order: Sequence[Face]) -> list[Run]:
    """Part a text by the faces that have its letters; a face goes on as long as it can.

    A mark or picture sign that no face has is left out; for a letter ``FaceMissingError`` is
    raised, and names it.
    """
    found: list[tuple[str, Face]] = []
    for cluster in _CLUSTERS.findall(text):
        last = found[-1][1] if found else None
        wanted = (last, *order) if last else order
        face = next((one for one in wanted if one.has(cluster)), None)
        if face is not None:
            found.append((cluster, face))
        elif unicodedata.category(cluster[0])[0] in "LMN":
            raise FaceMissingError(f"No face has {cluster!r} of {text!r}.")
    return [
        Run(letters, face, RTL if _ARABIC.search(letters) else LTR)
        for face, letters in _together(found)
    ]


def _together(found: Iterable[tuple[str, Face]]) -> Iterator[tuple[Face, str]]:
    for face, group in groupby(found, key=lambda one: one[1]):
        yield face, "".join(cluster for cluster, _face in group)


def pieces(words: Sequence[str], way: str) -> list[tuple[str, str]]:
    """Put words that run in one direction together: what is drawn piece by piece along ``way``.

    Two English words in an Urdu headline stay in their own order.
    """
    ways = [_way(word, way) for word in words]
    pairs = groupby(zip(ways, words, strict=True), key=lambda one: one[0])
    return [(there, " ".join(word for _way, word in group)) for there, group in pairs]


def _way(word: str, base: str) -> str:
    if _ARABIC.search(word):
        return RTL
    return LTR if any(unicodedata.category(sign)[0] in "LN" for sign in word) else base
