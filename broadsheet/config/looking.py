"""What is wrong with the paper's theme: what the policy would refuse, and what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Template, TemplateSyntaxError, engines

from broadsheet.config.contrast import COLOUR, ratio, tokens
from broadsheet.config.finding import Finding
from broadsheet.stories.logos import LOGO, LogoError, size_of

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: what text of any size needs."""
READ = (("--accent", "kickers and links"), ("--ink", "the text"), ("--quiet", "captions and times"))
SCHEMES = ("by day", "at night")
_REMARK = re.compile(r"\{#.*?#\}|\{% comment .*?endcomment %\}|<!--.*?-->", re.DOTALL)
_INLINE = (
    (re.compile(r"<style\b", re.IGNORECASE), "a <style> element", "Put its rules into theme.css."),
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "a style attribute",
     "Give the element a class, and the class its rule in theme.css."),
    (re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE), "a script in the page",
     'Put it into a file of theme/static/ and load that: <script type="module" src=…>.'),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "a handler like onclick",
     "Listen to the event in a script of theme/static/."),
    (re.compile(r"<(?:link|script|img|iframe)\b[^>]*(?:href|src)=\"(?:https?:)?//", re.IGNORECASE),
     "a file of another host", "Put the file into theme/static/."),
)  # fmt: skip
_FOREIGN = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])(?:https?:)?//")


def theme() -> Iterator[Finding]:
    """Everything about the paper's own ``theme/`` that readers would not get as it is meant."""
    own = Path(settings.HOME) / "theme"
    for path in sorted(own.joinpath("templates").rglob("*.html")):
        yield from _template(path)
    for path in sorted(own.joinpath("static").rglob("*.css")):
        yield from _sheet(path)
    yield from _logo()
    yield from _faces()
    yield from _colours()


def _template(path: Path) -> Iterator[Finding]:
    text = path.read_text(encoding="utf-8")
    try:
        Template(text, engine=engines["django"].engine)  # type: ignore[attr-defined]
    except TemplateSyntaxError as error:
        yield Finding(
            "theme.template",
            "error",
            f"{path} is no template that can be read: {error}",
            "Mend it, or take it away: the package's own stands in its place.",
        )
    bare = _REMARK.sub(lambda found: "\n" * found[0].count("\n"), text)
    for pattern, what, mend in _INLINE:
        for found in pattern.finditer(bare):
            line = bare.count("\n", 0, found.start()) + 1
            where = f"{path}, line {line}, has {what}"
            yield Finding("theme.inline", "error", f"{where}: the policy lets none in.", mend)


def _sheet(path: Path) -> Iterator[Finding]:
    text = path.read_text(encoding="utf-8")
    for found in _FOREIGN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Finding(
            "theme.foreign",
            "error",
            f"{path}, line {line}, loads a file of another host: the policy lets none in.",
            "Put the file into theme/static/ and write its path there.",
        )


def _logo() -> Iterator[Finding]:
    found = finders.find(LOGO)
    if isinstance(found, str):
        try:
            size_of(Path(found))
        except LogoError as error:
            yield Finding("theme.logo", "error", str(error), "Mend the drawing, or take it away.")


def _faces() -> Iterator[Finding]:
    for name, face in settings.THEME["faces"].items():
        file = f"fonts/{face}.woff2"
        if finders.find(file) is None:
            yield Finding(
                "theme.face",
                "error",
                f"theme.toml names {face!r} as its {name} face, and there is no static/{file}.",
                "Put the file there, or take the name out of theme.toml.",
            )


def _colours() -> Iterator[Finding]:
    """Ink, quiet words and the accent on paper, in both schemes."""
    for scheme, words in zip(SCHEMES, _said(), strict=True):
        paper = words.get("--paper", "")
        for name, what in READ:
            colour = words.get(name, "")
            if not (COLOUR.fullmatch(colour) and COLOUR.fullmatch(paper)):
                yield Finding(
                    "theme.unmeasured",
                    "warning",
                    f"Nobody can reckon {name} ({colour}) on --paper ({paper}) {scheme}.",
                    "Write both as #rrggbb, so that `broadsheet check` can measure them.",
                )
            elif (found := ratio(colour, paper)) < ENOUGH:
                yield Finding(
                    "theme.contrast",
                    "error",
                    f"{name} {colour} on --paper {paper} has {found:.1f}:1 {scheme}; {what} need "
                    f"{ENOUGH}:1.",
                    f"Make {name} {'darker' if scheme == SCHEMES[0] else 'lighter'} in theme.css.",
                )


def _said() -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours by day and at night: the package's, then the themes', the paper's last.

    What a theme says without a scheme wins over what the package says of the night.
    """
    day: dict[str, str] = {}
    night: dict[str, str] = {}
    for name in ("css/base.css", f"css/{settings.PAPER_THEME}.css", "theme.css"):
        path = finders.find(name)
        if isinstance(path, str):
            by_day, by_night = tokens(Path(path).read_text(encoding="utf-8"))
            day, night = day | by_day, night | by_day | by_night
    return day, night
