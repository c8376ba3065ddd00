"""The acts on what machines are told, and what follows from the acts on stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.distribution import choices, keys
from broadsheet.distribution.addresses import (
    ADS,
    APP_ADS,
    IN_A_FILE,
    SECURITY,
    file_of,
    sitemap_of,
)
from broadsheet.distribution.models import (
    Machines,
    NewsWindow,
    SectionFeed,
    SitemapChange,
    SitemapFile,
)
from broadsheet.distribution.rules import LOOK_EVERY, Said, against, since
from broadsheet.kit import clock
from broadsheet.kit.refusals import refuse_if
from broadsheet.outbox.actions import Appointed, keep_appointments
from broadsheet.outbox.kinds import Due, Thing
from broadsheet.outbox.models import Appointment, State
from broadsheet.press import changes
from broadsheet.records.actions import write
from broadsheet.sections.models import Section
from broadsheet.stories.models import Story

log = structlog.get_logger(__name__)

FEEDS, FILES, LOOK = "feed.change", "machine.change", "news_window.move"
OF_FEEDS = ("full_text", "hub")
OF_FILES = (
    *("crawlers", "robots", "ads", "app_ads"),
    *("security_contacts", "security_policy", "security_expires"),
)
ROW = choices.ROW
WINDOW = Thing("newswindow", str(ROW), "News sitemap")


# --- what the paper chooses ---


def change_feeds(chosen: Mapping[str, Any], *, by: User | None, at: datetime | None = None) -> None:
    """Choose what all feeds have. Raises ``PermissionDenied``."""
    with transaction.atomic():
        allow(by, FEEDS)
        _change(FEEDS, {name: chosen[name] for name in OF_FEEDS if name in chosen}, by, at)


def change_section_feed(
    section: Section, full_text: bool | None, *, by: User | None, at: datetime | None = None
) -> None:
    """Choose what one section's feed has; ``None`` is what the paper's have.

    Raises ``PermissionDenied``.
    """
    with transaction.atomic():
        allow(by, FEEDS)
        row = SectionFeed.objects.filter(section=section).first()
        before = row.full_text if row else None
        if before == full_text:
            return
        if row is None:
            row = SectionFeed(section=section)
        if full_text is None:
            row.delete()
        else:
            row.full_text = full_text
            row.save()
        write(
            FEEDS,
            subject=section,
            actor=by,
            at=at or clock.now(),
            before={"full_text": before},
            after={"full_text": full_text},
        )
        log.info(FEEDS, section=section.pk, actor=by.pk if by else None)


def change_files(chosen: Mapping[str, Any], *, by: User | None, at: datetime | None = None) -> None:
    """Choose what stands in the plain files. Raises ``PermissionDenied`` and ``Refused``."""
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, FILES)
        wanted = {name: chosen[name] for name in OF_FILES if name in chosen}
        row = _row()
        _set(row, wanted)
        refuse_if(against(said_by(row), moment))
        _change(FILES, wanted, by, moment)
        changes.want([ADS, APP_ADS, SECURITY])


def said_by(row: Machines) -> Said:
    """Return the files' words, for the rules."""
    return Said(
        robots=row.robots,
        ads=row.ads,
        app_ads=row.app_ads,
        contacts=row.security_contacts,
        policy=row.security_policy,
        expires=row.security_expires,
    )


def _row() -> Machines:
    found = Machines.objects.select_for_update().filter(pk=ROW).first()
    return found or Machines(pk=ROW)


def _set(row: Machines, wanted: Mapping[str, Any]) -> None:
    for name, value in wanted.items():
        setattr(row, name, value)


def _change(act: str, wanted: Mapping[str, Any], by: User | None, at: datetime | None) -> None:
    row = _row()
    before = {name: getattr(row, name) for name in wanted}
    changed = [name for name, value in wanted.items() if before[name] != value]
    if not changed:
        return
    _set(row, wanted)
    row.save()
    write(
        act,
        subject=row,
        actor=by,
        at=at or clock.now(),
        before={name: before[name] for name in changed},
        after={name: wanted[name] for name in changed},
    )
    log.info(act, changed=changed, actor=by.pk if by else None)


# --- what follows from the acts on stories ---


def note_sitemap(number: int, at: datetime) -> None:
    """Note in an act's own transaction that the sitemap of a story changed with it."""
    SitemapChange.objects.create(file=file_of(number), at=at)


def keep_noted() -> None:
    """Keep in the list of sitemaps what acts have noted."""
    with transaction.atomic():
        rows = list(SitemapChange.objects.select_for_update().order_by("at"))
        for file, at in {row.file: row.at for row in rows}.items():
            _keep_files([file], at)
        if rows:
            with changes.in_bulk(keys.SITEMAPS):
                SitemapChange.objects.filter(pk__in=[row.pk for row in rows]).delete()


def keep_sitemaps(numbers: Iterable[int], at: datetime) -> None:
    """Keep the list of sitemaps, and when each last changed."""
    _keep_files(sorted({file_of(number) for number in numbers}), at)


def _keep_files(files: Sequence[int], at: datetime) -> None:
    with transaction.atomic():
        there = {row.pk: row for row in SitemapFile.objects.filter(pk__in=files)}
        for file in files:
            row = there.get(file)
            if row is None:
                SitemapFile.objects.get_or_create(pk=file, defaults={"changed_at": at})
                changes.want([sitemap_of(file)])
            elif row.changed_at < at:
                row.changed_at = at
                row.save(update_fields=["changed_at"])


def find_sitemaps(at: datetime) -> int:
    """Enter the sitemaps that nobody told of; return how many.

    Goes from file to file by the index of numbers, however many stories each has.
    """
    keep_noted()
    known = set(SitemapFile.objects.values_list("pk", flat=True))
    found, after = [], 0
    out = Story.objects.exclude(published_at=None).order_by("number")
    while (
        number := out.filter(number__gte=after).values_list("number", flat=True).first()
    ) is not None:
        if file_of(number) not in known:
            found.append(number)
        after = (file_of(number) + 1) * IN_A_FILE
    keep_sitemaps(found, at)
    return len(found)


def open_window(at: datetime) -> None:
    """See to it that stories leave the news sitemap in time; called when one is published."""
    waits = Appointment.objects.of(WINDOW).filter(state=State.WAITING).exists()
    if waits and NewsWindow.objects.exists():
        return  # as after nearly every publication: no writer is kept waiting
    with transaction.atomic():
        NewsWindow.objects.get_or_create(pk=ROW, defaults={"since": since(at)})
        _look_again(at)


def move_window(due: Due) -> bool:
    """Let go of the stories that are no news any more; say whether any is left to wait for."""
    row = NewsWindow.objects.select_for_update().filter(pk=ROW).first() or NewsWindow(pk=ROW)
    row.since = since(due.at)
    row.save()
    find_sitemaps(due.at)
    left: bool = Story.objects.out().filter(published_at__gte=row.since).exists()
    if left:
        _look_again(max(due.at, due.due_at))
    return left


def _look_again(at: datetime) -> None:
    """Appoint the next full hour; asked for again, it is the same appointment."""
    hour = at.replace(minute=0, second=0, microsecond=0) + LOOK_EVERY
    keep_appointments(WINDOW, [Appointed(LOOK, hour, hour.isoformat())], at=at)
