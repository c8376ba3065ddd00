"""`broadsheet manage`."""

from __future__ import annotations

import typer
from django.core.management import ManagementUtility

from broadsheet.config.cli.opening import open_newspaper


def manage(context: typer.Context) -> None:
    """Run one of Django's own commands for the newspaper, like `broadsheet manage shell`.

    `broadsheet manage help` lists them.
    """
    open_newspaper(None)
    ManagementUtility(["broadsheet manage", *context.args]).execute()
