"""`broadsheet press`: what is printed, what is due, and whether the edition is right."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from broadsheet.config.cli.check import AsJson
from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import Home, console, open_newspaper, stop
from broadsheet.press.rules import LATE

if TYPE_CHECKING:
    from broadsheet.press.queries import Standing

LOOK_EVERY = 0.5

press = typer.Typer(
    no_args_is_help=True,
    help="The press: what is printed, what is due, and whether the edition is right.",
    rich_markup_mode="markdown",
)


@press.command()
def status(
    home: Home = None,
    *,
    key: Annotated[str, typer.Option(help="List the pages made from this, like story-42.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say how many pages are printed, due, set aside and failed, and how old the oldest change is.

    Exit code 1 if pages fail, or if a change has waited for more than a minute.
    """
    open_newspaper(home)
    from broadsheet.press import queries

    if key:
        typer.echo("\n".join(queries.made_from(key)) or f"No page was made from {key}.")
        return
    found, age = queries.now_standing()
    failed = queries.failed()
    if as_json:
        told = asdict(found) | {
            "oldest": found.oldest.isoformat() if found.oldest else None,
            "age_seconds": round(age, 3),
            "failures": [{"address": address, "reason": reason} for address, reason in failed],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo(_as_text(found, age))
        for address, reason in failed:
            typer.echo(f"failed  {address}: {reason}")
    if failed or age > LATE:
        stop(Exit.FINDINGS)


def _as_text(found: Standing, age: float) -> str:
    oldest = f"{age:.1f} s" if found.oldest else "none waits"
    return (
        f"pages {found.sheets} · due {found.due} · set aside {found.aside} "
        f"· failed {found.failed}\n"
        f"changes not handed over {found.changes} · oldest unprinted change: {oldest}\n"
        f"pages still to purge {found.unpurged}"
    )


@press.command("print")
def print_(
    addresses: Annotated[list[str] | None, typer.Argument(metavar="[ADDRESS…]")] = None,
    home: Home = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Every page that is not printed yet.")
    ] = False,
    anew: Annotated[bool, typer.Option("--anew", help="With --all: the printed ones too.")] = False,
) -> None:
    """Print pages now, and wait until they are.

    Printing all can be stopped with Ctrl-C and taken up by the same command; workers that run
    beside it help. Example: broadsheet press print --all
    """
    open_newspaper(home)
    from broadsheet.config import imprint

    imprint.tell_the_press()
    if everything:
        ask_for_all(anew=anew)
    elif addresses:
        _ask_for(addresses)
    else:
        stop(Exit.USAGE, "Name addresses, like /nation/, or say --all.")
    print_what_is_due()
    from broadsheet.press import queries

    if failed := queries.failed():
        stop(Exit.FINDINGS, *(f"failed  {address}: {reason}" for address, reason in failed))


def ask_for_all(*, anew: bool = False) -> None:
    """List every page that there is, and ask for those that are not printed."""
    from broadsheet.press import actions

    with console.status("Listing …") as line:
        seen = 0
        for step in actions.list_all(anew=anew):
            seen = step.seen
            line.update(f"Listing … {seen}")
    typer.echo(f"{seen} pages listed.", err=True)


def _ask_for(addresses: list[str]) -> None:
    from django.db import transaction

    from broadsheet.press import changes, plates

    if strange := [address for address in addresses if plates.plate_for(address) is None]:
        stop(Exit.USAGE, *(f"{address} is no page that the press prints." for address in strange))
    with transaction.atomic():
        changes.want(addresses)


def print_what_is_due() -> None:
    """Print until nothing is due; what other workers print counts as well."""
    from broadsheet.press import queries
    from broadsheet.press.pressroom import Pressroom

    room = Pressroom()
    room.work()
    total = queries.standing().due
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Printing", total=total)
        while done := room.work_on_due():
            bar.advance(task, done)
    typer.echo(f"{total} pages printed.", err=True)


@press.command()
def tell(
    addresses: Annotated[list[str] | None, typer.Argument(metavar="[ADDRESS…]")] = None,
    home: Home = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Of every page.")] = False,
) -> None:
    """Have the bucket and the caches in front told of pages anew; the worker does it.

    For one that is new, or that may have missed something. Example: broadsheet press tell --all
    """
    open_newspaper(home)
    from django.db import transaction

    from broadsheet.press import purgeroom, purging

    if not purging.is_any():
        stop(Exit.USAGE, "Nobody is to be told: PURGE_WITH and EDITION_STORE are not set.")
    if everything:
        number = purgeroom.queue_all()
    elif addresses:
        number = len(addresses)
        with transaction.atomic():
            purgeroom.queue(addresses)
    else:
        stop(Exit.USAGE, "Name addresses, like /nation/, or say --all.")
    typer.echo(f"{number} pages wait to be told.", err=True)


@press.command()
def verify(home: Home = None, *, as_json: AsJson = False) -> None:
    """Compare every page of the edition with a fresh render, and name every difference.

    Exit code 1 if there is one. A page that is known to be due is named as well, and said so.
    """
    open_newspaper(home)
    from broadsheet.press import queries

    wrong = []
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Comparing", total=queries.standing().sheets)
        for _address, difference in queries.verify():
            bar.advance(task)
            if difference is not None:
                wrong.append(difference)
                if not as_json:
                    typer.echo(f"{difference.address}: {difference.fault}")
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in wrong], ensure_ascii=False, indent=2))
    if wrong:
        stop(Exit.FINDINGS, f"{len(wrong)} pages are not as they would be printed now.")
    typer.echo("Every page is as it would be printed now.", err=True)


@press.command()
def follow(home: Home = None) -> None:
    """Tell each page as it is printed, until you press Ctrl-C."""
    open_newspaper(home)
    from broadsheet.kit import clock
    from broadsheet.press import queries

    since = clock.now()
    while True:
        for at, code, address in queries.printed_since(since):
            typer.echo(f"{at:%H:%M:%S.%f}"[:-3] + f"  {code}  {address}")
            since = at
        time.sleep(LOOK_EVERY)
