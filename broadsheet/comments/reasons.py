"""A statement of reasons as the fields of the EU's Transparency Database. Pure.

Sources: Regulation (EU) 2022/2065, articles 17 and 24(5); the database's own rules for each field
(github.com/digital-services-act/transparency-database, as of June 2026). Nothing in a statement
names a person: the database is public.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

MOST_GROUND, MOST_EXPLANATION, MOST_FACTS = 500, 2000, 5000
OTHER = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
SPEECH = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"
# The category, and the keyword if there is one, of each clause of the policy that we ship; a
# clause that a paper adds is of no narrower category than "other violation of the terms".
CATEGORIES: dict[str, tuple[str, str]] = {
    "obscene": ("STATEMENT_CATEGORY_CYBER_VIOLENCE", "KEYWORD_CYBER_HARASSMENT"),
    "defamatory": (SPEECH, "KEYWORD_DEFAMATION"),
    "inflammatory": (SPEECH, "KEYWORD_INCITEMENT_VIOLENCE_HATRED"),
    "personal-attack": (
        "STATEMENT_CATEGORY_CYBER_VIOLENCE",
        "KEYWORD_CYBER_BULLYING_INTIMIDATION",
    ),
    "contact-details": ("STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", ""),
    "spam": ("STATEMENT_CATEGORY_SCAMS_AND_FRAUD", ""),
    "impersonation": (
        "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        "KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING",
    ),
    "illegal": (SPEECH, ""),
}


class Source(StrEnum):
    """How it came to light."""

    OWN = "SOURCE_VOLUNTARY"
    NOTICE = "SOURCE_ARTICLE_16"
    REPORT = "SOURCE_TYPE_OTHER_NOTIFICATION"


class Automation(StrEnum):
    """Whether a machine decided."""

    FULLY = "AUTOMATED_DECISION_FULLY"
    PARTIALLY = "AUTOMATED_DECISION_PARTIALLY"
    NOT = "AUTOMATED_DECISION_NOT_AUTOMATED"


class Measure(StrEnum):
    """What was done: to one comment, or to an account."""

    COMMENT = "comment"
    SUSPENDED = "DECISION_ACCOUNT_SUSPENDED"
    TERMINATED = "DECISION_ACCOUNT_TERMINATED"
    FIRST_READ = "first-read"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a decision.

    ``number`` is the decision's own. ``ground`` is the clause's name, ``explanation`` why what was
    written breaks it, ``circumstances`` what the decision rests on. ``law`` is filled where it is
    illegal, and not against the paper's terms alone. ``ends_on`` is a sanction's last day.
    """

    measure: Measure
    number: int
    clause: str
    ground: str
    explanation: str
    circumstances: str
    language: str
    written_on: date
    decided_on: date
    policy_address: str = ""
    law: str = ""
    source: Source = Source.OWN
    found_by_machine: bool = False
    automation: Automation = Automation.NOT
    ends_on: date | None = None


def statement(facts: Facts) -> dict[str, Any]:
    """Return the fields of the database; what has no value is left out."""
    category, keyword = CATEGORIES.get(facts.clause, (OTHER, ""))
    fields = {
        **_measure(facts),
        **_ground(facts),
        "decision_ground_reference_url": facts.policy_address[:MOST_GROUND],
        "category": category,
        "category_specification": [keyword] if keyword else [],
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_language": facts.language.partition("-")[0].upper(),
        "content_date": facts.written_on.isoformat(),
        "application_date": facts.decided_on.isoformat(),
        "decision_facts": _cut(facts.circumstances, MOST_FACTS),
        "source_type": facts.source.value,
        "automated_detection": "Yes" if facts.found_by_machine else "No",
        "automated_decision": facts.automation.value,
        "puid": f"{_kind(facts.measure)}-{facts.number}",
    }
    return {name: value for name, value in fields.items() if value not in ("", [], None)}


def _kind(measure: Measure) -> str:
    return "decision" if measure is Measure.COMMENT else "sanction"


def _measure(facts: Facts) -> dict[str, Any]:
    if facts.measure is Measure.COMMENT:
        return {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"]}
    if facts.measure is Measure.FIRST_READ:
        return {
            "decision_visibility": ["DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"],
            "end_date_visibility_restriction": _day(facts.ends_on),
        }
    return {
        "decision_account": facts.measure.value,
        "account_type": "ACCOUNT_TYPE_PRIVATE",
        "end_date_account_restriction": _day(facts.ends_on),
    }


def _ground(facts: Facts) -> dict[str, Any]:
    explanation = _cut(facts.explanation or facts.ground, MOST_EXPLANATION)
    if facts.law:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": _cut(facts.law, MOST_GROUND),
            "illegal_content_explanation": explanation,
        }
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": _cut(facts.ground, MOST_GROUND),
        "incompatible_content_explanation": explanation,
        "incompatible_content_illegal": "No",
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cut(words: str, most: int) -> str:
    """Return words within a field's bounds, cut at the end."""
    return words if len(words) <= most else f"{words[: most - 1]}…"
