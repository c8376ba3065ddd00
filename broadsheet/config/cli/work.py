"""`broadsheet work`."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.config.cli.opening import Home, open_newspaper
from broadsheet.config.cli.serve import refuse_faults

WithServer = Annotated[
    bool, typer.Option("--with-server", hidden=True, help="End when standard input closes.")
]


Press = Annotated[
    bool | None,
    typer.Option(
        "--press/--no-press",
        help="Only print pages (one process for each core helps), or do all the rest.",
        show_default="both",
    ),
]


def work(home: Home = None, *, press: Press = None, with_server: WithServer = False) -> None:
    """Publish what is scheduled, and do the jobs that the desk leaves behind.

    `broadsheet serve` starts one of these by itself. Run more on other machines, or serve with
    --no-work and run them as services of their own; two never do the same thing twice.
    """
    open_newspaper(home, quiet=False)
    refuse_faults()
    from broadsheet.config import working

    if press:
        working.print_only(with_server=with_server)
    else:
        working.work(with_server=with_server, press=press is None)
