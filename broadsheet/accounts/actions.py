"""The acts on accounts: who is on the staff, in which role, and how they enrol."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from broadsheet.accounts import signals
from broadsheet.accounts.models import EnrolmentLink, Role, RoleGrant, User
from broadsheet.accounts.projection import project
from broadsheet.accounts.queries import forget_grants, may
from broadsheet.kit import clock

LINK_LASTS = timedelta(days=2)


class UnrecordedActError(RuntimeError):
    """Nobody listens to write the act to the log: it must not be done."""


def _check(actor: User | None) -> None:
    """Refuse an actor who may not edit users; nobody at all is the shell, which may."""
    if actor is not None and not may(actor, "user.edit"):
        raise PermissionDenied(_("Only an administrator of the whole paper may do this."))


def _record(
    act: str, subject: models.Model, *, actor: User | None, at: datetime, **facts: Any
) -> None:
    """Hand the act to whoever keeps the log, in the act's own transaction."""
    if not signals.acted.has_listeners(User):
        raise UnrecordedActError(f"{act} would not be written to the log.")
    signals.acted.send(User, act=act, subject=subject, actor=actor, at=at, **facts)


def record_own_act(act: str, user: User, **facts: Any) -> None:
    """Write to the log what ``user`` did to their own account on a page that is not ours."""
    with transaction.atomic():
        _record(act, user, actor=user, at=clock.now(), **facts)


def _announce(signal: Any, user: User, **facts: Any) -> None:
    transaction.on_commit(lambda: signal.send(User, user=user, **facts))


def _own_address(user: User) -> None:
    """An address that an administrator typed, or that a link was followed for, is confirmed."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def add_user(
    email: str, *, name: str = "", actor: User | None, at: datetime, password: str | None = None
) -> User:
    """Add a person; without a password only a code by e-mail, or an enrolment, lets them in.

    ``name`` is given name first. Raises ``PermissionDenied``, or ``ValidationError`` for an
    address that is wrong or taken.
    """
    _check(actor)
    address = email.strip().lower()
    validate_email(address)
    if User.objects.filter(email__iexact=address).exists():
        raise ValidationError(_("There is a user with the address %s already.") % address)
    first, _space, last = name.strip().partition(" ")
    user = User.objects.create_user(address, password, first_name=first, last_name=last.strip())
    _own_address(user)
    _record("user.add", user, actor=actor, at=at, after={"email": address, "name": name})
    _announce(signals.user_added, user)
    return user


@transaction.atomic
def rename_user(user: User, *, first: str, last: str, actor: User | None, at: datetime) -> None:
    """Change the name that the desk shows. Raises ``PermissionDenied``."""
    _check(actor)
    before = {"name": user.get_full_name()}
    user.first_name, user.last_name = first.strip(), last.strip()
    user.save(update_fields=["first_name", "last_name"])
    after = {"name": user.get_full_name()}
    if after != before:
        _record("user.rename", user, actor=actor, at=at, before=before, after=after)


def _grant_facts(role: str, node: Page | None) -> dict[str, Any]:
    return {"role": role, "node": node.pk if node else None, "section": node.title if node else ""}


def _settle_staff(user: User) -> None:
    """Staff is whoever holds a role; Wagtail's groups follow."""
    user.is_staff = user.is_superuser or RoleGrant.objects.filter(user=user).exists()
    user.save(update_fields=["is_staff"])
    forget_grants(user)
    project(user)


@transaction.atomic
def grant_role(
    user: User, role: str, node: Page | None = None, *, actor: User | None, at: datetime
) -> RoleGrant:
    """Give ``user`` a role at a section, or over the whole paper. Twice is once.

    Raises ``PermissionDenied``, or ``ValidationError`` for an unknown role or a user who has left.
    """
    _check(actor)
    if role not in Role.values:
        raise ValidationError(_("There is no role %s.") % role)
    if not user.is_active:
        raise ValidationError(_("%s has left; let them back in first.") % user)
    grant, made = RoleGrant.objects.get_or_create(user=user, role=role, node=node)
    if made:
        _settle_staff(user)
        _record("role.grant", user, actor=actor, at=at, after=_grant_facts(role, node))
        _announce(signals.roles_changed, user)
    return grant


@transaction.atomic
def revoke_role(
    user: User, role: str, node: Page | None = None, *, actor: User | None, at: datetime
) -> bool:
    """Take a role away; return whether it was held. Raises ``PermissionDenied``.

    An administrator may not take away their own rule over users: nobody locks everybody out.
    """
    _check(actor)
    if actor is not None and actor.pk == user.pk and role == Role.ADMINISTRATOR and node is None:
        raise PermissionDenied(_("Ask another administrator to take this role from you."))
    held, _rows = RoleGrant.objects.filter(user=user, role=role, node=node).delete()
    if held:
        _settle_staff(user)
        _record("role.revoke", user, actor=actor, at=at, before=_grant_facts(role, node))
        _announce(signals.roles_changed, user)
    return bool(held)


