"""The command ``broadsheet``: one module for each of its commands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from django.db.utils import OperationalError

from broadsheet import __version__
from broadsheet.config.cli.check import check
from broadsheet.config.cli.comments import comments
from broadsheet.config.cli.demo import demo
from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.importing import import_
from broadsheet.config.cli.init import init
from broadsheet.config.cli.manage import manage
from broadsheet.config.cli.outbox import outbox
from broadsheet.config.cli.prepare import prepare
from broadsheet.config.cli.press import press
from broadsheet.config.cli.records import records
from broadsheet.config.cli.serve import serve
from broadsheet.config.cli.user import user
from broadsheet.config.cli.work import work

app = typer.Typer(
    name="broadsheet",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def tell_version(*, wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"Broadsheet {__version__}")
        raise typer.Exit


@app.callback()
def broadsheet(
    *,
    home: Annotated[
        Path | None,
        typer.Option("--home", metavar="DIR", help="The newspaper's folder, for any command."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=tell_version, is_eager=True)
    ] = False,
) -> None:
    """A complete publishing system for a newspaper.

    See it: `broadsheet demo`. Make your own: `broadsheet init courier`, then in that folder
    `broadsheet prepare`, `broadsheet user add`, `broadsheet serve`.

    Exit codes: 0 done · 1 something that was looked at is not right · 2 the command line or a
    setting is wrong · 3 the database or the cache does not answer · 4 refused.
    """
    if home is not None:
        os.environ["BROADSHEET_HOME"] = str(home.expanduser().resolve())


for command in (demo, init, prepare, serve, work, check):
    app.command()(command)
app.command("import")(import_)
app.add_typer(user, name="user")
app.add_typer(comments, name="comments")
app.add_typer(records, name="records")
app.add_typer(outbox, name="outbox")
app.add_typer(press, name="press")
app.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)(manage)


def main() -> None:
    """Run the command; a service that does not answer is one line, not a traceback."""
    try:
        app()
    except OperationalError as error:
        first = str(error).strip().splitlines()[0]
        typer.echo(f"The database does not answer: {first}", err=True)
        raise SystemExit(int(Exit.UNREACHABLE)) from error
