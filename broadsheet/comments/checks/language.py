"""A comment in a language that nobody at the moderators' desk reads waits for somebody who does."""

from collections.abc import Iterator

from broadsheet.comments.checks.submission import Signal, Submission


def language(submission: Submission) -> Iterator[Signal]:
    """Notice a language that nobody on duty reads; while nobody is there, that is the night's."""
    duty = submission.duty
    if duty.anyone and not reads(submission.language, duty.languages):
        facts = (("language", submission.language),)
        yield Signal("language", "unread-language", "nobody-reads", None, facts, 0.3)


def reads(language: str, languages: frozenset[str]) -> bool:
    """Whether a language, or its root (``en`` of ``en-IN``), is among those read."""
    return language in languages or language.partition("-")[0] in languages
