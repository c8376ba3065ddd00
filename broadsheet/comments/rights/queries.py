"""What the pages of rights show, gathered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.comments import policies
from broadsheet.comments.models import (
    Act,
    Appeal,
    MonthReport,
    PolicyVersion,
    Sanction,
    Statement,
)
from broadsheet.comments.models.decisions import Settling
from broadsheet.comments.policy.clauses import Clause, Effect, Kind, Policy, Wording

EFFECTS = {
    Effect.REFUSE: gettext_lazy("What breaks this is not taken."),
    Effect.HOLD: gettext_lazy("What may break this waits until a moderator has read it."),
    Effect.NUDGE: gettext_lazy("Whoever writes it is asked once to mend it."),
    Effect.RANK: gettext_lazy("It is shown, and a moderator reads it before others."),
}


@dataclass(frozen=True)
class InWords:
    """A clause as readers are told of it."""

    key: str
    wording: Wording
    effect: Any
    conduct: bool


@dataclass(frozen=True)
class InLanguage:
    """A page, as templates ask for one."""

    language: str


def in_words(policy: Policy, language: str) -> list[InWords]:
    """Return every clause in a language, with what it does."""
    return [_in_words(clause, language) for clause in policy]


def _in_words(clause: Clause, language: str) -> InWords:
    effect = EFFECTS.get(clause.effect, "")
    conduct = clause.kind is Kind.CONDUCT
    return InWords(clause.key, clause.in_words(language), effect if conduct else "", conduct)


def of_statement(row: Statement, now: datetime) -> dict[str, Any]:
    """Return what an author is shown of a statement."""
    comment = row.decision.comment if row.decision else None
    language = comment.language if comment else ""
    clause = row.decision.clause if row.decision else row.sanction.clause if row.sanction else ""
    version: PolicyVersion | None = row.decision.policy if row.decision else None
    found = policies.read(version or policies.row_in_force(row.made_at)).get(clause)
    appeal = Appeal.objects.filter(statement=row).first()
    return {
        "page": InLanguage(language),
        "statement": row,
        "comment": comment,
        "version": version,
        "wording": found.in_words(language) if found else Wording(clause, ""),
        "appeal": appeal,
        "may_appeal": appeal is None and now <= row.appeal_until,
        "undone": bool(row.decision and row.decision.undone_at),
        "found": " ".join(_how(row)),
    }


def _how(row: Statement) -> list[str]:
    """Return how it came to light and who decided, in words."""
    facts = row.facts
    source = {
        "SOURCE_ARTICLE_16": _("Somebody sent us a notice that it is illegal."),
        "SOURCE_TYPE_OTHER_NOTIFICATION": _("A reader reported it."),
    }.get(facts.get("source_type", ""), "")
    found = _("A rule of the software found it.") if facts["automated_detection"] == "Yes" else ""
    fully = facts["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    decided = _("A rule decided, and no person.") if fully else _("A moderator decided.")
    return [words for words in (source, found, decided) if words]


def report_lines(row: MonthReport) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Give a report's figures, each with its name in words and its parts."""
    for name, words in figures().items():
        value = row.facts.get(name)
        if value is None:
            continue
        parts = sorted(value.items()) if isinstance(value, dict) else [("", value)]
        yield words, [(_part(of), number) for of, number in parts]


def _part(name: str) -> str:
    """Return what a part of a figure is called; a clause stands there by its name already."""
    known: dict[str, Any] = {
        **dict(Act.choices),
        **dict(Settling.Outcome.choices),
        **dict(Sanction.Kind.choices),
        "SOURCE_VOLUNTARY": _("From the staff"),
        "SOURCE_ARTICLE_16": _("Somebody sent us a notice that it is illegal."),
        "SOURCE_TYPE_OTHER_NOTIFICATION": _("A reader reported it."),
        "AUTOMATED_DECISION_FULLY": _("A rule decided, and no person."),
        "AUTOMATED_DECISION_NOT_AUTOMATED": _("A moderator decided."),
    }
    return str(known.get(name, name))


def figures() -> dict[str, str]:
    """Return the names of a report's figures in words, in their order."""
    return {
        "comments": _("Comments written"),
        "shown": _("Comments shown"),
        "decisions": _("Decisions, by what was decided"),
        "by_clause": _("Not shown or removed, by clause"),
        "by_source": _("Not shown or removed, by how it came to light"),
        "by_automation": _("Not shown or removed, by who decided"),
        "median_hours": _("Hours until a moderator decided, in the middle"),
        "reports": _("Reports by readers, by what came of them"),
        "appeals": _("Appeals, by what came of them"),
        "notices": _("Notices of illegal content, by what came of them"),
        "sanctions": _("Sanctions on accounts, by kind"),
    }
