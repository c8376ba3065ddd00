"""A film or a sound is for everybody, and only while the paper has the rights to it."""

from collections.abc import Iterator

from broadsheet.desk.checks.draft import DraftFacts, Finding


def without_words(draft: DraftFacts) -> Iterator[Finding]:
    """Find what is played without captions and without a transcript (WCAG 2.2, 1.2.1, 1.2.2)."""
    for played in draft.played:
        if not played.words:
            yield Finding(
                f"{played.name}: add captions or a transcript, for those who do not hear it.",
                played.at,
            )


def recording_gone(draft: DraftFacts) -> Iterator[Finding]:
    """Find the recordings that are withdrawn, or whose rights end before the story goes out."""
    for played in draft.played:
        if played.withdrawn:
            yield Finding(f"{played.name}: withdrawn; choose another recording.", played.at)
        elif played.rights_until and played.rights_until < draft.leaves_on:
            until = f"{played.rights_until:%d %B %Y}".lstrip("0")
            words = f"{played.name}: its rights ended on {until}; choose another recording."
            yield Finding(words, played.at)
