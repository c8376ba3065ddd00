"""An author of whose comments many were rejected is read first."""

from collections.abc import Iterator

from broadsheet.comments.checks.submission import Level, Signal, Submission


def standing(submission: Submission) -> Iterator[Signal]:
    """Notice an author of low standing; one whom the paper trusts has none."""
    record, bounds = submission.standing, submission.bounds
    decided = record.approved + record.rejected
    if record.level in {Level.STAFF, Level.TRUSTED} or decided < bounds.low_least:
        return
    share = record.rejected / decided
    if share >= bounds.low_share:
        facts = (("rejected", record.rejected), ("decided", decided))
        yield Signal("standing", "standing", "often-rejected", None, facts, round(share, 3))
