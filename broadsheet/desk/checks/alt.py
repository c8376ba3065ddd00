"""A picture without alt text says nothing to whoever cannot see it (WCAG 2.2, 1.1.1)."""

from collections.abc import Iterator

from broadsheet.desk.checks.draft import DraftFacts, Finding


def missing_alt(draft: DraftFacts) -> Iterator[Finding]:
    """Find the pictures that neither this use nor the library describes."""
    for picture in draft.pictures:
        if picture.has_file and not picture.alt.strip():
            yield Finding(f"{picture.name}: say what it shows (alt text).", picture.at)
