"""The checks in the order in which they are asked; the outcome does not hang on it.

First what ends the matter without reading, then the text itself, then its author, then the desk.
"""

from __future__ import annotations

from broadsheet.comments.checks.closed import closed
from broadsheet.comments.checks.contact import contact
from broadsheet.comments.checks.flood import flood
from broadsheet.comments.checks.language import language
from broadsheet.comments.checks.length import length
from broadsheet.comments.checks.links import links
from broadsheet.comments.checks.listed import listed
from broadsheet.comments.checks.newcomer import newcomer
from broadsheet.comments.checks.night import night
from broadsheet.comments.checks.repeat import repeat
from broadsheet.comments.checks.shouting import shouting
from broadsheet.comments.checks.spam import spam
from broadsheet.comments.checks.standing import standing
from broadsheet.comments.checks.submission import Check, Signal, Submission
from broadsheet.comments.checks.toxicity import toxicity

CHECKS: tuple[Check, ...] = (
    closed,
    length,
    listed,
    contact,
    links,
    shouting,
    repeat,
    flood,
    spam,
    toxicity,
    newcomer,
    standing,
    language,
    night,
)


def examine(submission: Submission) -> tuple[Signal, ...]:
    """Return what every check noticed, in the order of the list."""
    return tuple(signal for check in CHECKS for signal in check(submission))
