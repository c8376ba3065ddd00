"""The command as an operator runs it: another process, another folder, a bare environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

OURS = ("BROADSHEET_", "SECRET_KEY", "STATIC_MANIFEST", "DATABASE_URL", "DJANGO_", "LOG_", "PYTEST")


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def bare_environment(**more: str) -> dict[str, str]:
    """The environment of somebody who has set nothing of Broadsheet's."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**env, "COLUMNS": "200", **more}


@pytest.fixture(scope="session")
def run() -> Run:
    """Run ``broadsheet`` with arguments, in a folder and with variables if given."""

    def go(*arguments: str | Path, cwd: Path | None = None, **env: str) -> Ran:
        done = subprocess.run(
            [Path(sys.executable).with_name("broadsheet"), *arguments],
            cwd=cwd,
            env=bare_environment(**env),
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return go


@pytest.fixture(scope="session")
def prepared(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper of its own, made and prepared once; tests only read it or add to it."""
    home = tmp_path_factory.mktemp("papers") / "courier"
    run("init", home, "--name", "The Courier", "--zone", "Asia/Kolkata")
    done = run("prepare", "--home", home)

    assert done.code == 0, done.err
    return home
