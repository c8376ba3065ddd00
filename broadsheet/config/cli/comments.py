"""`broadsheet comments`: bringing conversations in from elsewhere, and taking ours out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.progress import Progress

from broadsheet.config.cli.check import AsJson
from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import Home, console, open_newspaper, stop
from broadsheet.config.readers import Readers
from broadsheet.kit import clock

if TYPE_CHECKING:
    from broadsheet.comments.bringing_in.loader import Order
    from broadsheet.comments.foreign.report import Report

SOURCE_MOST = 20

comments = typer.Typer(
    no_args_is_help=True,
    help="Conversations brought in from other systems, and taken out.",
    rich_markup_mode="markdown",
)


Format = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT", help="disqus, wxr (WordPress), coral, remark42, isso, csv, broadsheet."
    ),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The export; may be gzipped.")]
SourceName = Annotated[
    str, typer.Option("--source", help="The name of the site it comes from, if there are several.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]
Spam = Annotated[bool, typer.Option("--spam", help="Bring spam in too, as rejected.")]
Numbers = Annotated[
    bool, typer.Option("--numbers", help="The source's identifiers are our stories' numbers.")
]
Zone = Annotated[str, typer.Option(help="The zone of times that name none; else UTC.")]


@comments.command("import")
def import_(  # noqa: PLR0913  (each is an option of the command)
    form: Format,
    path: File,
    home: Home = None,
    *,
    source: SourceName = "",
    dry_run: DryRun = False,
    spam: Spam = False,
    numbers: Numbers = False,
    zone: Zone = "",
    as_json: AsJson = False,
) -> None:
    """Bring comments in, with their threads and dates; a second run changes nothing.

    What does not come in is counted with its reason. Stopped with Ctrl-C, it goes on where it
    was at the next run. Exit code 1 if the file could not be read to its end or was stopped.

    Example: broadsheet comments import disqus old-paper-all.xml.gz --dry-run
    """
    open_newspaper(home)
    from broadsheet.comments.bringing_in.loader import FORMATS, Order
    from broadsheet.comments.foreign.incoming import HowToRead

    if form not in FORMATS:
        stop(Exit.USAGE, f"There is no format {form}. There are: {', '.join(FORMATS)}.")
    if len(source) > SOURCE_MOST:
        stop(Exit.USAGE, f"--source has at most {SOURCE_MOST} letters.")
    order = Order(
        form, source or form, clock.now(), None, dry_run, spam, numbers, HowToRead(_zone(zone))
    )
    report = _brought(path, order)
    told = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
    typer.echo(told if as_json else report.as_text().rstrip())
    if report.broken_off or report.stopped:
        stop(Exit.FINDINGS)


def _brought(path: Path, order: Order) -> Report:
    from broadsheet.comments.bringing_in.loader import bring_in
    from broadsheet.comments.foreign.incoming import FormatError

    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("Bringing in", total=None)

        def moved(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        try:
            return bring_in(path, order, moved)
        except FormatError as error:
            stop(Exit.USAGE, str(error))


@comments.command()
def export(
    home: Home = None,
    *,
    form: Annotated[
        str, typer.Option("--format", help="broadsheet, which is complete; csv; or wxr.")
    ] = "broadsheet",
) -> None:
    """Write all comments to standard output; what is written as broadsheet can be brought in again.

    Example: broadsheet comments export > comments.jsonl
    """
    open_newspaper(home)
    from broadsheet.comments.taking_out import take_out

    try:
        lines = take_out(form, clock.now())
    except ValueError as error:
        stop(Exit.USAGE, str(error))
    for line in lines:
        # As bytes: a table's line ends are its own, whatever the system's are.
        sys.stdout.buffer.write(line.encode("utf-8"))
    sys.stdout.buffer.flush()


def _zone(name: str) -> ZoneInfo:
    read = Readers({"--zone": name} if name else {})
    zone = read.zone("--zone", default="UTC")
    if read.faults:
        stop(Exit.USAGE, *read.faults)
    return ZoneInfo(zone)
