"""Imports and foreign keys go down only."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps

from tests.house.checkout import ROOT, rooms
from tests.house.floors import floors, optional_rooms, upward_keys


def test_every_import_keeps_the_contracts() -> None:
    """The import contracts of pyproject.toml hold."""
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout


def test_every_foreign_key_points_down() -> None:
    """A model points at its own room, a room below, or a package that is not ours."""
    upward = upward_keys(apps.get_models(include_auto_created=True))

    assert not upward, "\n".join(upward)


def test_every_room_has_a_floor() -> None:
    """The contract's rooms without brackets are the rooms that exist."""
    assert set(floors()) - optional_rooms() == set(rooms())
