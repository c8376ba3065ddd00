"""The versions of the policy: which is in force, and how a new one comes into force."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments.models import PolicyVersion
from broadsheet.comments.policy.clauses import Policy
from broadsheet.comments.policy.reading import SHIPPED, parse
from broadsheet.kit import clock
from broadsheet.kit.keeping import Kept
from broadsheet.records.actions import write

FIRST = 1
KEPT = 1.0
"""Seconds after which a new version holds in every process."""
MOST_AHEAD = 20
"""Versions that may wait to come into force."""


@lru_cache(maxsize=16)
def _parsed(document: str) -> Policy:
    return parse(document)


def read(version: PolicyVersion | None) -> Policy:
    """Return a version's policy; without a version what a paper begins with."""
    return _parsed(version.document if version else _shipped())


def row_in_force(at: datetime) -> PolicyVersion | None:
    """Return the version in force, or ``None`` before the paper has any."""
    return PolicyVersion.objects.filter(effective_at__lte=at).order_by("-number").first()


def _newest(_all: None) -> list[PolicyVersion]:
    """Return the newest versions, some of which may only come into force."""
    return list(PolicyVersion.objects.order_by("-number")[:MOST_AHEAD])


newest = Kept(_newest, KEPT)


def now_in_force(at: datetime) -> PolicyVersion | None:
    """Return the version in force for whoever writes now; a new one holds within a second."""
    return next((row for row in newest(None) if row.effective_at <= at), None)


def in_force(at: datetime) -> Policy:
    """Return the policy in force."""
    return read(row_in_force(at))


def begun(at: datetime) -> PolicyVersion:
    """Return the version in force; the first to write a comment finds the shipped one put down."""
    found = now_in_force(at)
    if found is None:
        newest.forget()
        document = _shipped()
        found, _made = PolicyVersion.objects.get_or_create(
            number=FIRST,
            defaults={
                "document": document,
                "digest": _digest(document),
                "made_at": at,
                "effective_at": at,
            },
        )
    return found


def enact(document: str, *, by: User | None, effective_at: datetime | None = None) -> PolicyVersion:
    """Put a new version in force; comments that stand keep the version they were written under.

    Raises ``PolicyError`` for a document that is wrong, and ``PermissionDenied``.
    """
    allow(by, "policy.change")
    parse(document)
    at = clock.now()
    with transaction.atomic():
        begun(at)
        last = PolicyVersion.objects.select_for_update().order_by("-number")[0]
        row = PolicyVersion.objects.create(
            number=last.number + 1,
            document=document,
            digest=_digest(document),
            made_at=at,
            effective_at=effective_at or at,
            made_by=by,
        )
        facts = {"before": {"digest": last.digest}, "after": {"digest": row.digest}}
        write("policy.change", subject=row, actor=by, at=at, note="", **facts)
        newest.forget()
    return row


def shipped_document() -> str:
    """Return the document that a paper begins with."""
    return _shipped()


@lru_cache(maxsize=1)
def _shipped() -> str:
    return SHIPPED.read_text(encoding="utf-8")


def _digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()
