"""How strongly the present session was signed in, as allauth noted it."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from broadsheet.accounts.models import User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_strong(records: list[dict[str, Any]]) -> bool:
    """Whether ``records`` hold a passkey alone, or a password and a second factor."""
    factors = [record for record in records if record.get("method") == "mfa"]
    if any(factor.get("passwordless") for factor in factors):
        return True
    return bool(factors) and any(record.get("method") == "password" for record in records)


def signed_in_strongly(request: HttpRequest) -> bool:
    """Whether the session of ``request`` is good enough for the desk."""
    return is_strong(get_authentication_records(request, request.user))


def has_second_factor(user: User) -> bool:
    """Whether ``user`` has enrolled one; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())