def end_sessions(user: User) -> int:
    """Sign ``user`` out everywhere; return of how many sessions."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def end_session(session: UserSession, *, actor: User, at: datetime) -> None:
    """Sign one browser out, at once: one's own, or as an administrator anybody's.

    Raises ``PermissionDenied``.
    """
    if session.user_id != actor.pk:
        _check(actor)
    facts = {"ip": session.ip, "browser": session.user_agent, "since": session.created_at}
    user = User.objects.get(pk=session.user_id)
    session.end()
    if user.is_staff:
        _record("user.session_end", user, actor=actor, at=at, before=facts)


@transaction.atomic
def deactivate(user: User, *, actor: User | None, at: datetime, note: str = "") -> None:
    """Let a leaver go: no way in is left from this moment on, and all they made stays.

    Raises ``PermissionDenied``, also to whoever would deactivate themselves.
    """
    _check(actor)
    if actor is not None and actor.pk == user.pk:
        raise PermissionDenied(_("Ask another administrator to close your account."))
    roles = [str(grant) for grant in RoleGrant.objects.filter(user=user).select_related("node")]
    RoleGrant.objects.filter(user=user).delete()
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "is_staff", "is_superuser", "password"])
    forget_grants(user)
    project(user)
    Authenticator.objects.filter(user=user).delete()
    _void_links(user, at)
    ended = end_sessions(user)
    before = {"roles": roles, "sessions": ended}
    _record("user.deactivate", user, actor=actor, at=at, before=before, note=note)
    _announce(signals.user_left, user)


@transaction.atomic
def reactivate(user: User, *, actor: User | None, at: datetime) -> None:
    """Let somebody back in, with no role and no way to sign in but the ones they are given anew."""
    _check(actor)
    if user.is_active:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("user.reactivate", user, actor=actor, at=at)
    _announce(signals.user_added, user)


def _void_links(user: User, at: datetime) -> None:
    EnrolmentLink.objects.filter(user=user, used_at__isnull=True, expires_at__gt=at).update(
        used_at=at
    )


def token_hash(token: str) -> str:
    """Return what is kept of a token: enough to know it again, not to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class LinkTerms:
    """How an enrolment link may be used."""

    lasts: timedelta = LINK_LASTS
    loopback_only: bool = False
    new_password: bool = False


@transaction.atomic
def make_enrolment_link(
    user: User, *, actor: User | None, at: datetime, terms: LinkTerms | None = None
) -> str:
    """Make a one-time link and return its token, which is kept nowhere. Earlier links end.

    With ``terms.new_password``, or if there is no password yet, whoever follows the link chooses
    one. Raises ``PermissionDenied``, or ``ValidationError`` for a user who is no active staff.
    """
    _check(actor)
    terms = terms or LinkTerms()
    if not (user.is_active and user.is_staff):
        raise ValidationError(_("%s is not on the staff: give them a role first.") % user)
    _void_links(user, at)
    token = secrets.token_urlsafe(32)
    link = EnrolmentLink.objects.create(
        user=user,
        token_hash=token_hash(token),
        made_at=at,
        expires_at=at + terms.lasts,
        loopback_only=terms.loopback_only,
        new_password=terms.new_password or not user.has_usable_password(),
    )
    facts = {"expires_at": link.expires_at, "loopback_only": link.loopback_only}
    _record("user.enrolment_link", user, actor=actor, at=at, after=facts)
    return token


@dataclass(frozen=True)
class Factor:
    """A second factor as it was proven on the enrolment page."""

    kind: str
    data: dict[str, Any]


@transaction.atomic
def enrol(
    link: EnrolmentLink, factor: Factor, *, at: datetime, password_hash: str = ""
) -> Authenticator:
    """Use ``link`` up: its user's former factors and sessions end, and the new factor begins.

    ``password_hash`` is of the password just chosen; empty leaves the one there was. Raises
    ``ValidationError`` if the link was used or has expired meanwhile.
    """
    # Whoever comes second finds no row, so that one link never enrols twice.
    used = EnrolmentLink.objects.filter(
        pk=link.pk, used_at__isnull=True, expires_at__gt=at, user__is_active=True
    ).update(used_at=at)
    if not used:
        raise ValidationError(_("This link has been used or has expired."))
    user = link.user
    if password_hash:
        user.password = password_hash
        user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    made = Authenticator.objects.create(user=user, type=factor.kind, data=factor.data)
    _own_address(user)
    _record("user.enrol", user, actor=user, at=at, after={"factor": factor.kind})
    _announce(signals.second_factor_enrolled, user, kind=factor.kind)
    return made
