"""`broadsheet demo`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.conf import settings
from django.urls import reverse
from rich.progress import Progress, TaskID

from broadsheet.config import folder
from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import console, open_newspaper, stop
from broadsheet.config.cli.prepare import bring_up
from broadsheet.config.cli.press import ask_for_all, print_what_is_due
from broadsheet.config.cli.serve import Port, refuse_faults, refuse_taken_port, run
from broadsheet.kit import clock

if TYPE_CHECKING:
    from broadsheet.demo.build import DemoPaper
    from broadsheet.demo.staffing import DemoStaff

HOST = "127.0.0.1"
THEME = """\
/* The paper's own colour: docs/extending/theme.md says what else a theme may change. */
@layer theme {{
  :root {{
    --accent: {light};
  }}

  @media (prefers-color-scheme: dark) {{
    :root {{
      --accent: {dark};
    }}
  }}
}}
"""


def demo(
    directory: Annotated[Path, typer.Argument(help="The folder of the demo newspaper.")] = Path(
        "demo"
    ),
    *,
    port: Port = 8000,
    serve: Annotated[bool, typer.Option(help="Serve it when it is made.")] = True,
) -> None:
    """Make a fictional newspaper with stories in four languages, and serve it on this machine.

    It prints how to sign in: addresses, passwords, and a one-time link for each person that
    enrols a second factor. Run again, it keeps what is there and makes new sign-ins.

    Example: broadsheet demo --port 8080
    """
    home = directory.expanduser().resolve()
    if serve:
        refuse_taken_port(HOST, port)
    # A browser keeps passkeys for names, not for numbers: so localhost, which is this machine too.
    os.environ["SITE_URL"] = f"http://localhost:{port}"
    make_folder(home, os.environ["SITE_URL"])
    open_newspaper(home)
    bring_up()
    made = make_edition()
    print_edition()
    introduce(made)
    if serve:
        refuse_faults()
        run(HOST, port)


def make_folder(home: Path, url: str) -> None:
    """Make the folder of the demo newspaper, if it is not there yet."""
    from broadsheet.demo.words import load_edition

    if (home / folder.SETTINGS).is_file():
        return
    words = load_edition().paper
    paper = folder.Paper(words.name, words.motto, zone=str(words.zone), url=url)
    try:
        folder.make(home, paper)
    except folder.FolderError as error:
        stop(Exit.USAGE, str(error))
    sheet = THEME.format(light=words.accent, dark=words.accent_dark)
    (home / "theme" / "static" / "theme.css").write_text(sheet, encoding="utf-8")


def make_edition() -> DemoPaper:
    """Build the edition through the rooms' own acts."""
    from broadsheet.demo.build import build

    now = clock.now()
    with Progress(console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        return build(report, now)


def introduce(made: DemoPaper) -> None:
    """Say what was made, and how to sign in."""
    from broadsheet.demo.staffing import renew_links

    typer.echo(
        f"{made.paper.name}: {made.stories} stories in {made.sections} sections, "
        f"{made.pictures} pictures, {made.people} bylines."
    )
    new = [member for member in made.staff if member.token]
    tell(new or list(renew_links(clock.now())))


def print_edition() -> None:
    """Print every page, so that the first reader gets files."""
    from broadsheet.config import imprint

    imprint.tell_the_press()
    ask_for_all()
    print_what_is_due()


def tell(staff: list[DemoStaff]) -> None:
    """Print where the newspaper is and how its staff come in, each for the first time."""
    typer.echo(f"\nReaders   {settings.SITE_URL}/\nThe desk  {settings.SITE_URL}/desk/\n")
    if not staff:
        typer.echo("Everybody on the staff has enrolled a second factor: sign in with it.\n")
        return
    typer.echo(
        "Staff sign in with a second factor. Open the link of one of them on this machine, once:\n"
        "it enrols a passkey or a code generator, and asks for the password or for a new one.\n"
    )
    for member in staff:
        path = reverse("accounts_enrol", args=[member.token])
        password = f"  password {member.password}" if member.password else ""
        typer.echo(f"{member.role:<15} {member.email}{password}\n  {settings.SITE_URL}{path}")
    typer.echo("")
