"""What is wrong with a newspaper as it stands, and the mend for each.

`broadsheet check` tells all of it; `broadsheet serve` refuses to start on errors.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from smtplib import SMTPException
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.cache import caches
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError
from wagtail.models import Site

from broadsheet.accounts.models import User
from broadsheet.config import looking
from broadsheet.config.finding import Finding
from broadsheet.kit import clock
from broadsheet.outbox import queries
from broadsheet.sections.models import FrontPage

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def everything(*, ask_mail: bool = True) -> list[Finding]:
    """Return all findings. What needs the database is left out where it does not answer.

    A mail server may take its time to say nothing: a start need not wait for that.
    """
    first = [*folders(), *own_files(), *switches(), *cache(), *static_files(), *system()]
    first += looking.theme()
    first += mail() if ask_mail else []
    away = list(database())
    if away:
        return [*first, *away]
    waiting = list(migrations())
    return [*first, *waiting] if waiting else [*first, *rows(), *outbox()]


def unreachable(findings: list[Finding]) -> bool:
    """Whether a service that the newspaper needs does not answer."""
    return any(map(is_unreachable, findings))


def is_unreachable(finding: Finding) -> bool:
    """Whether this is a service that does not answer."""
    return finding.code.endswith(".unreachable")


def errors(findings: list[Finding]) -> list[Finding]:
    """The findings with which the newspaper must not be served."""
    return [finding for finding in findings if finding.level == "error"]


def _writable(path: Path) -> bool:
    """Whether a folder can be written, or made where it is missing."""
    there = next(place for place in (path, *path.parents) if place.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def folders() -> Iterator[Finding]:
    """The folders that the newspaper writes to."""
    for name, path in (("var", settings.VAR), ("media", settings.MEDIA_ROOT)):
        if not _writable(Path(path)):
            yield Finding(
                f"{name}.unwritable",
                "error",
                f"The folder {path} cannot be written.",
                "Give it to the user that runs Broadsheet (chown), or name another with "
                "BROADSHEET_VAR.",
            )


def own_files() -> Iterator[Finding]:
    """The newspaper's ``.env``: closed to others, and every name in it one that is read."""
    env = Path(settings.HOME) / ".env"
    if env.exists() and env.stat().st_mode & 0o077:
        yield Finding(
            "env.open",
            "warning",
            f"{env} holds the secret, and other users of this machine can read it.",
            f"chmod 600 {env}",
        )
    for name in settings.STRAY_NAMES:
        yield Finding(
            "env.stray",
            "warning",
            f"{name} in .env is no setting of Broadsheet.",
            "Look for its right name in docs/hosting/settings.md, or take it out.",
        )


def switches() -> Iterator[Finding]:
    """Switches that are right at home and wrong in public."""
    public = urlsplit(settings.SITE_URL).hostname not in LOOPBACK
    if settings.DEBUG and public:
        yield Finding(
            "debug.on",
            "error",
            f"DEBUG is on, and the paper is public at {settings.SITE_URL}: every fault would show "
            "strangers the code and the settings.",
            "Take DEBUG (server.debug) out.",
        )
    if public and not settings.BEHIND_TLS:
        yield Finding(
            "url.plain",
            "warning",
            f"Readers reach the paper at {settings.SITE_URL}, in the clear; passwords too.",
            "Put a server with a certificate in front and write https:// in paper.url.",
        )
    host = urlsplit(settings.SITE_URL).hostname or ""
    if not any(_allows(pattern, host) for pattern in settings.ALLOWED_HOSTS):
        yield Finding(
            "hosts.missing",
            "error",
            f"ALLOWED_HOSTS does not name {host}, where SITE_URL says the paper is.",
            f"Add {host} to server.hosts, or take server.hosts out.",
        )


def _allows(pattern: str, host: str) -> bool:
    return pattern in ("*", host) or (pattern.startswith(".") and f".{host}".endswith(pattern))


def cache() -> Iterator[Finding]:
    """The shared cache, if there is to be one."""
    if not settings.REDIS_URL:
        return
    try:
        caches["default"].get("broadsheet-check")
    except (RedisError, OSError, ValueError) as error:
        yield Finding(
            "cache.unreachable",
            "error",
            f"The cache does not answer: {_first_line(error)}",
            "Start Redis or Valkey, mend REDIS_URL, or take it out to use none.",
        )


def mail() -> Iterator[Finding]:
    """The mail server. Without one, nobody gets the code that signs a reader in."""
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        if urlsplit(settings.SITE_URL).hostname not in LOOPBACK:
            what = "No mail leaves: sign-in codes are only written to the server's log."
            yield Finding("mail.console", "warning", what, "Set EMAIL_URL in .env.")
        return
    server = get_connection()
    try:
        server.open()
        server.close()
    except (OSError, SMTPException) as error:
        what = f"The mail server does not answer: {_first_line(error)}"
        yield Finding("mail.silent", "warning", what, "Mend EMAIL_URL, or start the server.")


