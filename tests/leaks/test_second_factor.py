"""Every address of the desk, its APIs among them, is shut to staff without a second factor."""

from __future__ import annotations

import pytest
from django.test import Client

from broadsheet.accounts.models import Role, User
from broadsheet.stories.tests.cast import member
from tests.leaks.outlets import outlets

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DESK = "desk/"


def answer(user: User, address: str) -> tuple[int, str]:
    """What a session gets that somebody opened for ``user`` without any proof."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    got = client.get(address)
    return got.status_code, got.get("Location", "").partition("?")[0]


def test_a_session_without_a_second_factor_gets_nowhere_at_the_desk() -> None:
    """Each pattern that is registered, whatever stands behind it: to the sign-in, or a refusal."""
    user = member(Role.ADMINISTRATOR)
    forms = [outlet for outlet in outlets() if outlet.form.startswith(DESK)]
    addresses = {f"/{one.form % dict.fromkeys(one.words, '1')}" for one in forms}

    answers = {answer(user, address) for address in addresses}

    assert len(addresses) > 200
    assert answers <= {(403, ""), (302, "/account/login/")}
