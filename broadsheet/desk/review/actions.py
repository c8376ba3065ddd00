"""The acts on review links: make one, take it back, and each reading by it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.queries import may
from broadsheet.desk.models import ReviewLink
from broadsheet.desk.review import rules
from broadsheet.kit.refusals import refuse_if
from broadsheet.records.actions import write
from broadsheet.stories.models import Story

MAKE, REVOKE, ALLOW = "review.make", "review.revoke", "review.allow_embargoed"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Wanted:
    """For whom a link is, until when, and whether it opens while an embargo holds."""

    for_whom: str
    expires_at: datetime
    under_embargo: bool = False


def hash_of(token: str) -> str:
    """Return what is kept of a token: enough to know it again, not to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


def make(story: Story, wanted: Wanted, *, by: User | None, at: datetime) -> tuple[ReviewLink, str]:
    """Make a link and return it with its token, which is kept nowhere.

    To open it under embargo asks for a right of its own. Raises ``PermissionDenied``, ``Refused``.
    """
    with transaction.atomic():
        row: Story = Story.objects.select_for_update().get(pk=story.pk)
        allow(by, MAKE, row)
        if wanted.under_embargo:
            allow(by, ALLOW, row)
        refuse_if(
            rules.against_making(wanted.for_whom, wanted.expires_at, at)
            + rules.against_embargo(embargoed=row.is_embargoed, allowed=wanted.under_embargo)
        )
        token = secrets.token_urlsafe(32)
        link = ReviewLink.objects.create(
            story=row,
            for_whom=wanted.for_whom.strip(),
            token_hash=hash_of(token),
            made_by=by,
            made_at=at,
            expires_at=wanted.expires_at,
            under_embargo=wanted.under_embargo,
        )
        write(MAKE, subject=row, actor=by, at=at, after=_facts(link))
    log.info(MAKE, story=row.pk, link=link.pk)
    return link, token


def revoke(link: ReviewLink, *, by: User | None, at: datetime) -> None:
    """Take a link back: it opens no more. Twice is once. Raises ``PermissionDenied``."""
    with transaction.atomic():
        row: ReviewLink = ReviewLink.objects.select_for_update().get(pk=link.pk)
        allow(by, REVOKE, row.story)
        if row.revoked_at is not None:
            return
        before = _facts(row)
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        write(REVOKE, subject=row.story, actor=by, at=at, before=before, after=_facts(row))
    log.info(REVOKE, story=row.story_id, link=row.pk)


def read(token: str, *, at: datetime) -> ReviewLink | None:
    """Return the link of a token with the reading written to the log; ``None`` if it is shut."""
    with transaction.atomic():
        link = _locked(token)
        if link is None:
            return None
        fault = rules.fault_of(_as_it_is(link), at)
        if fault is not None:
            log.info("review.shut", link=link.pk, fault=fault)
            return None
        ReviewLink.objects.filter(pk=link.pk).update(views=F("views") + 1, viewed_at=at)
        facts = {"link": link.pk, "for": link.for_whom, "revision": link.story.latest_revision_id}
        write("review.read", subject=link.story, actor=None, at=at, after=facts)
    return link


def _locked(token: str) -> ReviewLink | None:
    rows = ReviewLink.objects.select_for_update(of=("self",)).select_related("story", "made_by")
    return rows.filter(token_hash=hash_of(token)).first()


def _as_it_is(link: ReviewLink) -> rules.Link:
    story = link.story
    return rules.Link(
        link.expires_at,
        revoked=link.revoked_at is not None,
        under_embargo=link.under_embargo,
        embargoed=story.is_embargoed,
        owner_may=link.made_by is None or may(link.made_by, MAKE, story),
        sealed=story.withdrawn_at is not None,
        views=link.views,
    )


def _facts(link: ReviewLink) -> dict[str, Any]:
    return {
        "link": link.pk,
        "for": link.for_whom,
        "expires_at": link.expires_at,
        "under_embargo": link.under_embargo,
        "revoked_at": link.revoked_at,
    }
