"""Readers' style sheets turn with the script, and leave Indic and Arabic letters as they are."""

from __future__ import annotations

import re

from tests.house.checkout import ROOT

OF_THE_DESK = re.compile(r"(?:desk-.*|outbox|review)\.css")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*\s*:"
    r"|(?:left|right|top|bottom|width|height|min-width|max-width|min-height|max-height)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r"|object-position\s*:\s*(?:left|right)"
    r")"
)
# What has no logical form, each with its counterpart for the other direction.
TURNED = {"story.css": 2}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SPACED = re.compile(r"letter-spacing:\s*+(?!0\s*;|0\s*$|normal|var\(--tracking-caps\))[^;]+")
# Spaced in Latin alone: each has a rule that takes it back for other scripts, or sets figures.
LATIN_ONLY = {
    ".lead :is(h2, h3)", ".story-head h1", ".masthead-name", ".home .masthead-name",
    ".account-main textarea, .account-secret",
}  # fmt: skip


def sheets() -> dict[str, str]:
    """Return the readers' style sheets without their comments and conditions."""
    found = {}
    for path in sorted((ROOT / "broadsheet" / "static" / "css").glob("*.css")):
        if not OF_THE_DESK.fullmatch(path.name):
            text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            found[path.name] = re.sub(r"@(?:media|container|supports)[^{]*", "@when ", text)
    return found


def test_nothing_is_on_the_left_or_the_right() -> None:
    """Inline start and end, block and inline size: the sheet of an Urdu page is the same sheet."""
    found = {name: PHYSICAL.findall(text) for name, text in sheets().items()}
    left = {name: hits for name, hits in found.items() if len(hits) != TURNED.get(name, 0)}

    assert left == {}


def test_only_latin_letters_are_spaced_out() -> None:
    """Spacing tears the head line of Devanagari and the joints of Urdu."""
    spaced = {
        " ".join(rule.split())
        for text in sheets().values()
        for rule, body in RULE.findall(text)
        if SPACED.search(body)
    }

    assert spaced <= LATIN_ONLY


def test_no_letter_is_made_bold_or_slanted_by_the_browser() -> None:
    """A face without a bold or an italic stays as it is drawn; small capitals are Latin's."""
    assert "font-synthesis: small-caps;" in sheets()["base.css"]
    slanted = re.compile(r"font-synthesis(?:-weight|-style)?\s*:\s*+(?!small-caps)")

    assert [name for name, text in sheets().items() if slanted.search(text)] == []
