"""What is printed of readers' rights: the policy in every language, and the months' reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from broadsheet.comments.models import MonthReport, PolicyVersion
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track

WEIGHT = 8
POLICY, REPORTS = "comment-policy", "comment-reports"
_POLICY = re.compile(r"/conversation/policy/(?:[a-z]{2,8}/|\d{1,9}/)?")
_REPORTS = re.compile(r"/conversation/transparency/(?:\d{4}-\d{1,2}\.(?:html|json|csv))?")


def watch() -> None:
    """Track what these pages are made from, and register them; called once, at the start."""
    track(PolicyVersion, rows=lambda _row: [POLICY], lists=lambda _row: [POLICY])
    track(MonthReport, rows=lambda _row: [REPORTS], lists=lambda _row: [REPORTS])
    worth = lambda address: Wanted(address, WEIGHT)  # noqa: E731
    register(Plate("comment policy", _POLICY, _policies, worth=worth, first=True))
    register(Plate("transparency reports", _REPORTS, _reports, worth=worth, first=True))


def _policies() -> Iterator[Wanted]:
    yield Wanted(reverse("comment_policy"), WEIGHT)
    for language in dict(settings.LANGUAGES):
        if language != settings.PAPER_LANGUAGE:
            yield Wanted(policy_in(language), WEIGHT)


def _reports() -> Iterator[Wanted]:
    yield Wanted(reverse("comment_reports"), WEIGHT)


def policy_in(language: str) -> str:
    """Return where the policy stands in a language."""
    if language == settings.PAPER_LANGUAGE or language not in dict(settings.LANGUAGES):
        return reverse("comment_policy")
    return reverse("comment_policy_in", args=[language])
