"""Whole sentences in capitals, and letters drawn out over the line.

Only letters that have a case can shout: a text in Hindi or Tamil never does, whatever
abbreviations stand in it.
"""

import re
from collections.abc import Iterator

from broadsheet.comments.checks.submission import Signal, Submission
from broadsheet.comments.spans import Span, joined

_RULES = frozenset("-_=*~#.·•—–─━> ")
_RUN_LEAST = 4
_RUN = re.compile(r"(\S)\1{3,}")
TOLD_MOST = 10


def shouting(submission: Submission) -> Iterator[Signal]:
    """Notice capitals, and long runs of one letter or mark; rules across the page are none."""
    text, bounds = submission.written.text, submission.bounds
    own = _own_words(submission)
    capitals = sum(map(str.isupper, own))
    least = bounds.shouting_share * bounds.shouting_letters
    letters = sum(map(str.isalpha, own)) if capitals >= least else 0
    if letters >= bounds.shouting_letters and capitals >= bounds.shouting_share * letters:
        facts = (("percent", round(100 * capitals / letters)),)
        yield Signal("shouting", "shouting", "capitals", Span(0, len(text)), facts)
    runs = (
        found
        for found in _RUN.finditer(own)
        if len(found[0]) >= max(_RUN_LEAST, bounds.long_run)
        and found[1] not in _RULES
        and not found[1].isdigit()
    )
    for found, _ in zip(runs, range(TOLD_MOST), strict=False):
        facts = (("count", len(found[0])),)
        yield Signal("shouting", "shouting", "long-run", Span(*found.span()), facts, 0.5)


def _own_words(submission: Submission) -> str:
    """Return the text with spaces in place of quotes and addresses, so that places stay."""
    written = submission.written
    text = written.text
    others = joined([*written.quotes, *(link.span for link in written.links)])
    if not others:
        return text
    pieces: list[str] = []
    place = 0
    for start, end in others:
        pieces += [text[place:start], " " * (end - start)]
        place = end
    return "".join([*pieces, text[place:]])
