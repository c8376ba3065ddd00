"""More comments in a while than a person has thoughts."""

from collections.abc import Iterator
from datetime import timedelta

from broadsheet.comments.checks.submission import Signal, Submission


def flood(submission: Submission) -> Iterator[Signal]:
    """Notice an account that has written too often of late; the shortest while is told."""
    for seconds, most in sorted(submission.bounds.flood):
        since = submission.now - timedelta(seconds=seconds)
        count = sum(1 for past in submission.recent.own if past.at > since)
        if count >= most:
            facts = (("seconds", seconds), ("count", count), ("most", most))
            yield Signal("flood", "flood", "too-often", None, facts)
            return
