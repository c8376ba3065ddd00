"""What programs are trusted with: tokens made, shown once, and revoked by whose they are."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import pages_where_may
from broadsheet.comments.actions.deciding import MODERATE as MODERATING
from broadsheet.comments.actions.deciding import refused
from broadsheet.comments.models import ApiToken
from broadsheet.kit import clock
from broadsheet.kit.tokens import digest
from broadsheet.records.actions import Subject, write

READ, WRITE, MODERATE = "read", "write", "moderate"
SCOPES = (READ, WRITE, MODERATE)
START = "bsc_"
"""Every token begins so, that whoever finds one somewhere knows what it is."""
MOST, LONGEST_DAYS = 20, 366
_BYTES = 32


@dataclass(frozen=True)
class Wanted:
    """A token that somebody wants: what for, what it may do, for how many days."""

    name: str
    scopes: tuple[str, ...]
    days: int = 90


def make_token(
    user: User, wanted: Wanted, *, at_desk: bool = False, at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token; return its row, and the token itself, which is nowhere else.

    One that moderates is made ``at_desk`` alone, by whoever moderates. Raises ``Refused``.
    """
    moment = at or clock.now()
    _may_make(user, wanted, moment, at_desk=at_desk)
    token = START + secrets.token_urlsafe(_BYTES)
    row = ApiToken.objects.create(
        user=user,
        name=wanted.name,
        digest=digest(token),
        scopes=[one for one in SCOPES if one in wanted.scopes],
        made_at=moment,
        ends_at=moment + timedelta(days=wanted.days),
    )
    after = {"scopes": row.scopes, "days": wanted.days}
    write("comment.token", subject=_subject(row), actor=_actor(user), at=moment, after=after)
    return row, token


def _may_make(user: User, wanted: Wanted, at: datetime, *, at_desk: bool) -> None:
    if not wanted.name.strip():
        raise refused("name", _("Say what the token is for."))
    if not wanted.scopes or not set(wanted.scopes) <= set(SCOPES):
        raise refused("scopes", _("Say what the token may do."))
    if not 1 <= wanted.days <= LONGEST_DAYS:
        words = _("A token holds for 1 to %(days)d days.")
        raise refused("days", words % {"days": LONGEST_DAYS})
    if MODERATE in wanted.scopes and not (at_desk and _moderates(user)):
        raise refused("scopes", _("A token that moderates is made at the desk, by a moderator."))
    if standing(user, at).count() >= MOST:
        raise refused("many", _("You have many tokens already: revoke one that you do not use."))


def _moderates(user: User) -> bool:
    return user.is_staff and pages_where_may(user, MODERATING) is not None


def standing(user: User, at: datetime) -> QuerySet[ApiToken]:
    """Return the tokens of a user that open something, the newest first."""
    rows = ApiToken.objects.filter(user=user, revoked_at=None, ends_at__gt=at)
    return rows.order_by("-pk")


def revoke(user: User, token: int, *, at: datetime | None = None) -> None:
    """Revoke one's own token; twice is once. Raises ``ApiToken.DoesNotExist``."""
    moment = at or clock.now()
    row = ApiToken.objects.get(pk=token, user=user)
    if ApiToken.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=moment):
        write("comment.token_revoke", subject=_subject(row), actor=_actor(user), at=moment)


def holder_of(token: str, *, at: datetime | None = None) -> ApiToken | None:
    """Return the row of a token that holds now, with its user; notes the day of its use."""
    moment = at or clock.now()
    if not token.startswith(START):
        return None
    rows = ApiToken.objects.filter(digest=digest(token), revoked_at=None, ends_at__gt=moment)
    row = rows.select_related("user").first()
    if row is None or not row.user.is_active:
        return None
    if row.used_on != moment.date():
        ApiToken.objects.filter(pk=row.pk).update(used_on=moment.date())
    return row


def _subject(row: ApiToken) -> Subject:
    return Subject("comment token", str(row.pk), f"No. {row.pk}")


def _actor(user: User) -> User | None:
    """The log has no names of readers: from there they could never be erased."""
    return user if user.is_staff else None
