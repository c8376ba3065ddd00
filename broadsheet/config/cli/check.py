"""`broadsheet check`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from django.core.exceptions import ImproperlyConfigured

from broadsheet.config import folder
from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import Home, enter, stop

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]


def check(home: Home = None, *, as_json: AsJson = False) -> None:
    """Name every wrong or missing setting, dead service and waiting change, with its mend.

    Exit code 0: nothing, or warnings only. 1: errors. 2: settings are wrong. 3: the database or
    the cache does not answer.

    Example: broadsheet check --home /srv/courier --json
    """
    try:
        found_home = enter(home)
    except folder.FolderError as error:
        _tell([_fault("home.missing", str(error))], as_json=as_json)
        stop(Exit.USAGE)
    except ImproperlyConfigured as error:
        faults = [_fault("setting.wrong", line) for line in str(error).splitlines()]
        _tell(faults, as_json=as_json)
        stop(Exit.USAGE)

    from broadsheet.config import findings

    found = findings.everything()
    _tell([asdict(finding) for finding in found], as_json=as_json)
    if findings.unreachable(found):
        stop(Exit.UNREACHABLE)
    if findings.errors(found):
        stop(Exit.FINDINGS)
    if not as_json:
        typer.echo(f"{found_home} is fit to serve.")


def _fault(code: str, what: str) -> dict[str, Any]:
    mend = "Mend it in broadsheet.toml, .env or the environment."
    return {"code": code, "level": "error", "what": what, "mend": mend}


def _tell(found: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"findings": found}, ensure_ascii=False, indent=2))
        return
    for finding in found:
        typer.echo(f"{finding['level']}: {finding['what']} [{finding['code']}]")
        typer.echo(f"    mend: {finding['mend']}")
