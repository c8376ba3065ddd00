"""Tokens are made on a reader's own page, and those that moderate at the desk alone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import reader, staff
from broadsheet.comments.api.tests.cast import ask
from broadsheet.comments.models import ApiToken
from broadsheet.stories.tests.cast import at_the_desk, section

pytestmark = pytest.mark.django_db
MINE, DESK = "/conversation/my/tokens/", "/desk/conversation/tokens/"
ASKED = {"name": "a feed reader", "scopes": "read write", "days": "90"}


def test_a_reader_makes_a_token_sees_it_once_and_revokes_it() -> None:
    """No page has it again, and once it is revoked it opens nothing."""
    client = Client()
    client.force_login(reader("Rosa"), "allauth.account.auth_backends.AuthenticationBackend")
    made = client.post(MINE, ASKED).content.decode()
    found = re.search(r"bsc_[\w-]+", made)
    token = found[0] if found else ""
    before = ask("GET", "me/", token)
    client.post(MINE, {"revoke": ApiToken.objects.get().pk})

    assert before.json()["scopes"] == ["read", "write"]
    assert token not in client.get(MINE).content.decode()
    assert ask("GET", "me/", token).status_code == 401
    assert client.post(MINE, {**ASKED, "scopes": "read moderate"}).status_code == 400
    assert Client().get(MINE).status_code == 302


def test_a_moderator_makes_a_token_that_moderates_at_the_desk() -> None:
    """Who tells addresses outside is an administrator, and no moderator."""
    client = at_the_desk(staff(Role.MODERATOR, section("Nation")))
    made = client.post(DESK, {**ASKED, "scopes": "read moderate"})

    assert "bsc_" in made.content.decode()
    assert ApiToken.objects.get().scopes == ["read", "moderate"]
    assert client.get("/desk/conversation/webhooks/").status_code == 302
