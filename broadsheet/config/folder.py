"""A newspaper's folder: its settings, its secret, its theme, and what it grows."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

SETTINGS = "broadsheet.toml"

TOML = """\
# {name}: the settings of this newspaper. Environment variables and .env win over them.
# Every setting is explained in Broadsheet's docs/hosting/settings.md.

[paper]
name = {name_quoted}
# The look under your own theme/: broadsheet or berliner.
theme = {theme_quoted}
motto = {motto_quoted}
language = {language_quoted}
zone = {zone_quoted}
# Where readers find the paper: the address in every link that leaves it.
url = {url_quoted}

# [server]
# hosts = ["paper.example"]

# [database]
# Without it: SQLite, in var/. With a password, put DATABASE_URL into .env instead.
# url = "postgres://user@127.0.0.1:5432/paper"
"""

ENV = """\
# Secrets of this newspaper: for its own eyes, never in a repository.
SECRET_KEY={secret}
"""

IGNORED = """\
# What must not go into a repository: the secret, and what the newspaper grows.
.env
var/
"""


class FolderError(Exception):
    """A newspaper cannot be made or found there; the message says what to do."""


@dataclass(frozen=True)
class Paper:
    """What a newspaper is called and where; ``zone`` is a name of the IANA database."""

    name: str = "Broadsheet"
    motto: str = ""
    language: str = "en"
    zone: str = "UTC"
    url: str = "http://127.0.0.1:8000"
    theme: str = "broadsheet"


def quoted(text: str) -> str:
    """Return a TOML string; raises ``FolderError`` for a control character."""
    if not text.isprintable():
        raise FolderError(f"{text!r} has a character that cannot be printed: leave it out.")
    return json.dumps(text, ensure_ascii=False)


def make(home: Path, paper: Paper, *, into_full: bool = False) -> list[Path]:
    """Make the folder of a newspaper; return the files that were written.

    What stands already is never overwritten. Raises ``FolderError`` if the folder holds anything
    and ``into_full`` does not allow that, or if it cannot be written.
    """
    try:
        if home.exists() and not home.is_dir():
            raise FolderError(f"{home} is a file. Name a new folder.")
        if home.is_dir() and any(home.iterdir()) and not into_full:
            raise FolderError(
                f"{home} is not empty. Name a new folder, or add --force to put in what is "
                "missing; nothing there is overwritten."
            )
        return _fill(home, paper)
    except OSError as error:
        raise FolderError(f"{home} cannot be written: {error.strerror or error}.") from error


def _fill(home: Path, paper: Paper) -> list[Path]:
    texts = {
        SETTINGS: TOML.format(
            name=paper.name,
            name_quoted=quoted(paper.name),
            motto_quoted=quoted(paper.motto),
            language_quoted=quoted(paper.language),
            zone_quoted=quoted(paper.zone),
            url_quoted=quoted(paper.url),
            theme_quoted=quoted(paper.theme),
        ),
        ".env": ENV.format(secret=secrets.token_urlsafe(48)),
        ".gitignore": IGNORED,
    }
    for folder in ("theme/templates", "theme/static", "var"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    return [home / name for name, text in texts.items() if _write_new(home / name, text)]


def _write_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet, whole or not at all; only its owner reads a secret."""
    if path.exists():
        return False
    mode = 0o600 if path.name == ".env" else 0o644
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(text)
    try:
        path.hardlink_to(beside)  # unlike a rename, it fails if the name was taken meanwhile
    except FileExistsError:
        return False
    finally:
        beside.unlink()
    return True


def find(given: Path | None) -> Path:
    """Return the newspaper's folder: the one given, else BROADSHEET_HOME, else where we are.

    Raises ``FolderError`` if there is no ``broadsheet.toml`` in it.
    """
    home = Path(given or os.environ.get("BROADSHEET_HOME") or Path.cwd()).resolve()
    if not (home / SETTINGS).is_file():
        raise FolderError(
            f"There is no newspaper in {home}: it has no {SETTINGS}. Go to its folder, name it "
            "with --home or BROADSHEET_HOME, or make one with `broadsheet init`."
        )
    return home
