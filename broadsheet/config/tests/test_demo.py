"""`broadsheet demo`: one command, and there is a newspaper."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from broadsheet.config.tests.conftest import Ran, Run
from broadsheet.config.tests.migrated import Migrated


@pytest.fixture(scope="module")
def run(run: Run, tmp_path_factory: pytest.TempPathFactory, migrated: Migrated) -> Run:
    """Run ``broadsheet`` where tables are made already: ``prepared`` makes them from nothing."""
    var = tmp_path_factory.mktemp("var")
    migrated.copy_to(var / "broadsheet.sqlite3")
    return partial(run, BROADSHEET_VAR=str(var))


@pytest.fixture(scope="module")
def made(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The demo newspaper, made once."""
    home = tmp_path_factory.mktemp("demo") / "courant"
    return home, run("demo", home, "--no-serve", "--port", "8123")


def test_it_says_where_it_is_and_how_to_come_in(made: tuple[Path, Ran]) -> None:
    """Addresses, and a password and a one-time link for each role."""
    _home, told = made

    assert told.code == 0, told.err
    assert "http://localhost:8123/desk/" in told.out
    links = re.findall(r"http://localhost:8123/account/enrol/[\w-]{20,}/", told.out)
    assert len(set(links)) == 9
    assert len(set(re.findall(r"  password (\S+)", told.out))) == 9


def test_it_is_fit_to_serve(made: tuple[Path, Ran], run: Run) -> None:
    """Nothing is left to be done by hand."""
    home, _told = made
    told = run("check", "--home", home)

    assert told.code == 0, told.out


def test_a_second_run_adds_nothing_and_lets_in_again(made: tuple[Path, Ran], run: Run) -> None:
    """The paper stays as it is; whoever has no second factor yet gets a new link."""
    home, first = made
    again = run("demo", home, "--no-serve", "--port", "8123")

    assert again.code == 0, again.err
    assert again.out.splitlines()[0] == first.out.splitlines()[0]
    assert again.out.count("/account/enrol/") == 9
    assert "password " not in re.sub("asks for the password", "", again.out)
