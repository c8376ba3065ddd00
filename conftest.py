"""After a test that commits, the database is again as the migrations left it.

Nothing else takes back what such a test wrote: Django's own way is slow, and forgets what the
migrations made, the root page and the root collection.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.plugin import blocking_manager_key

from broadsheet.config.testing import commits
from broadsheet.config.tests.emptying import AsMigrated
from broadsheet.config.tests.migrated import Migrated
from broadsheet.kit.keeping import forget_all
from broadsheet.press.tests import guard

as_migrated: list[AsMigrated] = []
# What a browser is to show comes when it comes: five seconds, playwright's own, are no long time on
# a machine that does other work besides.
expect.set_options(timeout=30_000)
# A message of Wagtail's comes in half a second from above, and out of nothing.
TO_THE_END = """
new Promise((done) => requestAnimationFrame(() => {
  for (const one of document.getAnimations())
    if (one.effect.getComputedTiming().endTime !== Infinity) one.finish();
  requestAnimationFrame(() => done());
}))
"""


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """What a process keeps for a while is of the test before."""
    forget_all()


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config) -> Migrated:
    """Databases as the migrations leave them, kept between runs."""
    return Migrated(pytestconfig.cache.mkdir("migrated"))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite, begin with the file that is there; it goes with the folder of this run."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    migrated: Migrated, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Put a migrated database where Django will look for that of the tests."""
    if connection.vendor == "sqlite":
        migrated.begin(Path(connection.settings_dict["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, migrated: Migrated
) -> Iterator[None]:
    """Keep what the migrations made, once; at the end, let nobody hold the database."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            migrated.begun()
        as_migrated.append(AsMigrated())
    with pytest.MonkeyPatch.context() as patch:
        # What a test committed goes below, in a quicker way than Django's.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: None)
        yield
    with django_db_blocker.unblock():
        end_other_sessions()


def end_other_sessions() -> None:
    """End what a server's thread or process left open: PostgreSQL drops no database in use.

    Nobody comes in any more, and each end is waited for: a browser's last request may still be
    on its way.
    """
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        connection.close()
        with connection._nodb_cursor() as cursor:  # noqa: SLF001 as Django's own teardown
            quoted = connection.ops.quote_name(name)
            cursor.execute(f"ALTER DATABASE {quoted} WITH ALLOW_CONNECTIONS false")
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                [name],
            )


@pytest.fixture(autouse=True, scope="session")
def guard_of_the_press() -> None:
    """Whatever page a test prints must be able to explain what it was made from."""
    guard.stand()


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> None:
    """A password's hash is slow on purpose, a quarter of a second; the tests ask for thousands."""
    PBKDF2PasswordHasher.iterations = 1_000


@pytest.fixture(autouse=True, scope="session")
def axe_reads_what_stays() -> Iterator[None]:
    """What fades in or moves is at its end when axe looks at it, however busy the machine is."""
    run = Axe.run

    def settled(axe: Axe, page: Any, *args: Any, **options: Any) -> Any:
        page.evaluate(TO_THE_END)
        return run(axe, page, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Axe, "run", settled)
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium. A module's own: its event loop must be gone before other tests run."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's event loop runs in this thread, where Django would refuse its database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put it back, once all that the test asked for is taken down; after the last, all is gone."""
    yield
    if nextitem is not None and commits(item) and as_migrated:
        with item.config.stash[blocking_manager_key].unblock():
            as_migrated[0].put_back()
