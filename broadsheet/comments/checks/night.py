"""At night, when nobody is at the moderators' desk, comments wait for the morning."""

from collections.abc import Iterator

from broadsheet.comments.checks.submission import Signal, Submission


def night(submission: Submission) -> Iterator[Signal]:
    """Notice that nobody is there in the hours that the paper named."""
    if submission.duty.night and not submission.duty.anyone:
        yield Signal("night", "night", "nobody-there", None, (), 0.1)
