"""Where somebody is signed in: seen and ended by themselves, or by an administrator."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from broadsheet.accounts.actions import end_session
from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import NOON, signed_in, staff

pytestmark = pytest.mark.django_db
DESK = "/desk/"


def test_one_signs_out_a_browser_that_was_left_somewhere() -> None:
    """That one is out at its next click, this one stays; the log has it."""
    editor = staff(Role.EDITOR)
    left, here = signed_in(editor), None
    row = UserSession.objects.get(user=editor)
    UserSession.objects.filter(pk=row.pk).update(user_agent="A phone in a taxi")
    # A code of the app serves once: the second browser is let in by another way.
    session = left.session
    here = type(left)()
    here.force_login(editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    fresh = here.session
    fresh["account_authentication_methods"] = session["account_authentication_methods"]
    fresh["account_authentication_methods_user"] = str(editor.pk)
    fresh.save()

    seen = here.get(reverse("own_sessions")).content.decode()
    here.post(reverse("own_sessions"), {"session": row.pk})

    assert "A phone in a taxi" in seen
    assert (left.get(DESK).status_code, here.get(DESK).status_code) == (302, 200)
    # By name: the log stands on the same floor.
    records: Any = apps.get_model("records", "Record")
    told = records.objects.get(act="user.session_end")
    assert (told.actor_id, told.before["browser"]) == (editor.pk, "A phone in a taxi")


def test_an_administrator_signs_somebody_out_everywhere() -> None:
    """At once."""
    boss, reporter = staff(Role.ADMINISTRATOR), staff(Role.REPORTER)
    theirs = signed_in(reporter)

    signed_in(boss).post(reverse("sessions_of", args=[reporter.pk]), {"all": "1"})

    assert theirs.get(DESK).status_code == 302
    assert not UserSession.objects.filter(user=reporter).exists()


def test_nobody_else_sees_or_ends_the_sessions_of_others() -> None:
    """Neither by the screen, nor by a number, nor by the act."""
    editor, reporter = staff(Role.EDITOR), staff(Role.REPORTER)
    theirs, mine = signed_in(reporter), signed_in(editor)
    row = UserSession.objects.get(user=reporter)

    assert mine.get(reverse("sessions_of", args=[reporter.pk])).status_code in (302, 403)
    mine.post(reverse("own_sessions"), {"session": row.pk})
    with pytest.raises(PermissionDenied):
        end_session(row, actor=editor, at=NOON)

    assert theirs.get(DESK).status_code == 200