def static_files() -> Iterator[Finding]:
    """The list of static files under hashed names, without which no page can be made."""
    if not settings.STATIC_MANIFEST:
        return
    mend = "Run `broadsheet prepare`."
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    try:
        gathered = set(json.loads(manifest.read_text())["paths"])
    except (OSError, ValueError, KeyError):
        yield Finding("static.missing", "error", "The static files are not gathered.", mend)
        return
    there = {path for finder in get_finders() for path, _storage in finder.list(None)}
    if new := sorted(there - gathered):
        what = f"Static files are not gathered: {len(new)}, the first is {new[0]}."
        yield Finding("static.stale", "error", what, mend)


def system() -> Iterator[Finding]:
    """What Django's, Wagtail's and our own rooms' checks find."""
    for message in checks.run_checks():
        if message.level >= checks.WARNING:
            level: Literal["error", "warning"] = (
                "error" if message.level >= checks.ERROR else "warning"
            )
            yield Finding(str(message.id), level, message.msg, message.hint or "See the message.")


def database() -> Iterator[Finding]:
    """Whether the database answers."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        file = connection.vendor == "sqlite"
        mend = "Run `broadsheet prepare`." if file else "Start the server, or mend DATABASE_URL."
        what = f"The database does not answer: {_first_line(error)}"
        yield Finding("database.unreachable", "error", what, mend)


def migrations() -> Iterator[Finding]:
    """Changes of the tables that wait, and tables that are newer than the code."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (MigrationSchemaMissing, DatabaseError) as error:
        what = f"The tables cannot be read: {_first_line(error)}"
        yield Finding("migrations.unreadable", "error", what, "Run `broadsheet prepare`.")
        return
    if plan:
        first = f"{plan[0][0].app_label}.{plan[0][0].name}"
        yield Finding(
            "migrations.pending",
            "error",
            f"The tables are not up to date: {len(plan)} to change, the first by {first}.",
            "Make a backup, then run `broadsheet prepare`.",
        )
    known = set(executor.loader.disk_migrations)
    rooms = {app for app, _name in known}
    newer = [key for key in executor.loader.applied_migrations if key not in known]
    if newer := sorted(key for key in newer if key[0] in rooms and not _squashed(executor, key)):
        yield Finding(
            "migrations.newer",
            "error",
            f"The tables are newer than this Broadsheet: it does not know {'.'.join(newer[0])}.",
            "Install the version that made them, or go back to the backup of this one.",
        )


def _squashed(executor: MigrationExecutor, key: tuple[str, str]) -> bool:
    return any(key in found.replaces for found in executor.loader.disk_migrations.values())


def rows() -> Iterator[Finding]:
    """The rows without which there is no newspaper."""
    mend = "Run `broadsheet prepare`."
    if not FrontPage.objects.exists():
        yield Finding("front.missing", "error", "The newspaper has no front page yet.", mend)
    else:
        site = Site.objects.filter(is_default_site=True).first()
        if site is None or site.root_url != settings.SITE_URL:
            there = site.root_url if site else "no site"
            what = f"Settings say {settings.SITE_URL}, the database says {there}."
            yield Finding("site.differs", "error", what, f"Mend paper.url, or: {mend}")
    if not User.objects.filter(is_active=True, is_staff=True).exists():
        yield Finding(
            "staff.none",
            "warning",
            "Nobody can sign in to the desk.",
            "broadsheet user add YOU@PAPER.EXAMPLE --role administrator",
        )


def outbox() -> Iterator[Finding]:
    """What should have been done by now, and what waits for a person."""
    now = clock.now()
    acts, effects = queries.acts(now), queries.effects(now)
    for name, standing in (("act", acts), ("effect", effects)):
        if standing.oldest_due is not None:
            seconds = round((now - standing.oldest_due).total_seconds())
            yield Finding(
                f"outbox.{name}_late",
                "warning",
                f"{standing.late} {name}s are late, the oldest by {seconds} seconds.",
                "See that a worker runs: `broadsheet serve`, or `broadsheet work`. "
                "`broadsheet outbox status` says more.",
            )
    if parked := acts.needs_a_person + effects.needs_a_person:
        yield Finding(
            "outbox.parked",
            "warning",
            f"{parked} things were tried to the last and wait for a person.",
            "See why with `broadsheet outbox status`, mend it, then `broadsheet outbox retry`.",
        )


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
