"""What the staff is told when something fails: from files alone, and nothing that is a secret."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadsheet.press.serving import trouble
from broadsheet.press.standing import Told

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


def told(ago: float = 1, age: float = 0.0, fault: str = "") -> Told:
    """What a worker told so many seconds ago."""
    return Told(NOW - timedelta(seconds=ago), age, 0, 0, fault)


def words(folder: Path, heard: Told | None, *, database: bool = False) -> str:
    """All that is wrong, as the page says it."""
    found = trouble.faults(folder, heard, NOW, database=database)
    return trouble.for_the_desk("The Courier", list(found)).body.decode()


def test_where_nothing_is_wrong_nothing_is_said(tmp_path: Path) -> None:
    """A worker at work, a change that has just come."""
    assert list(trouble.faults(tmp_path, told(age=2.0), NOW, database=False)) == []


def test_a_silent_worker_is_named_with_the_time(tmp_path: Path) -> None:
    """Since when, and what starts it again; one that never was is told as well."""
    assert "has reported since 22 November 2026, 06:28:00 UTC" in words(tmp_path, told(120))
    assert "broadsheet work" in words(tmp_path, None)


def test_a_change_that_waits_is_told_with_its_age(tmp_path: Path) -> None:
    """It ages on after the worker has fallen silent."""
    assert "waited for 11 minutes" in words(tmp_path, told(ago=60, age=600))


def test_a_workers_fault_is_named_without_its_words(tmp_path: Path) -> None:
    """They may hold a host, and the page is open to strangers."""
    text = words(tmp_path, told(fault='OperationalError: connection to "10.0.0.7" failed'))

    assert "The press cannot print: OperationalError." in text
    assert "10.0.0.7" not in text


def test_the_papers_name_is_escaped() -> None:
    """A name may have any character."""
    assert b"<i>" not in trouble.for_readers("The <i>Courier</i>").body
