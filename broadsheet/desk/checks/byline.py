"""A story says who wrote it: a person, a desk or an agency."""

from collections.abc import Iterator

from broadsheet.desk.checks.draft import DraftFacts, Finding


def missing_byline(draft: DraftFacts) -> Iterator[Finding]:
    """Find a story without any byline."""
    if not draft.bylines:
        yield Finding("No byline: add a person, a desk or an agency.", "bylines")
