"""The house rules bite: a fault planted in a copy of the house fails the test that forbids it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.checkout import ROOT

Check = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house in which a fault may be planted."""
    left_out = shutil.ignore_patterns("static", "locale")
    for name in ("broadsheet", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    for name in ("pyproject.toml", "ARCHITECTURE.md"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.fixture
def check(copy: Path) -> Check:
    """Run one of the house tests in the copy."""

    def run(test: str) -> subprocess.CompletedProcess[str]:
        away = {"BROADSHEET_HOME", "BROADSHEET_VAR", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"}
        env = {name: value for name, value in os.environ.items() if name not in away}
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-vv",
                "-p",
                "no:cacheprovider",
                f"tests/house/{test}",
            ],
            cwd=copy,
            env={**env, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def plant(path: Path, text: str) -> None:
    """Write a fault at the end of a file, or into a new one."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def test_an_upward_import_is_found(copy: Path, check: Check) -> None:
    """``kit`` may not import ``stories``."""
    plant(copy / "broadsheet/kit/planted.py", "import broadsheet.stories.blocks\n")

    run = check("test_floors.py::test_every_import_keeps_the_contracts")

    assert run.returncode == 1
    assert "broadsheet.kit.planted -> broadsheet.stories.blocks" in run.stdout


def test_an_upward_foreign_key_is_found(copy: Path, check: Check) -> None:
    """A model of ``records`` may not point at a story, even by its name in a string."""
    plant(
        copy / "broadsheet/records/models.py",
        "\n\nclass Planted(models.Model):\n"
        '    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE)\n',
    )

    run = check("test_floors.py::test_every_foreign_key_points_down")

    assert run.returncode == 1
    assert "records.Planted.story points at stories.Story" in run.stdout


def test_a_key_to_a_room_beside_is_found(copy: Path, check: Check) -> None:
    """``people`` and ``sections`` share a floor, so neither may point at the other."""
    plant(
        copy / "broadsheet/people/models.py",
        "\n\nclass Planted(models.Model):\n"
        '    section = models.ManyToManyField("sections.Section")\n',
    )

    run = check("test_floors.py::test_every_foreign_key_points_down")

    assert run.returncode == 1
    assert "people.Planted.section points at sections.Section" in run.stdout


@pytest.mark.parametrize(("lines", "found"), [(40, False), (41, True)])
def test_a_long_function_is_found(copy: Path, check: Check, lines: int, found: bool) -> None:
    """A function of 40 lines passes; one of 41 does not."""
    plant(copy / "broadsheet/kit/planted.py", "def planted():\n" + "    pass\n" * (lines - 1))

    run = check("test_sizes.py::test_functions_are_short")

    assert ("broadsheet/kit/planted.py: planted, 41 lines" in run.stdout) == found


def test_a_new_room_without_a_floor_is_found(copy: Path, check: Check) -> None:
    """A room that is not on the floors fails the exhaustive contract."""
    (copy / "broadsheet/attic").mkdir()
    plant(copy / "broadsheet/attic/__init__.py", '"""Nobody planned this room."""\n')

    run = check("test_floors.py::test_every_import_keeps_the_contracts")

    assert run.returncode == 1
    assert "attic" in run.stdout
