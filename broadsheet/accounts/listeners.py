"""What staff change of their own sign-in, by allauth's pages, stands in the log as well."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_changed, password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)

from broadsheet.accounts.actions import record_own_act
from broadsheet.accounts.models import User

# Of readers nothing is kept here: the log is for ever, and their data is theirs to have erased.
FACTOR_ACTS = {
    authenticator_added: "user.factor_add",
    authenticator_removed: "user.factor_remove",
    authenticator_reset: "user.factor_reset",
}


def listen() -> None:
    """Connect to allauth."""
    email_changed.connect(_email, dispatch_uid="accounts.email")
    password_changed.connect(_password, dispatch_uid="accounts.password")
    for signal in FACTOR_ACTS:
        signal.connect(_factor, dispatch_uid="accounts.factor")


def _email(*, user: User, from_email_address: Any, to_email_address: Any, **kwargs: Any) -> None:
    if user.is_staff:
        before = {"email": from_email_address.email if from_email_address else ""}
        record_own_act("user.email", user, before=before, after={"email": to_email_address.email})


def _password(*, user: User, **kwargs: Any) -> None:
    if user.is_staff:
        record_own_act("user.password", user)


def _factor(*, user: User, authenticator: Authenticator, signal: Any, **kwargs: Any) -> None:
    if user.is_staff:
        record_own_act(FACTOR_ACTS[signal], user, after={"factor": authenticator.type})
