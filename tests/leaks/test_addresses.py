"""Every address of the site is asked for by whoever must not know, and tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import reader, staff
from broadsheet.stories.tests import cast
from tests.leaks.planted import plant
from tests.leaks.walking import walk

pytestmark = pytest.mark.django_db


def a_stranger() -> Client:
    """Nobody."""
    return Client()


def a_reader() -> Client:
    """Somebody with an account and no role."""
    client = Client()
    client.force_login(reader(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def a_reporter_of_another_section() -> Client:
    """A reporter of Sport."""
    return cast.at_the_desk(staff(Role.REPORTER, cast.section("Sport")))


def who_sells_advertisements() -> Client:
    """Somebody at the desk who has to do with no story."""
    return cast.at_the_desk(staff(Role.ADVERTISING))


def once(who: Callable[[], Client]) -> Any:
    """Somebody whom another database would not tell more than it tells the reporter."""
    return pytest.param(who, marks=pytest.mark.once)


@pytest.mark.parametrize(
    "who",
    [
        *(once(a_stranger), once(a_reader)),
        *(a_reporter_of_another_section, once(who_sells_advertisements)),
    ],
)
def test_no_address_tells_what_is_under_embargo(who: Callable[[], Client]) -> None:
    """Each pattern of the resolver, with the embargoed story, picture and document in it.

    One that nobody has said how to ask for is told as a leak, by its name.
    """
    planted = plant()

    leaks = walk(who(), planted)

    assert not leaks, "\n".join(str(leak) for leak in leaks)
