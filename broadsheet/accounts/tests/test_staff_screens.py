"""The desk's screens of users and roles: the acts stand behind each button."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role, RoleGrant, User
from broadsheet.accounts.tests.cast import reader, signed_in, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Client:
    return signed_in(staff(Role.ADMINISTRATOR, name="Bela Boss"))


def _acts() -> list[str]:
    records: Any = apps.get_model("records", "Record").objects
    return list(records.filter(actor="Bela Boss").order_by("id").values_list("act", flat=True))


def test_list_shows_address_and_roles(boss: Client) -> None:
    """No user name is asked for anywhere."""
    staff(Role.SUB, name="Sam Sub")
    page = boss.get(reverse("wagtailusers_users:index")).content.decode()

    assert "sam.sub@paper.test" in page
    assert "Sub-editor" in page


def test_new_user_is_added_by_the_act(boss: Client) -> None:
    """With an address and a name, and no password."""
    answer = boss.post(
        reverse("wagtailusers_users:add"),
        {"email": "Nila@Paper.test", "first_name": "Nila", "last_name": "Nair"},
    )

    assert answer.status_code == 302
    nila = User.objects.get(email="nila@paper.test")
    assert not nila.has_usable_password()
    assert _acts() == ["user.add"]


def test_address_that_is_taken_is_told(boss: Client) -> None:
    """On the form."""
    rosa = reader()
    answer = boss.post(
        reverse("wagtailusers_users:add"),
        {"email": rosa.email.upper(), "first_name": "R", "last_name": "R"},
    )

    assert answer.status_code == 200
    assert "address already" in answer.content.decode()


def test_leaver_is_let_go_by_the_act(boss: Client) -> None:
    """By the tick that Wagtail's form has; and comes back by it."""
    sub = staff(Role.SUB, name="Sam Sub")
    url = reverse("wagtailusers_users:edit", args=[sub.pk])
    names = {"first_name": "Sam", "last_name": "Sub"}
    boss.post(url, names)
    gone = User.objects.get(pk=sub.pk)
    boss.post(url, {**names, "is_active": "on"})

    assert not gone.is_active
    assert not gone.grants.exists()
    assert User.objects.get(pk=sub.pk).is_active
    assert _acts() == ["user.deactivate", "user.reactivate"]


def test_name_is_changed_by_the_act(boss: Client) -> None:
    """And nothing else is."""
    sub = staff(Role.SUB, name="Sam Sub")
    boss.post(
        reverse("wagtailusers_users:edit", args=[sub.pk]),
        {
            "first_name": "Samira",
            "last_name": "Sub",
            "is_active": "on",
            "is_superuser": "on",
            "groups": ["1"],
        },
    )
    sub.refresh_from_db()

    assert (sub.first_name, sub.is_superuser) == ("Samira", False)
    assert _acts() == ["user.rename"]


def test_accounts_are_never_deleted(boss: Client) -> None:
    """Neither one by one nor by the dozen."""
    rosa = reader()
    group = Group.objects.first()
    boss.post(reverse("wagtailusers_users:delete", args=[rosa.pk]))
    for name, form in (
        ("delete", {}),
        ("set_active_state", {"mark_as_active": ""}),
        ("assign_role", {"role": group.pk if group else ""}),
    ):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", name])
        boss.post(f"{url}?id={rosa.pk}", form)

    rosa.refresh_from_db()
    assert rosa.is_active
    assert not rosa.groups.exists()


def test_role_is_granted_and_revoked_by_the_acts(boss: Client) -> None:
    """From the screen of roles."""
    rosa = reader()
    boss.post(reverse("roles:add"), {"user": rosa.pk, "role": Role.REPORTER, "node": ""})
    grant = RoleGrant.objects.get(user=rosa)
    again = boss.post(reverse("roles:add"), {"user": rosa.pk, "role": Role.REPORTER, "node": ""})
    listed = boss.get(reverse("roles:index")).content.decode()
    boss.post(reverse("roles:delete", args=[grant.pk]))

    assert "already" in again.content.decode()
    assert "Reporter" in listed
    assert not RoleGrant.objects.filter(user=rosa).exists()
    assert _acts() == ["role.grant", "role.revoke"]


def test_role_is_not_turned_into_another(boss: Client) -> None:
    """Its page leads to its revocation."""
    grant = RoleGrant.objects.get()

    answer = boss.get(reverse("roles:edit", args=[grant.pk]))

    assert answer.status_code == 302
    assert answer["Location"] == reverse("roles:delete", args=[grant.pk])


def test_enrolment_link_is_shown_once(boss: Client) -> None:
    """Asked for first, then shown, then nowhere."""
    sub = staff(Role.SUB, name="Sam Sub")
    url = reverse("accounts_enrolment_link", args=[sub.pk])
    asked = boss.get(url).content.decode()
    made = boss.post(url, {"new_password": "on"}).content.decode()
    again = boss.get(url).content.decode()

    assert "/account/enrol/" not in asked + again
    link = made.split('value="http')[1].split('"')[0].split("/account/")[1]
    assert Client().get(f"/account/{link}").status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_reaches_these_screens(role: Role) -> None:
    """Nor the link of an administrator."""
    chief = staff(Role.ADMINISTRATOR, name="Bela Boss")
    client = signed_in(staff(role))
    addresses = [
        reverse("roles:index"),
        reverse("roles:add"),
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[chief.pk]),
        reverse("accounts_enrolment_link", args=[chief.pk]),
    ]

    assert {client.get(address).status_code for address in addresses} <= {302, 403}
