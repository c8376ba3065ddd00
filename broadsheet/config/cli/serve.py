"""`broadsheet serve`."""

from __future__ import annotations

import socket
import sys
from typing import Annotated, Any

import structlog
import typer
from granian import Granian
from granian.constants import Interfaces

from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import Home, open_newspaper, stop
from broadsheet.config.cli.prepare import bring_up
from broadsheet.config.supervision import Companion

log = structlog.get_logger(__name__)

READER: dict[str, Any] = {
    "target": "broadsheet.config.reader:application",
    "interface": Interfaces.RSGI,
}
DJANGO_ALONE: dict[str, Any] = {
    "target": "broadsheet.config.wsgi:application",
    "interface": Interfaces.WSGI,
    # Threads share one Python: a few hide the waiting for the disk, more only wait themselves.
    "blocking_threads": 4,
}

Host = Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 is every one.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")]


def serve(
    home: Home = None,
    *,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 1,
    prepare: Annotated[
        bool, typer.Option("--prepare", help="Run `broadsheet prepare` first.")
    ] = False,
    work: Annotated[
        bool, typer.Option(help="Keep the schedule and do the desk's jobs as well.")
    ] = True,
) -> None:
    """Serve the newspaper: readers' pages, the desk, pictures and static files.

    One `broadsheet work` runs beside it. It does not start with a fault that `broadsheet check`
    calls an error, but for a database that is away: readers get the printed pages meanwhile. It
    changes no table unless told to with --prepare. Stop it with Ctrl-C.

    Example: broadsheet serve --port 8080 --workers 2
    """
    open_newspaper(home, quiet=False)
    if prepare:
        bring_up()
    refuse_faults(printed=has_edition())
    refuse_taken_port(host, port)
    run(host, port, workers, work=work)


def has_edition() -> bool:
    """Say whether there are printed pages to answer readers with."""
    from django.conf import settings

    from broadsheet.press import edition

    return settings.PRESS and next(edition.present().addresses(), None) is not None


def refuse_faults(*, printed: bool = False) -> None:
    """End the command if the newspaper is not fit to serve.

    With ``printed`` pages, a database or a cache that does not answer is told of and waited for:
    readers need neither, and the server may well have come up first.
    """
    from broadsheet.config import findings

    wrong = findings.errors(findings.everything(ask_mail=False))
    if printed:
        for away in filter(findings.is_unreachable, wrong):
            log.error("serving_without", code=away.code, what=away.what, mend=away.mend)
        wrong = [finding for finding in wrong if not findings.is_unreachable(finding)]
    if wrong:
        code = Exit.UNREACHABLE if findings.unreachable(wrong) else Exit.FINDINGS
        lines = [f"{finding.what} {finding.mend}" for finding in wrong]
        stop(code, "The newspaper is not fit to serve:", *lines)


def refuse_taken_port(host: str, port: int) -> None:
    """End the command if nobody can listen there.

    Granian shares a port with whoever has it, and readers would meet now one server, now another.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as plug:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            plug.bind((host, port))
    except OSError as error:
        reason = error.strerror or str(error)
        stop(Exit.REFUSED, f"{host}:{port} cannot be listened on: {reason}. Choose another --port.")


def run(host: str, port: int, workers: int = 1, *, work: bool = True) -> None:
    """Serve until told to stop; each process reads the settings again."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()  # no process may inherit an open one
    server = Granian(
        **(READER if settings.PRESS else DJANGO_ALONE),
        address=host,
        port=port,
        workers=workers,
        websockets=False,
        log_dictconfig=settings.LOGGING,
        respawn_failed_workers=True,
    )
    if settings.METRICS_PORT:
        from broadsheet.config.metrics import tell_metrics

        tell_metrics(settings.METRICS_PORT)
    if not work:
        server.serve()
        return
    companions = [Companion(command) for command in beside(settings.PRESS_WORKERS)]
    for companion in companions:
        companion.start()
    try:
        server.serve()
    finally:
        for companion in companions:
            companion.end()


def beside(presses: int) -> list[list[str]]:
    """Return the commands of the processes beside the server: a worker, and the presses.

    A single press prints within the worker, which saves a process. Where there are more, the
    worker has none of its own: its jobs would take turns with it for Python's lock.
    """
    worker = [sys.executable, "-m", "broadsheet", "work", "--with-server"]
    if presses == 1:
        return [worker]
    return [[*worker, "--no-press"], *([*worker, "--press"] for _ in range(presses))]
