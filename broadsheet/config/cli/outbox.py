"""`broadsheet outbox`: acts at their time and what follows from acts."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.config.cli.check import AsJson
from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import Home, open_newspaper, refusals, stop
from broadsheet.kit import clock

if TYPE_CHECKING:
    from broadsheet.outbox.models import Appointment, Effect
    from broadsheet.outbox.queries import Standing

NEXT = 20
"""How many acts that wait for their time are named."""

outbox = typer.Typer(
    no_args_is_help=True,
    help="Acts at their time, what follows from acts, and their receipts.",
    rich_markup_mode="markdown",
)


@outbox.command()
def status(home: Home = None, *, as_json: AsJson = False) -> None:
    """Say what is due, late, and waiting for a person, each with its reason.

    Exit code 1 if anything is late or parked.

    Example: broadsheet outbox status --json
    """
    open_newspaper(home)
    from broadsheet.outbox import queries

    now = clock.now()
    acts, effects = queries.acts(now), queries.effects(now)
    due = [
        {"act": row.act, "subject": str(row.thing), "due_at": _moment(row.due_at)}
        for row in queries.due_soon()[:NEXT]
    ]
    parked = [
        *(_told(row, "act") for row in queries.parked_acts()),
        *(_told(row, "effect") for row in queries.parked_effects()),
    ]
    if as_json:
        told = {"at": _moment(now), "acts": _sums(acts), "effects": _sums(effects), "due": due}
        typer.echo(json.dumps({**told, "parked": parked}, ensure_ascii=False, indent=2))
    else:
        _say("acts", acts)
        _say("effects", effects)
        for one in due:
            typer.echo(f"{one['due_at']}  {one['act']}  {one['subject']}")
        for row in parked:
            typer.echo(f"{row['id']}  {row['what']}  {row['subject']}  {row['state']}")
            typer.echo(f"    {row['reason']}")
    if parked or acts.late or effects.late:
        stop(Exit.FINDINGS)


@outbox.command()
def retry(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]…", help="As `status` names them: act-7, effect-12."),
    ] = None,
    home: Home = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All that is parked.")] = False,
    alerts: Annotated[
        bool,
        typer.Option("--alerts", help="With --all: alerts of unknown outcome too."),
    ] = False,
) -> None:
    """Bring back what is parked: it is tried anew, under the same idempotency key.

    An alert whose outcome is unknown may have been sent: look first, then name it, or add --alerts.

    Example: broadsheet outbox retry effect-12
    """
    if bool(ids) == everything:
        stop(Exit.USAGE, "Name what to bring back, or say --all.")
    open_newspaper(home)
    acts, effects = _numbers(ids or [])
    from broadsheet.outbox import actions, queries
    from broadsheet.outbox.models import State

    if everything:
        acts = list(queries.parked_acts().values_list("pk", flat=True))
        rows = queries.parked_effects()
        rows = rows if alerts else rows.exclude(state=State.UNKNOWN)
        effects = list(rows.values_list("pk", flat=True))
    with refusals():
        back = actions.retry(by=None, at=clock.now(), appointments=acts, effects=effects)
    typer.echo(f"Brought back: {back}.")
    if ids and back < len(set(ids)):
        stop(Exit.REFUSED, "The others are not parked: `broadsheet outbox status` names what is.")


@outbox.command()
def close(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="As `status` names them.")],
    home: Home = None,
    *,
    note: Annotated[str, typer.Option(help="Why, for the log.")],
) -> None:
    """Close what is parked: it arrived after all, or is not wanted any more. Nothing is sent.

    Example: broadsheet outbox close effect-12 --note "The channel shows it."
    """
    open_newspaper(home)
    acts, effects = _numbers(ids)
    from broadsheet.outbox import actions

    now = clock.now()
    closed = actions.close(by=None, at=now, note=note, appointments=acts, effects=effects)
    typer.echo(f"Closed: {closed}.")
    if closed < len(set(ids)):
        stop(Exit.REFUSED, "The others are not parked: `broadsheet outbox status` names what is.")


def _numbers(ids: list[str]) -> tuple[list[int], list[int]]:
    """Return the numbers of acts and of effects, or end the command at what is neither."""
    from broadsheet.outbox.shown import numbers

    try:
        return numbers(ids)
    except ValueError as error:
        stop(Exit.USAGE, f"{error} is no name like act-7 or effect-12.")


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _sums(standing: Standing) -> dict[str, Any]:
    return {
        "waiting": standing.waiting,
        "late": standing.late,
        "parked": standing.parked,
        "unknown": standing.unknown,
        "done": standing.done,
        "next_at": _moment(standing.next_at),
        "oldest_due": _moment(standing.oldest_due),
    }


def _told(row: Appointment | Effect, kind: str) -> dict[str, Any]:
    from broadsheet.outbox.models import Effect

    return {
        "id": f"{kind}-{row.pk}",
        "what": row.key if isinstance(row, Effect) else row.act,
        "subject": str(row.thing),
        "state": str(row.state),
        "tries": row.tries,
        "reason": row.reason,
    }


def _say(name: str, standing: Standing) -> None:
    sums = ", ".join(
        f"{count} {word}"
        for word, count in (
            ("waiting", standing.waiting),
            ("late", standing.late),
            ("parked", standing.parked),
            ("of unknown outcome", standing.unknown),
            ("done", standing.done),
        )
    )
    after = f"; the next at {_moment(standing.next_at)}" if standing.next_at else ""
    typer.echo(f"{name}: {sums}{after}")
