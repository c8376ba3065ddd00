"""`broadsheet records`: the log that every act writes to."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from broadsheet.config.cli.check import AsJson
from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import Home, open_newspaper, stop

records = typer.Typer(
    no_args_is_help=True,
    help="The log that every act writes to, and that nobody may change.",
    rich_markup_mode="markdown",
)


@records.command()
def verify(
    home: Home = None,
    *,
    kept: Annotated[str, typer.Option(help="A head that you noted before, as number:digest.")] = "",
    as_json: AsJson = False,
) -> None:
    """Walk the chain of the log and name every row that was changed, added or taken out.

    It ends with the head of the chain. Keep that elsewhere: with --kept it proves later that
    nobody wrote the whole log anew. Exit code 1 if anything is wrong.
    """
    open_newspaper(home)
    from broadsheet.records import queries, verification

    try:
        findings = verification.verify(kept=kept)
    except ValueError as error:
        stop(Exit.USAGE, str(error))
    head = queries.head()
    if as_json:
        found = [asdict(finding) for finding in findings]
        typer.echo(json.dumps({"head": head, "findings": found}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(f"{finding.fault}: {finding.says}")
        typer.echo(f"head {head or 'none: nothing has been written yet'}")
    if findings:
        stop(Exit.FINDINGS)


@records.command()
def export(
    home: Home = None,
    *,
    form: Annotated[str, typer.Option("--format", help="jsonl, which is exact, or csv.")] = "jsonl",
) -> None:
    """Write the whole log to standard output, the oldest first.

    Example: broadsheet records export > log.jsonl
    """
    open_newspaper(home)
    from broadsheet.records import queries

    try:
        lines = queries.export(form)
    except ValueError as error:
        stop(Exit.USAGE, str(error))
    for line in lines:
        typer.echo(line, nl=False)
