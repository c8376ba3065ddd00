"""A picture is somebody's work, and the reader is told whose."""

from collections.abc import Iterator

from broadsheet.desk.checks.draft import DraftFacts, Finding


def missing_credit(draft: DraftFacts) -> Iterator[Finding]:
    """Find the pictures that neither this use nor the library credits."""
    for picture in draft.pictures:
        if picture.has_file and not picture.credited:
            yield Finding(f"{picture.name}: give a credit or an agency.", picture.at)
