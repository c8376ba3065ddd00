"""The house checks in their order, with what each weighs unless the paper says otherwise.

A check blocks where a reader or the paper would be harmed by what went out; the others only warn,
because a paper may have its reasons at deadline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from broadsheet.desk.checks.alt import missing_alt
from broadsheet.desk.checks.byline import missing_byline
from broadsheet.desk.checks.credit import missing_credit
from broadsheet.desk.checks.draft import Check, DraftFacts, Finding
from broadsheet.desk.checks.embed import unmoderated_embed
from broadsheet.desk.checks.gathering import facts_of_draft
from broadsheet.desk.checks.legal import legal_flag
from broadsheet.desk.checks.marks import unclosed_mark
from broadsheet.desk.checks.names import name_spelt_two_ways
from broadsheet.desk.checks.picture_gone import picture_gone, picture_missing
from broadsheet.desk.checks.played import recording_gone, without_words
from broadsheet.desk.checks.standfirst import standfirst_repeated
from broadsheet.desk.models import CheckWeight, Weight
from broadsheet.stories import objections
from broadsheet.stories.models import Story
from broadsheet.stories.objections import Objection


@dataclass(frozen=True)
class HouseCheck:
    """A check, how the desk reads it, and what it weighs at first."""

    name: str
    check: Check
    label: Any
    weight: Weight


CHECKS = (
    # what must not go out
    HouseCheck("legal", legal_flag, _("Flagged for legal and not cleared"), Weight.BLOCK),
    HouseCheck("picture-gone", picture_gone, _("Picture without rights"), Weight.BLOCK),
    HouseCheck("recording-gone", recording_gone, _("Recording without rights"), Weight.BLOCK),
    # what a reader would miss
    HouseCheck("picture-missing", picture_missing, _("Picture without a file"), Weight.WARN),
    HouseCheck("alt", missing_alt, _("Picture without alt text"), Weight.WARN),
    HouseCheck("credit", missing_credit, _("Picture without credit"), Weight.WARN),
    HouseCheck("byline", missing_byline, _("Story without byline"), Weight.WARN),
    HouseCheck("played", without_words, _("Recording without words to read"), Weight.WARN),
    # what somebody else decides
    HouseCheck("embed", unmoderated_embed, _("Embed that nobody moderates"), Weight.WARN),
    # slips of the pen
    HouseCheck("standfirst", standfirst_repeated, _("Standfirst that repeats"), Weight.WARN),
    HouseCheck("mark", unclosed_mark, _("Quotation mark or bracket not closed"), Weight.WARN),
    HouseCheck("name", name_spelt_two_ways, _("Name spelt two ways"), Weight.WARN),
)


def weights() -> dict[str, Weight]:
    """Return what every check weighs at this paper."""
    said = dict(CheckWeight.objects.values_list("check_name", "weight"))
    return {one.name: Weight(said.get(one.name, one.weight)) for one in CHECKS}


def objections_of(draft: Story, at: datetime) -> Iterator[Objection]:
    """Yield what the checks have against a draft that would go out at ``at``."""
    yield from found_in(facts_of_draft(draft, at), weights())


def found_in(facts: DraftFacts, weighed: Mapping[str, Weight]) -> Iterator[Objection]:
    """Yield what the checks find, each with what it weighs."""
    asked = tuple(one.name for one in CHECKS if weighed[one.name] is not Weight.OFF)
    for name, finding in _findings(facts, asked, get_language()):
        blocks = weighed[name] is Weight.BLOCK
        yield Objection(name, finding.words, blocking=blocks, at=finding.at)


@lru_cache(maxsize=8)
def _findings(
    facts: DraftFacts, asked: tuple[str, ...], _language: str | None
) -> tuple[tuple[str, Finding], ...]:
    """Return what the checks find; the question at publishing and the act ask for the same."""
    checks = (one for one in CHECKS if one.name in asked)
    return tuple((one.name, finding) for one in checks for finding in one.check(facts))


def stand() -> None:
    """Have every publication ask the checks; called once, when the app is ready."""
    objections.register("house-checks", objections_of)
