"""Tests that share something dear go to one worker, whatever pytest and xdist agree on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = """
import os, pathlib, pytest

@pytest.fixture(scope="module")
def dear():
    with pathlib.Path("made").open("a") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"] + "\\n")

@pytest.mark.parametrize("n", range(8))
def test_shares(dear, n):
    pass

@pytest.mark.parametrize("n", range(8))
def test_alone(n):
    pass
"""


def test_what_a_module_shares_is_made_by_one_worker(tmp_path: Path) -> None:
    """Asked of a run with two workers: a fixture for a module is made once."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_dear.py").write_text(TESTS)
    plugins = ["-p", "broadsheet.config.testing", "-p", "xdist"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "-n", "2", "--dist", "loadgroup"],
        cwd=tmp_path,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )

    assert "16 passed" in ran.stdout, ran.stdout + ran.stderr
    assert len((tmp_path / "made").read_text().split()) == 1
