"""What looks like the spam that this paper's moderators have rejected."""

from collections.abc import Iterator, Sequence

from broadsheet.comments.checks.submission import Signal, Submission
from broadsheet.comments.folding import Folded
from broadsheet.comments.markup import Link

TOLD = 5


def features(text: Folded, links: Sequence[Link]) -> Iterator[str]:
    """Return what a comment is learned and judged by: its words, and the hosts that it links to."""
    yield from text.words
    yield from (f"host:{link.host}" for link in links)
    if links:
        yield "has:link"


def spam(submission: Submission) -> Iterator[Signal]:
    """Notice what is likely spam; the words that told it most are named."""
    learned = submission.spam
    if not learned.knows:
        return
    words = list(features(submission.folded, submission.written.links))
    score = learned.score(words)
    if score >= submission.bounds.spam:
        told = [word for word, share in learned.telling(words) if share > 0.5]  # noqa: PLR2004
        facts = (("score", round(score, 3)), ("words", ", ".join(told[:TOLD])))
        yield Signal("spam", "spam", "like-spam", None, facts, round(score, 3), machine=True)
