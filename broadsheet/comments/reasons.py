"""A statement of reasons as the fields of the EU's Transparency Database. Pure.

Source: the database's API documentation (Regulation (EU) 2022/2065, articles 17 and 24(5)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a decision. ``number`` is its own, ``clause`` the policy's key."""

    number: int
    act: str
    clause: str
    note: str
    language: str
    written_on: date
    decided_on: date
    found_by_machine: bool = False
    decided_by_machine: bool = False
    reported: bool = False
    ends_on: date | None = None


def of_comment(facts: Facts) -> dict[str, Any]:
    """Return the statement of a comment that is not shown, or not any more."""
    return _of_both(facts, "comment") | {
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "content_date": facts.written_on.isoformat(),
    }


def of_account(facts: Facts) -> dict[str, Any]:
    """Return the statement of a sanction on an account."""
    ended = "TERMINATED" if facts.ends_on is None else "SUSPENDED"
    return _of_both(facts, "account") | {
        "decision_account": f"DECISION_ACCOUNT_{ended}",
        "end_date_account_restriction": facts.ends_on.isoformat() if facts.ends_on else None,
    }


def _of_both(facts: Facts, kind: str) -> dict[str, Any]:
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": facts.clause,
        "incompatible_content_explanation": facts.note,
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_language": facts.language.upper(),
        "application_date": facts.decided_on.isoformat(),
        "source_type": "SOURCE_TYPE_OTHER_NOTIFICATION" if facts.reported else "SOURCE_VOLUNTARY",
        "automated_detection": "Yes" if facts.found_by_machine else "No",
        "automated_decision": "AUTOMATED_DECISION_FULLY"
        if facts.decided_by_machine
        else "AUTOMATED_DECISION_NOT_AUTOMATED",
        "puid": f"{kind}-{facts.number}",
    }
