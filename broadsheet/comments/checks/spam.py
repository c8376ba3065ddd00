"""What looks like the spam that this paper's moderators have rejected."""

from collections.abc import Iterator

from broadsheet.comments.checks.submission import Signal, Submission

TOLD = 5


def features(submission: Submission) -> Iterator[str]:
    """Return what a comment is learned and judged by: its words, and the hosts that it links to."""
    yield from submission.folded.words
    yield from (f"host:{link.host}" for link in submission.written.links)
    if submission.written.links:
        yield "has:link"


def spam(submission: Submission) -> Iterator[Signal]:
    """Notice what is likely spam; the words that told it most are named."""
    learned = submission.spam
    if not learned.knows:
        return
    words = list(features(submission))
    score = learned.score(words)
    if score >= submission.bounds.spam:
        told = [word for word, share in learned.telling(words) if share > 0.5]  # noqa: PLR2004
        facts = (("score", round(score, 3)), ("words", ", ".join(told[:TOLD])))
        yield Signal("spam", "spam", "like-spam", None, facts, round(score, 3), machine=True)
