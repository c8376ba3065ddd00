"""Reading the log, and finding what was done to it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.db import models

from broadsheet.records.canonical import moment
from broadsheet.records.models import ChainHead, Record

COLUMNS = (
    "id",
    "at",
    "act",
    "door",
    "actor_id",
    "actor",
    "subject_kind",
    "subject_id",
    "subject",
    "note",
    "before",
    "after",
)
FORMATS = ("jsonl", "csv")
CHUNK = 1_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def head() -> str:
    """Return the head of the chain as ``number:digest``, to be kept elsewhere; empty at first."""
    row = ChainHead.objects.first()
    return f"{row.number}:{row.digest}" if row else ""


def about(thing: models.Model) -> models.QuerySet[Record]:
    """Return what was done to ``thing``, the newest first."""
    kind = str(thing._meta.model_name)  # noqa: SLF001
    return Record.objects.filter(subject_kind=kind, subject_id=str(thing.pk)).order_by("-id")


def export(form: str) -> Iterator[str]:
    """Give the whole log line by line, the oldest first, as ``jsonl`` or ``csv``.

    JSON lines are exact. In CSV a text that a spreadsheet would take for a formula gets an
    apostrophe before it. Raises ``ValueError`` for another form.
    """
    if form not in FORMATS:
        raise ValueError(f"{form!r} is no form of export: write {' or '.join(FORMATS)}.")
    return _jsonl() if form == "jsonl" else _csv()


def _rows() -> Iterator[dict[str, Any]]:
    rows = Record.objects.select_related("seal").order_by("id")
    for record in rows.iterator(chunk_size=CHUNK):
        row = {name: getattr(record, name) for name in COLUMNS}
        row["at"] = moment(record.at)
        seal = getattr(record, "seal", None)
        row["seal"] = seal.number if seal else None
        row["digest"] = seal.digest if seal else ""
        yield row


def _jsonl() -> Iterator[str]:
    for row in _rows():
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _csv() -> Iterator[str]:
    yield ",".join((*COLUMNS, "seal", "digest")) + "\r\n"
    for row in _rows():
        line = io.StringIO()
        csv.writer(line).writerow(_cell(value) for value in row.values())
        yield line.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
