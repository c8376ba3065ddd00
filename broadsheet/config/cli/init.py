"""`broadsheet init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.config import folder
from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import stop
from broadsheet.config.languages import CODES
from broadsheet.config.readers import Readers
from broadsheet.config.theming import PLAIN, THEMES

NEXT = """
{name} has its folder. Next:
  cd {directory}
  broadsheet prepare    # make the database and gather the static files
  broadsheet user add YOU@PAPER.EXAMPLE --role administrator
  broadsheet serve"""


def init(  # noqa: PLR0913  (each is an option of the command)
    directory: Annotated[Path, typer.Argument(help="A new folder for the newspaper.")],
    *,
    name: Annotated[str, typer.Option(help="What the paper is called.")] = "Broadsheet",
    motto: Annotated[str, typer.Option(help="The line under its name.")] = "",
    language: Annotated[str, typer.Option(help=f"One of {', '.join(CODES)}.")] = "en",
    zone: Annotated[str, typer.Option(help="Its time zone, like Asia/Kolkata.")] = "UTC",
    url: Annotated[
        str, typer.Option(help="Where readers find it, like https://paper.example.")
    ] = "http://127.0.0.1:8000",
    theme: Annotated[
        str, typer.Option(help=f"The look to begin with, one of {', '.join(THEMES)}.")
    ] = PLAIN,
    force: Annotated[
        bool, typer.Option("--force", help="Also into a folder that is not empty.")
    ] = False,
) -> None:
    """Make the folder of a new newspaper.

    It gets broadsheet.toml, a .env with a secret of its own that only you can read, theme/ for
    your templates and styles, and var/ for what the paper grows. Nothing there is overwritten.

    Example: broadsheet init courier --name "The Courier" --zone Asia/Kolkata
    """
    paper = folder.Paper(name=name, motto=motto, language=language, zone=zone, url=url, theme=theme)
    if wrong := wrong_words(paper):
        stop(Exit.USAGE, *wrong)
    home = directory.expanduser().resolve()
    try:
        written = folder.make(home, paper, into_full=force)
    except folder.FolderError as error:
        stop(Exit.USAGE, str(error))
    for path in written:
        typer.echo(f"wrote {path}")
    typer.echo(NEXT.format(name=name, directory=directory))


def wrong_words(paper: folder.Paper) -> list[str]:
    """Return what the settings would refuse to start with."""
    read = Readers(
        {
            "--language": paper.language,
            "--zone": paper.zone,
            "--url": paper.url,
            "--name": paper.name,
            "--theme": paper.theme,
        }
    )
    read.choice("--language", "", CODES)
    read.choice("--theme", "", THEMES)
    read.zone("--zone")
    read.origin("--url", "", "")
    read.text("--name")
    return read.faults
