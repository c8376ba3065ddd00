"""Opening a newspaper for a command: its folder found, its settings read, Django ready."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import django
import typer
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from rich.console import Console

from broadsheet.config import folder
from broadsheet.config.cli.exits import Exit
from broadsheet.kit.refusals import Refused

Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="DIR",
        help="The newspaper's folder; else BROADSHEET_HOME, else the folder you are in.",
        show_default=False,
    ),
]
console = Console(stderr=True)


def stop(code: Exit, *lines: str) -> NoReturn:
    """End the command with lines on standard error and an exit code."""
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(int(code))


def enter(home: Path | None, *, quiet: bool = True) -> Path:
    """Make Django ready for the newspaper; raises ``FolderError`` or ``ImproperlyConfigured``.

    A command that a person waits for tells its result itself: of the log only warnings are shown,
    unless LOG_LEVEL asks for more.
    """
    found = folder.find(home)
    if quiet:
        os.environ.setdefault("LOG_LEVEL", "warning")
    os.environ["BROADSHEET_HOME"] = str(found)
    os.environ["DJANGO_SETTINGS_MODULE"] = "broadsheet.config.settings"
    settings.INSTALLED_APPS  # noqa: B018  (reads the settings, before Django logs a failure)
    django.setup()
    return found


def open_newspaper(home: Path | None, *, quiet: bool = True) -> Path:
    """Make Django ready for the newspaper, or end the command with a line for each fault."""
    try:
        return enter(home, quiet=quiet)
    except folder.FolderError as error:
        stop(Exit.USAGE, str(error))
    except ImproperlyConfigured as error:
        stop(Exit.USAGE, *(f"Wrong setting: {line}" for line in str(error).splitlines()))


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Say that long work is under way: a spinner on a terminal, a line elsewhere."""
    if not sys.stderr.isatty():
        typer.echo(f"{what} …", err=True)
        yield
        return
    with console.status(f"{what} …"):
        yield
    console.print(f"{what}: done")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn an act that a rule refuses into its own words and an exit code."""
    try:
        yield
    except Refused as error:
        stop(Exit.REFUSED, *(reason.words for reason in error.reasons))
    except ValidationError as error:
        stop(Exit.REFUSED, *error.messages)
    except PermissionDenied as error:
        stop(Exit.REFUSED, str(error) or "That is not allowed.")
