"""The log of decisions as a file: a row at a time, by the key, however long it is."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from broadsheet.comments.models import Decision

CHUNK = 500
COLUMNS = (
    "decision",
    "comment",
    "thread",
    "at",
    "act",
    "by",
    "rule",
    "clause",
    "policy",
    "before",
    "after",
    "found_by_machine",
    "decided_by_machine",
    "scores",
    "note",
    "batch",
    "undone_at",
)


def rows(after: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every decision from the first on; ``by`` is the moderator's number."""
    while True:
        part = Decision.objects.filter(pk__gt=after).order_by("pk")
        found = list(part.select_related("policy").select_related("comment")[:CHUNK])
        yield from (_row(one) for one in found)
        if len(found) < CHUNK:
            return
        after = found[-1].pk


def _row(one: Decision) -> dict[str, Any]:
    return {
        "decision": one.pk,
        "comment": one.comment_id,
        "thread": one.comment.thread_id,
        "at": one.at.isoformat(),
        "act": one.act,
        "by": one.by_id,
        "rule": one.rule,
        "clause": one.clause,
        "policy": one.policy.number if one.policy else None,
        "before": one.before,
        "after": one.after,
        "found_by_machine": one.found_by_machine,
        "decided_by_machine": one.decided_by_machine,
        "scores": one.scores,
        "note": one.note,
        "batch": one.batch,
        "undone_at": one.undone_at.isoformat() if one.undone_at else None,
    }


class _Line:
    """A file that gives back what is written into it."""

    def write(self, text: str) -> str:
        """Give it back."""
        return text


def as_csv() -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180), with a head; a formula is written as text."""
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for row in rows():
        yield writer.writerow([_cell(row[name]) for name in COLUMNS])


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    # A spreadsheet would reckon what begins like a formula, and a note is anybody's words.
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return value


def as_json() -> Iterator[str]:
    """Yield a JSON array, an object a line."""
    yield "[\n"
    between = ""
    for row in rows():
        yield between + json.dumps(row, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"
