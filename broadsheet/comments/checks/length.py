"""A comment that is a letter or two says nothing to others. (Too long is the door's business.)"""

from collections.abc import Iterator

from broadsheet.comments.characters import graphemes
from broadsheet.comments.checks.submission import Signal, Submission
from broadsheet.comments.spans import Span


def length(submission: Submission) -> Iterator[Signal]:
    """Notice a text with fewer letters than say anything; an emoji alone is an answer."""
    text = submission.written.text
    letters = "".join(one for one in text[:200] if not one.isspace() and one not in ">*")
    least = submission.bounds.least_letters
    if letters.isascii() and graphemes(letters) < least:
        facts = (("least", least),)
        yield Signal("length", "length", "too-short", Span(0, len(text)), facts)
