"""Addresses and numbers of persons: one's own are for strangers to find, others' are not one's own.

Looked for are e-mail addresses, telephone numbers (of India, and any with a country's code), where
somebody lives, and numbers that name a person or their money, by their check digits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, islice

from broadsheet.comments.checks.links import allowed
from broadsheet.comments.checks.numbers import is_pan, kind_of
from broadsheet.comments.checks.submission import Signal, Submission
from broadsheet.comments.spans import Span

TOLD_MOST = 20
_LOCAL = r"[\w.%+-]"
_EMAIL = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}{{1,64}}+@([a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{1,5}})"
)
_PROVIDERS = frozenset(
    {"gmail", "yahoo", "hotmail", "outlook", "rediffmail", "icloud", "protonmail", "proton", "live"}
)
_NUMBERS = re.compile(r"\+?[0-9][0-9 ().\-]{7,}+")
_DIGITS = re.compile(r"[0-9]+")
_LEAST_DIGITS, _GROUPS_MOST = 8, 6
_PAN = re.compile(r"(?<![\w])[a-z]{5}[0-9]{4}[a-z](?![\w])")
# "Flat 12", "House No. 4B", "D.No 5-3-2": where somebody's door is.
_DOOR = re.compile(
    r"\b(?:flat|house|door|plot|h|d)[ .]{0,2}(?:no|number|#)?[ .:]{0,3}#?[0-9]{1,5}[a-z]?\b"
)
_STREET = re.compile(
    r"\b(?:street|road|rd|lane|nagar|colony|sector|block|marg|gali|layout|apartments?|society|"
    r"chowk|mohalla|enclave|vihar|salai|theru)\b"
)
_PIN = re.compile(r"(?<![0-9])[1-9][0-9]{2} ?[0-9]{3}(?![0-9])")
_NEAR = 80

_Place = tuple[str, int, int]


def contact(submission: Submission) -> Iterator[Signal]:
    """Notice what leads to a person; what kind of thing it is stands in ``says``."""
    text = submission.folded.text
    found = chain(_emails(text, submission.hosts), _spelled_emails(submission), _with_digits(text))
    linked = [link.span for link in submission.written.links]
    for kind, start, end in islice(found, TOLD_MOST):
        span = submission.folded.span(start, end)
        if not _inside(span, linked):
            yield Signal("contact", "contact-details", kind, span)


def _inside(span: Span, others: list[Span]) -> bool:
    """Whether a stretch is part of an address: the number of a post is nobody's telephone."""
    place = bisect_right(others, (span.start, float("inf"))) - 1
    return place >= 0 and span.end <= others[place].end


def _emails(text: str, hosts: frozenset[str]) -> Iterator[_Place]:
    if "@" not in text:
        return
    for found in _EMAIL.finditer(text):
        if not allowed(found[1], hosts):
            yield "email", *found.span()


def _spelled_emails(submission: Submission) -> Iterator[_Place]:
    """``name at gmail dot com``, and the same with brackets."""
    folded = submission.folded
    words = folded.words
    if _PROVIDERS.isdisjoint(words):
        return
    for number, word in enumerate(words):
        if word in _PROVIDERS and number > 1 and words[number - 1] in {"at", "a"}:
            last = min(number + 2, len(words) - 1)
            if {"com", "dot", "in", "me"} & set(words[number + 1 : last + 1]):
                yield "email", folded.places[number - 2][0], folded.places[last][1]


def _with_digits(text: str) -> Iterator[_Place]:
    """What has a digit in it, and therefore nothing of a text that has none."""
    if not _DIGITS.search(text):
        return
    yield from _numbers(text)
    yield from _doors(text)
    yield from (("pan", *one.span()) for one in _PAN.finditer(text) if is_pan(one[0].upper()))


def _numbers(text: str) -> Iterator[_Place]:
    for run in _NUMBERS.finditer(text):
        groups = [(found[0], found.start(), found.end()) for found in _DIGITS.finditer(run[0])]
        yield from _in_run(groups, run.start(), plus=run[0][0] == "+")


def _in_run(groups: list[_Place], offset: int, *, plus: bool) -> Iterator[_Place]:
    """Find numbers in a run of groups of digits: the longest that begins at each group."""
    first = 0
    while first < len(groups):
        found = _longest(groups, first, plus=plus and first == 0)
        if found:
            kind, last = found
            start = groups[first][1] if first else 0  # a + stands ahead of the first only
            yield kind, offset + start, offset + groups[last][2]
            first = last
        first += 1


def _longest(groups: list[_Place], first: int, *, plus: bool) -> tuple[str, int] | None:
    following = [group for group, _, _ in groups[first : first + _GROUPS_MOST]]
    digits = sum(map(len, following))
    while following and digits >= _LEAST_DIGITS:
        kind = kind_of(following, plus=plus)
        if kind:
            return kind, first + len(following) - 1
        digits -= len(following.pop())
    return None


def _doors(text: str) -> Iterator[_Place]:
    """A door's number with a street's word or a postal code close behind it, on the same line."""
    doors = [found.span() for found in _DOOR.finditer(text)]
    if not doors:
        return
    ends = sorted(found.end() for one in (_STREET, _PIN) for found in one.finditer(text))
    for start, end in doors:
        place = bisect_right(ends, end)
        if place < len(ends) and ends[place] - end <= _NEAR and "\n" not in text[end : ends[place]]:
            yield "home", start, ends[place]
