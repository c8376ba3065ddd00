"""The acts on recordings: permission, rules, write, log.

``by`` is the user who acts, ``None`` the system; ``at`` is the moment, now if it is left out.
Acts raise ``PermissionDenied``, ``ValidationError`` for what the door refuses, and ``Refused``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import Any

import structlog
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import ngettext

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.queries import may
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.pictures.refusing import places
from broadsheet.recordings import embargo, rules
from broadsheet.recordings.files import is_new
from broadsheet.recordings.models import Captions, Recording
from broadsheet.records.actions import Subject, write

log = structlog.get_logger(__name__)
StoredFile = tuple[Any, str]
# What the log keeps of a change.
TOLD = (
    *("title", "language", "caption", "credit", "agency", "making", "transcript", "chapters"),
    *("copyright_notice", "usage_terms", "rights_until", "embargo_until", "poster_id"),
)


def add_recording(
    file: File[Any], title: str, *, by: User | None, at: datetime | None = None, **fields: Any
) -> Recording:
    """Put a film or a sound into the library; ``fields`` are the model's own."""
    row = Recording(title=title.strip(), file=file, **fields)
    return add(row, by=by, at=at)


def add(row: Recording, *, by: User | None, at: datetime | None = None) -> Recording:
    """Put a recording that is not saved yet, with its captions, into the library."""
    allow(by, "recording.add")
    row.uploaded_by, row.added_at = by, at or clock.now()
    try:
        with transaction.atomic():
            row.save()
            refuse_if(rules.against_chapters(row.chapters, row.seconds))
            write(
                "recording.add",
                subject=row,
                actor=by,
                at=row.added_at,
                after={**facts_of(row), "digest": row.digest, "captions": _captions_of(row)},
            )
            embargo.keep(row)
    except BaseException:
        _forget_files(row)
        raise
    log.info("recording.add", recording=row.pk, bytes=row.size)
    return row


def edit(row: Recording, *, by: User | None, at: datetime | None = None) -> Recording:
    """Save what was changed of a recording and of its captions. Its file stays what it was."""
    with transaction.atomic():
        stored = Recording.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if by is not None and not may(by, "recording.edit", own=stored.uploaded_by_id == by.pk):
            allow(by, "recording.edit")
        before = facts_of(stored) | {"captions": _captions_of(stored)}
        refuse_if(rules.against_chapters(row.chapters, stored.seconds))
        row.file = stored.file
        row.save()
        after = facts_of(row) | {"captions": _captions_of(row)}
        changed = [name for name in after if before[name] != after[name]]
        if changed:
            write(
                "recording.edit",
                subject=row,
                actor=by,
                at=at or clock.now(),
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
            )
        embargo.keep(row)
    log.info("recording.edit", recording=row.pk)
    return row


def add_captions(
    recording: Recording,
    language: str,
    file: File[Any],
    *,
    by: User | None,
    kind: str = Captions.Kind.CAPTIONS,
    at: datetime | None = None,
) -> Captions:
    """Add the words of a recording in one language."""
    row = Captions(recording=recording, language=language, kind=kind, file=file)
    recording.captions.add(row)
    edit(recording, by=by, at=at)
    return row


def delete(row: Recording, *, by: User | None, at: datetime | None = None) -> None:
    """Delete a recording and its files, unless it stands anywhere."""
    allow(by, "recording.delete")
    with transaction.atomic():
        if count := places(row):
            words = ngettext(
                "“%(title)s” is used in %(count)d place. Take it out there first.",
                "“%(title)s” is used in %(count)d places. Take it out there first.",
                count,
            )
            said = words % {"title": row.title, "count": count}
            raise Refused(Reason("recording_in_use", said))
        subject, facts = Subject("recording", str(row.pk), row.title), facts_of(row)
        files = files_of(row)
        row.delete()
        write("recording.delete", subject=subject, actor=by, at=at or clock.now(), before=facts)
        transaction.on_commit(partial(_delete_files, files))
    log.info("recording.delete", recording=subject.id)


def facts_of(row: Recording) -> dict[str, Any]:
    """Return what the record keeps of a recording before and after an act."""
    return {name: str(getattr(row, name) or "") for name in TOLD}


def _captions_of(row: Recording) -> list[str]:
    rows = Captions.objects.filter(recording_id=row.pk).order_by("language", "kind")
    return [f"{one.language} {one.kind} {PurePath(str(one.file)).stem}" for one in rows]


def _forget_files(row: Recording) -> None:
    """Take away what was stored for a row that did not come to be."""
    files = (row.file, *(one.file for one in row.captions.all()))
    _delete_files([(file.storage, str(file)) for file in files if file and not is_new(file)])


def files_of(row: Recording) -> list[StoredFile]:
    """Return where a recording's files lie."""
    files = [row.file, *(one.file for one in Captions.objects.filter(recording=row))]
    return [(file.storage, str(file)) for file in files]


def _delete_files(files: Iterable[StoredFile]) -> None:
    for storage, name in files:
        storage.delete(name)
