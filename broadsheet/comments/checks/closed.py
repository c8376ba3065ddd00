"""A conversation ends at its time, or was closed, or is the staff's."""

from collections.abc import Iterator

from broadsheet.comments.checks.submission import Level, Mode, Signal, Submission


def closed(submission: Submission) -> Iterator[Signal]:
    """Notice a comment where none is taken, or from whom none is."""
    place, staff = submission.place, submission.standing.level is Level.STAFF
    ended = place.open_until is not None and place.open_until <= submission.now
    if place.mode is Mode.CLOSED or ended:
        yield Signal("closed", "closed", "closed" if place.mode is Mode.CLOSED else "ended")
    elif place.mode is Mode.STAFF_ONLY and not staff:
        yield Signal("closed", "closed", "staff-only")
