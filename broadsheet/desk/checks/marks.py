"""Quotation marks and brackets that are opened and never closed.

The apostrophe is the same sign as the closing single mark, so a single mark counts only where one
was opened. A quotation that runs over several paragraphs is opened in each and closed in the last.
Urdu is typed with either double mark at either end: there only their number is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.desk.checks.draft import DraftFacts, Finding, Passage

PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}
CLOSING = {close: opening for opening, close in PAIRS.items()}
_OPENING_SINGLE = re.compile(r"(?<!\w)‘(?!\d|tis\b|twas\b|em\b|til\b|cause\b|n\b|round\b)", re.I)
# 1) and a) number a list; 5'10" and 6" measure.
_LIST_NUMBER = re.compile(r"(?:^|\s)(?:\d{1,3}|[a-zA-Zivx]{1,4})\)(?=\s)")
_INCHES = re.compile(r"(?<=\d)\"")


def unclosed_mark(draft: DraftFacts) -> Iterator[Finding]:
    """Find the passages with a mark that is opened and not closed, or closed and never opened."""
    following = [*draft.texts[1:], Passage("")]
    for passage, after in zip(draft.texts, following, strict=True):
        mark = _either_way(passage.text) if draft.language == "ur" else _first(passage.text)
        if mark and not (mark == "“" and after.text.lstrip().startswith("“")):
            yield Finding(f"{mark} without its partner: {_head(passage.text)}", passage.at)


def _first(text: str) -> str:
    """Return the first mark of a passage that has no partner, or ""."""
    text = _LIST_NUMBER.sub(" ", text)
    return _unpaired(text) or _straight(text) or _single(text)


def _unpaired(text: str) -> str:
    opened: list[str] = []
    for sign in text:
        if sign in PAIRS:
            opened.append(sign)
        elif sign in CLOSING:
            if not opened or opened[-1] != CLOSING[sign]:
                return opened[-1] if opened else sign
            opened.pop()
    return opened[-1] if opened else ""


def _straight(text: str) -> str:
    return '"' if len(re.findall('"', _INCHES.sub("", text))) % 2 and not _whole(text) else ""


def _whole(text: str) -> bool:
    """Whether the straight marks pair if none of them is taken for inches."""
    return text.count('"') % 2 == 0


def _single(text: str) -> str:
    for opening in _OPENING_SINGLE.finditer(text):
        if "’" not in text[opening.end() :]:
            return "‘"
    return ""


def _either_way(text: str) -> str:
    doubles = text.count("“") + text.count("”")
    if doubles % 2:
        return "“"
    return _unpaired(text.replace("“", "").replace("”", ""))


def _head(text: str) -> str:
    words = text.split()
    short = 8
    return " ".join(words[:short]) + ("…" if len(words) > short else "")
