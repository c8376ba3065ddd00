"""A new account is read before it is heard: nobody knows yet who it is."""

from collections.abc import Iterator
from datetime import timedelta

from broadsheet.comments.checks.submission import Level, Signal, Submission


def newcomer(submission: Submission) -> Iterator[Signal]:
    """Notice an account that is young, or of which few comments have been approved."""
    standing, bounds = submission.standing, submission.bounds
    if standing.level is not Level.USUAL:
        return
    oldest = submission.now - timedelta(days=bounds.new_days)
    if standing.approved < bounds.new_comments:
        facts = (("approved", standing.approved), ("wanted", bounds.new_comments))
        yield Signal("newcomer", "new-voices", "few-approved", None, facts, 0.3)
    elif standing.since is not None and standing.since > oldest:
        young = (("days", bounds.new_days),)
        yield Signal("newcomer", "new-voices", "young-account", None, young, 0.2)
