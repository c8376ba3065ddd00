"""`broadsheet prepare`."""

from __future__ import annotations

import gc

from django.conf import settings
from django.core.management import call_command

from broadsheet.config.cli.opening import Home, doing, open_newspaper


def prepare(home: Home = None) -> None:
    """Bring the database and the static files up to this version of Broadsheet.

    Makes the tables that are missing, the front page and the site of a new newspaper, and gathers
    the static files under hashed names. Run it after installing and after each upgrade, with a
    backup at hand; running it again changes nothing.
    """
    open_newspaper(home)
    bring_up()


def bring_up() -> None:
    """Migrate, found the newspaper, gather the static files."""
    from broadsheet.desk.workflow.founding import found_approvals
    from broadsheet.sections.founding import found

    settings.VAR.mkdir(parents=True, exist_ok=True)
    # Migrations make some ten thousand classes; what was imported is not to be searched each time.
    gc.freeze()
    with doing("Making the tables"):
        call_command("migrate", interactive=False, verbosity=0)
    with doing("Founding the newspaper"):
        found(settings.PAPER_NAME, settings.SITE_URL)
        found_approvals()
    with doing("Listing the stories for the desk"):
        call_command("list_stories", verbosity=0)
    with doing("Gathering the static files"):
        call_command("collectstatic", interactive=False, verbosity=0)
