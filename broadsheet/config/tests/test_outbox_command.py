"""`broadsheet outbox`, run as an engineer runs it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.config.tests.conftest import Run

COLUMNS = {
    "name": "push",
    "act": "story.publish",
    "record": 1,
    "subject_kind": "story",
    "subject_id": "42",
    "subject": "Bridge opens",
    "revision": "7",
    "tries": 3,
    "made_at": "2026-03-04 12:00:00",
    "next_at": "2026-03-04 12:00:00",
    "payload": "{}",
    "receipt": "{}",
    "after": "",
    "asked": 0,
    "worker": "",
    "alert": True,
}


@pytest.fixture
def parked(prepared: Path) -> Path:
    """A newspaper with one effect that failed to the last, and one alert nobody knows about."""
    rows = [
        {"key": "push:story-42:1", "state": "parked", "reason": "No such channel."},
        {"key": "push:story-42:2", "state": "unknown", "reason": "No answer."},
    ]
    with closing(sqlite3.connect(prepared / "var" / "broadsheet.sqlite3")) as there, there:
        there.execute("DELETE FROM outbox_effect")
        for number, row in enumerate(rows, start=1):
            columns = {"id": number, **COLUMNS, **row}
            names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
            there.execute(
                f"INSERT INTO outbox_effect ({names}) VALUES ({marks})",  # noqa: S608 - our own names
                list(columns.values()),
            )
    return prepared


def states(paper: Path) -> list[str]:
    """How the two stand."""
    with closing(sqlite3.connect(paper / "var" / "broadsheet.sqlite3")) as there:
        rows = there.execute("SELECT state FROM outbox_effect ORDER BY id").fetchall()
        return [state for (state,) in rows]


def test_status_names_what_waits_for_a_person_and_why(run: Run, parked: Path) -> None:
    """For people, and for programs; the exit code says that something is not right."""
    told, data = run("outbox", "status", cwd=parked), run("outbox", "status", "--json", cwd=parked)
    found = json.loads(data.out)

    assert (told.code, data.code) == (1, 1), told.err
    assert "effect-1" in told.out
    assert "No such channel." in told.out
    assert (found["effects"]["parked"], found["effects"]["unknown"]) == (1, 1)
    assert [row["id"] for row in found["parked"]] == ["effect-1", "effect-2"]
    assert "outbox.parked" in run("check", cwd=parked).out


def test_retry_brings_all_back_but_alerts_only_when_they_are_asked_for(
    run: Run, parked: Path
) -> None:
    """An alert may have been sent: it is named, or asked for by a word of its own."""
    first = run("outbox", "retry", "--all", cwd=parked)

    assert (first.code, states(parked)) == (0, ["waiting", "unknown"])

    second = run("outbox", "retry", "effect-2", cwd=parked)

    assert (second.code, states(parked)) == (0, ["waiting", "waiting"])
    assert "outbox.effect_late" in run("check", cwd=parked).out


def test_close_needs_a_note_and_sends_nothing(run: Run, parked: Path) -> None:
    """Why it was closed stands in the log of acts."""
    without = run("outbox", "close", "effect-2", cwd=parked)
    closed = run("outbox", "close", "effect-2", "--note", "It is on every phone.", cwd=parked)

    assert (without.code, closed.code) == (2, 0)
    assert states(parked) == ["parked", "cancelled"]
    assert "It is on every phone." in run("records", "export", cwd=parked).out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 2), (["effect-1", "--all"], 2), (["effect-x"], 2), (["effect-99"], 4)],
)
def test_what_cannot_be_brought_back_is_refused(
    run: Run, parked: Path, arguments: list[str], code: int
) -> None:
    """Nothing named, a name that is none, and a row that is not parked."""
    assert run("outbox", "retry", *arguments, cwd=parked).code == code
