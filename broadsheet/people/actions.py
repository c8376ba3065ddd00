"""The acts on contributors: permission, rules, write, log, announce.

``by`` is the user who acts, ``None`` the system; ``at`` is the moment, now if it is left out.
Acts raise ``PermissionDenied``, and ``Refused`` with its reasons; then nothing was changed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.kit.refusals import refuse_if
from broadsheet.kit.slugs import first_free, slugify
from broadsheet.people.models import Contributor, ContributorKind
from broadsheet.people.rules import against_contributor
from broadsheet.people.signals import contributor_added, contributor_edited
from broadsheet.records.actions import write

log = structlog.get_logger(__name__)
SLUG_LENGTH = 80
EDITABLE = frozenset({"name", "kind", "key", "language", "position", "about", "portrait", "user"})


def add_contributor(
    name: str,
    *,
    kind: str = ContributorKind.PERSON,
    by: User | None,
    at: datetime | None = None,
    **fields: Any,
) -> Contributor:
    """Add a person, desk or agency that bylines can name.

    ``fields`` are the model's: ``key`` (an agency's), ``language``, ``position``, ``about``,
    ``portrait``, ``user``, ``slug``. Raises ``TypeError`` for another.
    """
    slug = fields.pop("slug", "") or slugify(name, fallback="byline", max_length=SLUG_LENGTH)
    row = Contributor(kind=kind, language=settings.LANGUAGE_CODE)
    with transaction.atomic():
        allow(by, "person.edit")
        _set(row, {"name": name.strip(), **fields})
        row.slug = _free(slug)
        row.save()
        _tell("person.add", row, by, at or clock.now(), {})
    return row


def edit_contributor(
    contributor: Contributor, *, by: User | None, at: datetime | None = None, **fields: Any
) -> Contributor:
    """Change a contributor; the slug stays, so that the profile's address does.

    Raises ``TypeError`` for a field that is not to be edited.
    """
    with transaction.atomic():
        allow(by, "person.edit")
        row = Contributor.objects.select_for_update(of=("self",)).get(pk=contributor.pk)
        before = facts_of(row)
        _set(row, fields)
        row.save()
        _tell("person.edit", row, by, at or clock.now(), before)
    return row


def facts_of(contributor: Contributor) -> dict[str, Any]:
    """Return what the record keeps of a contributor before and after an act."""
    return {
        "name": contributor.name,
        "kind": contributor.kind,
        "slug": contributor.slug,
        "key": contributor.key,
        "language": contributor.language,
        "position": contributor.position,
        "about": contributor.about,
        "portrait": contributor.portrait_id,
        "user": contributor.user_id,
    }


def _set(row: Contributor, fields: dict[str, Any]) -> None:
    """Set the fields and ask the rules."""
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"A contributor's {', '.join(sorted(unknown))} cannot be set.")
    for name, value in fields.items():
        setattr(row, name, value)
    row.key = row.key or None
    refuse_if(
        against_contributor(
            row.name,
            row.kind,
            key=row.key or "",
            key_taken_by=_holder(row),
            has_user=row.user_id is not None,
        )
    )


def _holder(row: Contributor) -> str:
    if not row.key:
        return ""
    other = Contributor.objects.filter(key=row.key).exclude(pk=row.pk).first()
    return other.name if other else ""


def _free(wanted: str) -> str:
    """Return a slug that no other contributor has."""
    alike = Contributor.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    return first_free(wanted, alike)


def _tell(
    act: str, row: Contributor, by: User | None, at: datetime, before: dict[str, Any]
) -> None:
    after = facts_of(row)
    write(act, subject=row, actor=by, at=at, before=before, after=after)
    signal = contributor_edited if before else contributor_added
    announce(signal, Contributor, contributor=row, at=at, actor=by, before=before, after=after)
    log.info(act, contributor=row.pk)
