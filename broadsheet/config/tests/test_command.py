"""The command, run as an operator runs it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.config.tests.conftest import Run


@pytest.fixture
def paper(run: Run, tmp_path: Path) -> Path:
    """A newspaper's folder as `init` makes it, not prepared yet."""
    run("init", tmp_path / "courier", "--zone", "Asia/Kolkata")
    return tmp_path / "courier"


def test_help_teaches_the_way_from_nothing_to_a_newspaper(run: Run) -> None:
    """The first page names the commands to begin with and the exit codes."""
    told = run("--help")

    assert told.code == 0
    assert "broadsheet demo" in told.out
    assert "broadsheet init courier" in told.out
    assert "Exit codes" in told.out


def test_outside_a_newspaper_the_way_in_is_told(run: Run, tmp_path: Path) -> None:
    """A command in a folder without broadsheet.toml says what to do, and exits with 2."""
    told = run("check", cwd=tmp_path)

    assert told.code == 2
    assert "broadsheet init" in told.out


@pytest.mark.parametrize(
    ("option", "value"),
    [("--zone", "Mars/Olympus"), ("--language", "tlh"), ("--url", "paper.example")],
)
def test_init_refuses_what_the_settings_would(
    run: Run, tmp_path: Path, option: str, value: str
) -> None:
    """A wrong zone, language or address is refused before anything is written."""
    told = run("init", tmp_path / "courier", option, value)

    assert told.code == 2
    assert value in told.err
    assert not (tmp_path / "courier").exists()


def test_wrong_settings_are_one_line_each_and_no_traceback(run: Run, paper: Path) -> None:
    """Every wrong setting is named by one run."""
    told = run("user", "list", "--home", paper, DEBUG="perhaps", TIME_ZONE="Mars")

    assert told.code == 2
    lines = told.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Wrong setting: DEBUG")
    assert lines[1].startswith("Wrong setting: TIME_ZONE")


def test_check_names_what_waits_and_the_mend(run: Run, paper: Path) -> None:
    """A new folder lacks tables and static files; `prepare` is the mend of both."""
    told = run("check", "--home", paper, "--json")

    assert told.code == 1
    found = {finding["code"]: finding for finding in json.loads(told.out)["findings"]}
    assert {"migrations.pending", "static.missing"} <= set(found)
    assert "broadsheet prepare" in found["migrations.pending"]["mend"]


def test_serve_does_not_start_with_changes_waiting(run: Run, paper: Path) -> None:
    """A server whose tables are not there would answer every reader with a fault."""
    told = run("serve", "--home", paper)

    assert told.code == 1
    assert "tables are not up to date" in told.err


def test_a_prepared_newspaper_is_fit_to_serve(run: Run, prepared: Path) -> None:
    """After `prepare` nothing is wrong but that nobody works there."""
    told = run("check", cwd=prepared)

    assert told.code == 0
    assert "is fit to serve" in told.out


def test_prepare_again_changes_nothing(run: Run, prepared: Path) -> None:
    """It is safe to run after each upgrade."""

    def rows() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(prepared / "var/broadsheet.sqlite3")) as database:
            return database.execute("SELECT id, title, path FROM wagtailcore_page").fetchall()

    before = rows()
    told = run("prepare", cwd=prepared)

    assert told.code == 0
    assert rows() == before


def test_a_dead_database_is_a_line_and_an_exit_code(run: Run, paper: Path) -> None:
    """Nobody listens on port 1."""
    there = "postgres://nobody:nothing@127.0.0.1:1/none"
    checked = run("check", "--home", paper, DATABASE_URL=there)
    listed = run("user", "list", "--home", paper, DATABASE_URL=there)

    assert (checked.code, listed.code) == (3, 3)
    assert "database.unreachable" in checked.out
    assert "Traceback" not in listed.err
    assert "nothing@" not in checked.out + listed.err


def test_a_dead_cache_and_a_dead_mail_server_are_named(run: Run, prepared: Path) -> None:
    """The cache and the mail server are asked too, where there is to be one."""
    away = {"REDIS_URL": "redis://127.0.0.1:1/0", "EMAIL_URL": "smtp://127.0.0.1:1"}
    told = run("check", "--home", prepared, **away)

    assert told.code == 3
    assert "[cache.unreachable]" in told.out
    assert "[mail.silent]" in told.out


def test_debug_on_a_public_site_is_an_error(run: Run, prepared: Path) -> None:
    """A fault would show strangers the settings."""
    told = run("check", "--home", prepared, DEBUG="yes", SITE_URL="https://paper.example")

    assert told.code == 1
    assert "[debug.on]" in told.out
    assert "[site.differs]" in told.out
    assert "[mail.console]" in told.out


def test_an_open_env_file_and_a_stray_name_are_told(run: Run, paper: Path) -> None:
    """The secret is for its owner only; a mistyped name would be ignored in silence."""
    with (paper / ".env").open("a") as file:
        file.write("ALOWED_HOSTS=paper.example\n")
    (paper / ".env").chmod(0o644)

    told = run("check", "--home", paper)

    assert "[env.open]" in told.out
    assert "ALOWED_HOSTS" in told.out


def test_static_files_that_came_later_are_noticed(run: Run, prepared: Path) -> None:
    """A theme's new style is not on any page until it is gathered."""
    new = prepared / "theme/static/late.css"
    new.write_text("body { color: red }")
    told = run("check", cwd=prepared)
    new.unlink()

    assert told.code == 1
    assert "late.css" in told.out


def test_manage_passes_on_to_django(run: Run, prepared: Path) -> None:
    """Any of Django's commands runs in the newspaper, its options included."""
    told = run("manage", "showmigrations", "--plan", "--verbosity", "0", cwd=prepared)

    assert told.code == 0
    assert "[X]  accounts.0001_initial" in told.out


def test_records_verify_finds_a_row_that_was_changed(
    run: Run, prepared: Path, tmp_path: Path
) -> None:
    """Whoever changes the log behind our back is found out, with exit code 1."""
    home = tmp_path / "copy"
    (home / "var").mkdir(parents=True)
    for name in ("broadsheet.toml", ".env"):
        shutil.copy(prepared / name, home)
    with closing(sqlite3.connect(prepared / "var/broadsheet.sqlite3")) as database:
        database.execute("VACUUM INTO ?", [str(home / "var/broadsheet.sqlite3")])
    run("user", "add", "arun@paper.example", cwd=home)
    whole = run("records", "verify", cwd=home)
    with closing(sqlite3.connect(home / "var/broadsheet.sqlite3")) as database, database:
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='records_record'"
        ).fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE records_record SET subject = 'somebody else'")
    found = run("records", "verify", cwd=home)

    assert whole.code == 0
    assert found.code == 1
    assert "changed" in found.out
