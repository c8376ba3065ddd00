"""Words that the paper has on its list, in the language of the comment."""

from collections.abc import Iterator

from broadsheet.comments.checks.submission import Signal, Submission
from broadsheet.comments.checks.words import Kind

TOLD_MOST = 20
_WEIGHT = {Kind.BANNED.value: 1.0, Kind.SUSPECT.value: 0.4}


def listed(submission: Submission) -> Iterator[Signal]:
    """Notice banned and suspect words, each place once, in the order of the text."""
    folded = submission.folded
    every = submission.words.find(folded, submission.language)
    found = sorted({(one.start, one.end, one.entry) for one in every}, key=_order)
    for start, end, entry in found[:TOLD_MOST]:
        says = "word-banned" if entry.kind == Kind.BANNED else "word-suspect"
        facts = (("word", entry.word),)
        weight = _WEIGHT.get(entry.kind, 1.0)
        yield Signal("words", entry.clause, says, folded.span(start, end), facts, weight)


def _order(one: tuple[int, int, object]) -> tuple[int, int, str]:
    return one[0], -one[1], repr(one[2])
