"""The cast of the tests, for other rooms as well: staff in their roles, signed in as they must be.

``signed_in(user)`` gives a client whose session went through the real sign-in with a password and
an authenticator app; ``force_login`` alone does not open the desk.
"""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.test import Client
from wagtail.models import Page

from broadsheet.accounts.actions import add_user, grant_role
from broadsheet.accounts.models import User

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
PASSWORD = "a long and unguessable sentence"  # noqa: S105  of the tests


def reader(name: str = "Rosa Reader") -> User:
    """Add a reader, who has no password."""
    address = f"{name.replace(' ', '.').lower()}@reader.test"
    return add_user(address, name=name, actor=None, at=NOON)


def staff(role: str, node: Page | None = None, name: str = "") -> User:
    """Add somebody with one role, a password and an authenticator app."""
    name = name or f"{role.title().replace('_', '')} Desk"
    address = f"{name.replace(' ', '.').lower()}@paper.test"
    user = add_user(address, name=name, actor=None, at=NOON, password=PASSWORD)
    grant_role(user, role, node, actor=None, at=NOON)
    TOTP.activate(user, generate_totp_secret())
    return user


def code_of(secret: str, *, ahead: int = 0) -> str:
    """Return what an authenticator app with ``secret`` shows now, or ``ahead`` steps later."""
    counter = list(yield_hotp_counters_from_time())[1 + ahead]
    return str(format_hotp_value(hotp_value(secret, counter)))


def totp_code(user: User) -> str:
    """Return what the authenticator app of ``user`` shows now."""
    data = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data
    return code_of(decrypt(data["secret"]))


def signed_in(user: User) -> Client:
    """Sign ``user`` in by password and authenticator app, as a browser would."""
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    answer = client.post("/account/2fa/authenticate/", {"code": totp_code(user)})
    if answer.status_code != 302:
        raise AssertionError(f"{user} could not sign in: {answer.status_code}")
    return client
