"""`broadsheet import`: what it says of each file, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from broadsheet.config.cli import app
from broadsheet.sections.founding import found
from broadsheet.stories.models import Story

Invoke = Callable[..., Result]
Commits = Callable[..., AbstractContextManager[object]]

PAGE = """<!doctype html>
<html lang="en"><head><title>Ferry runs again</title>
<link rel="canonical" href="https://tide.example/harbour/ferry-runs-again.html">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Ferry runs again after nine days", "datePublished": "2024-03-02T07:15:00+05:30",
"articleSection": "Harbour", "author": {"@type": "Person", "name": "Nila Serao"}}</script>
</head><body><article><h1>Ferry runs again after nine days</h1>
<p>The morning ferry left Rope Walk at six with forty people and a goat on board, the first since
the storm tore the landing stage from its piles.</p>
<p>“We counted the planks twice,” said the harbour master, who had slept in his office since the
storm. The evening boat follows on Monday, if the pilings hold.</p>
<p>Fares stay as they were. Whoever bought a monthly ticket gets nine days added to it, and need
only show the ticket at the gate before the end of the month.</p>
</article></body></html>
"""


@pytest.fixture
def invoke(
    db: None, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Commits
) -> Invoke:
    """Run ``broadsheet import`` in this process, in a newspaper that was founded."""
    monkeypatch.setenv("LOG_LEVEL", "warning")
    found("The Test Gazette", "http://127.0.0.1:8000")

    def go(*arguments: str | Path) -> Result:
        with django_capture_on_commit_callbacks(execute=True):
            return CliRunner().invoke(app, ["import", *map(str, arguments)])

    return go


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with a saved page and a file that is none."""
    (tmp_path / "ferry.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "noise.html").write_bytes(bytes(range(256)) * 40)
    return tmp_path


def test_one_bad_file_stops_no_other(invoke: Invoke, pages: Path) -> None:
    """The good one is in, the bad one is named with its reason, and the exit code is 1."""
    told = invoke("html", pages, "--publish", "--json")

    good, bad = (json.loads(line) for line in told.stdout.splitlines())
    assert told.exit_code == 1
    assert (good["status"], bad["status"]) == ("created", "refused")
    assert bad["error"]
    assert Story.objects.live().get().title == "Ferry runs again after nine days"


def test_a_second_run_changes_nothing(invoke: Invoke, pages: Path) -> None:
    """What is in already is said to be unchanged."""
    invoke("html", pages / "ferry.html", "--publish")
    told = invoke("html", pages / "ferry.html", "--publish", "--json")

    assert told.exit_code == 0
    assert json.loads(told.stdout)["status"] == "unchanged"
    assert Story.objects.count() == 1


def test_a_dry_run_writes_nothing(invoke: Invoke, pages: Path) -> None:
    """It says what would be done, and leaves no row behind."""
    told = invoke("html", pages / "ferry.html", "--dry-run")

    assert told.exit_code == 0
    assert "would be created" in told.stdout
    assert "Ferry runs again after nine days" in told.stdout
    assert not Story.objects.exists()


def test_a_missing_file_is_refused_by_name(invoke: Invoke, tmp_path: Path) -> None:
    """A mistyped path is told, not skipped."""
    told = invoke("page-text", tmp_path / "no-such.txt", "--json")

    assert told.exit_code == 1
    assert "no-such.txt" in json.loads(told.stdout)["error"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("docx", "ferry.html"),
        ("html", "ferry.html", "--zone", "Mars/Olympus"),
        ("html", "ferry.html", "noise.html", "--address", "https://tide.example/x.html"),
        ("html", "empty"),
    ],
)
def test_a_wrong_word_is_a_fault_of_usage(
    invoke: Invoke, pages: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """An unknown format or zone, one address for two files, an empty folder: exit code 2."""
    (pages / "empty").mkdir()
    monkeypatch.chdir(pages)
    told = invoke(*arguments)

    assert told.exit_code == 2
    assert told.stderr.strip()
    assert not Story.objects.exists()
