"""A story that somebody wants the lawyer to read goes out when the lawyer has cleared it."""

from collections.abc import Iterator

from broadsheet.desk.checks.draft import DraftFacts, Finding


def legal_flag(draft: DraftFacts) -> Iterator[Finding]:
    """Find a legal flag that is not cleared, or that was cleared for another text."""
    if not draft.legal.flagged or (draft.legal.cleared and not draft.legal.changed_since):
        return
    if draft.legal.cleared:
        yield Finding("The text has changed since legal cleared it: ask legal to read it again.")
    else:
        why = f" ({draft.legal.reason})" if draft.legal.reason else ""
        yield Finding(f"Flagged for legal{why}: it goes out once legal has cleared it.")
