"""`broadsheet import`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from django.conf import settings
from rich.progress import Progress

from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import Home, console, open_newspaper, stop
from broadsheet.config.readers import Readers
from broadsheet.kit import clock

if TYPE_CHECKING:
    from broadsheet.archive.actions import Left
    from broadsheet.archive.loader import Order, Outcome


Format = Annotated[str, typer.Argument(metavar="FORMAT", help="page-text or html.")]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, or folders of files.")]
Publish = Annotated[
    bool, typer.Option("--publish", help="Publish at the source's own time; else drafts.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
AsJson = Annotated[
    bool, typer.Option("--json", help="One JSON object a file, with the source's lines.")
]
Zone = Annotated[str, typer.Option(help="The time zone of times that name none; else the paper's.")]
Section = Annotated[
    str, typer.Option(help="Where a story goes that names no section, like Nation/Delhi.")
]
Address = Annotated[
    str, typer.Option(help="Where the page stood, if the file does not say it (one file).")
]


def import_(  # noqa: PLR0913  (each is an option of the command)
    form: Format,
    paths: Paths,
    home: Home = None,
    *,
    publish: Publish = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    zone: Zone = "",
    section: Section = "",
    address: Address = "",
) -> None:
    """Bring in stories: a page flattened to text (page-text), or a saved page (html).

    Each file comes in whole or not at all, and a second run changes nothing. The report says what
    was read, from which lines, what was left out, and what had to be assumed. Exit code 1 if a
    file was refused; the others are in all the same.

    Example: broadsheet import html saved/ --section World --dry-run
    """
    open_newspaper(home)
    from broadsheet.archive import actions
    from broadsheet.archive.loader import Order

    if form not in actions.FORMATS:
        stop(Exit.USAGE, f"There is no format {form}. There are: {', '.join(actions.FORMATS)}.")
    files = _files(paths)
    if address and len(files) != 1:
        stop(Exit.USAGE, f"--address is of one file; {len(files)} were named.")
    order = Order(
        format=form,
        at=clock.now(),
        publish=publish,
        dry_run=dry_run,
        section=tuple(part.strip() for part in section.split("/") if part.strip()),
    )
    refused = _bring_in(files, order, zone=_zone(zone), address=address, as_json=as_json)
    if refused:
        stop(Exit.FINDINGS, f"{refused} of {len(files)} files were refused.")


def _bring_in(
    files: list[Path], order: Order, *, zone: ZoneInfo, address: str, as_json: bool
) -> int:
    """Import and tell of each file; return how many were refused."""
    from broadsheet.archive import actions

    refused = 0
    with Progress(console=console, disable=len(files) < 2, transient=True) as bar:  # noqa: PLR2004
        task = bar.add_task("Bringing in", total=len(files))

        def moved(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        found = actions.import_files(files, order, zone=zone, address=address, progress=moved)
        for path, outcome in found:
            refused += isinstance(outcome, actions.Left)
            typer.echo(_as_json(path, outcome) if as_json else _as_text(path, outcome, order))
    return refused


def _as_json(path: Path, outcome: Outcome | Left) -> str:
    from broadsheet.archive import actions, loader, report

    if isinstance(outcome, actions.Left):
        left = {"path": str(path), "status": "refused", "error": outcome.reason}
        return json.dumps(left, ensure_ascii=False)
    told = {
        "path": str(path),
        "status": outcome.status,
        "number": outcome.number,
        "address": outcome.address,
        "added": list(outcome.added),
        **report.as_json(loader.with_remarks(outcome)),
    }
    return json.dumps(told, ensure_ascii=False)


def _as_text(path: Path, outcome: Outcome | Left, order: Order) -> str:
    from broadsheet.archive import actions, loader, report

    if isinstance(outcome, actions.Left):
        return f"{path}: refused. {outcome.reason}"
    done = f"would be {outcome.status}" if order.dry_run else str(outcome.status)
    lines = [f"{path}: {done}", f"  {outcome.address}"]
    lines += [f"  added {name}" for name in outcome.added]
    return "\n".join([*lines, report.as_text(loader.with_remarks(outcome))])


def _files(paths: list[Path]) -> list[Path]:
    """The files named, and those in the folders named, in the order of their names."""
    found = []
    for path in paths:
        inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else []
        if path.is_dir() and not inside:
            stop(Exit.USAGE, f"There is no file in {path}.")
        found += inside or [path]
    return found


def _zone(name: str) -> ZoneInfo:
    read = Readers({"--zone": name} if name else {})
    zone = read.zone("--zone", default=settings.TIME_ZONE)
    if read.faults:
        stop(Exit.USAGE, *read.faults)
    return ZoneInfo(zone)
