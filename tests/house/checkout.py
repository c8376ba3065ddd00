"""The checkout as the house tests read it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON_ROOTS = ("broadsheet", "tests", "benchmarks")
NO_ROOMS = frozenset({"templates", "static", "locale", "__pycache__"})


def rooms(root: Path = ROOT) -> list[str]:
    """The packages of ``broadsheet/``, in the order of their names."""
    folders = (path.parent.name for path in (root / "broadsheet").glob("*/__init__.py"))
    return sorted(name for name in folders if name not in NO_ROOMS)


def python_files(root: Path = ROOT) -> Iterator[Path]:
    """Our own modules; migrations are written by Django."""
    for name in PYTHON_ROOTS:
        for path in sorted((root / name).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def own_files() -> list[Path]:
    """Every file that git keeps or would add: what a clone holds, and what is on its way."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in names if path.is_file()]
