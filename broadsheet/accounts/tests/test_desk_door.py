"""The desk's door: who comes in, and how everybody else is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import caches
from django.test import Client

from broadsheet.accounts.actions import deactivate, grant_role
from broadsheet.accounts.models import Role, ThrottleEntry
from broadsheet.accounts.tests.cast import (
    NOON,
    PASSWORD,
    reader,
    signed_in,
    staff,
    totp_code,
)

pytestmark = pytest.mark.django_db

DESK = "/desk/"
LOGIN = "/account/login/"
FACTOR = "/account/2fa/authenticate/"


def test_stranger_is_led_to_our_sign_in() -> None:
    """Wagtail's own form is not shown to anybody."""
    answer = Client().get(DESK)

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{LOGIN}?next=/desk/")


@pytest.mark.parametrize("path", ["login/", "password_reset/", "login/?next=/desk/pages/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_ways_in_are_closed(path: str, method: str) -> None:
    """They know of no second factor."""
    editor = staff(Role.EDITOR)
    client = Client()

    answer = getattr(client, method)(DESK + path, {"username": editor.email, "password": PASSWORD})

    assert answer.status_code == 302
    assert answer["Location"].startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_password_and_second_factor_open_the_desk() -> None:
    """This is how staff come in."""
    assert signed_in(staff(Role.EDITOR)).get(DESK).status_code == 200


def test_password_alone_is_no_sign_in() -> None:
    """Whoever has enrolled is asked for the code, and is nobody until it is given."""
    editor = staff(Role.EDITOR)
    client = Client()
    answer = client.post(LOGIN, {"login": editor.email, "password": PASSWORD})

    assert answer["Location"] == FACTOR
    assert "_auth_user_id" not in client.session
    assert client.get(DESK).status_code == 302


def test_staff_without_second_factor_are_refused_at_sign_in() -> None:
    """A password alone gets nowhere, not even to enrol a factor of a thief's own."""
    editor = staff(Role.EDITOR)
    Authenticator.objects.all().delete()
    client = Client()

    answer = client.post(LOGIN, {"login": editor.email, "password": PASSWORD})

    assert answer.status_code == 403
    assert "enrolment link" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert client.get("/account/2fa/totp/activate/").status_code == 302


def test_recovery_code_stands_for_the_factor_once() -> None:
    """A lost phone does not lock anybody out, and a used code is used."""
    editor = staff(Role.EDITOR)
    code = RecoveryCodes.activate(editor).get_unused_codes()[0]
    statuses = []
    for _turn in range(2):
        client = Client()
        client.post(LOGIN, {"login": editor.email, "password": PASSWORD})
        client.post(FACTOR, {"code": code})
        statuses.append(client.get(DESK).status_code)

    assert statuses == [200, 302]


def test_code_of_an_app_serves_once() -> None:
    """Whoever looked over a shoulder comes too late, on whichever process."""
    editor = staff(Role.EDITOR)
    code = totp_code(editor)
    statuses = []
    for _turn in range(2):
        client = Client()
        client.post(LOGIN, {"login": editor.email, "password": PASSWORD})
        client.post(FACTOR, {"code": code})
        statuses.append(client.get(DESK).status_code)

    assert statuses == [200, 302]


def test_session_without_proof_is_ended_at_the_desk() -> None:
    """A session that some program made is none."""
    editor = staff(Role.EDITOR)
    client = Client()
    client.force_login(editor)

    answer = client.get("/desk/pages/")

    assert answer.status_code == 302
    assert answer["Location"] == f"{LOGIN}?next=/desk/pages/"
    assert "_auth_user_id" not in client.session


def test_reader_is_told_that_the_desk_is_for_staff() -> None:
    """In plain words, and without being signed out."""
    rosa = reader()
    client = Client()
    client.force_login(rosa)

    answer = client.get(DESK)

    assert answer.status_code == 403
    assert "desk is for staff" in answer.content.decode()
    assert client.session["_auth_user_id"] == str(rosa.pk)


def test_reader_who_is_given_a_role_must_enrol_by_a_link() -> None:
    """An e-mail code alone neither opens the desk nor enrols a factor."""
    rosa = reader()
    client = Client()
    client.force_login(rosa)
    grant_role(rosa, Role.REPORTER, actor=None, at=NOON)

    assert client.get("/account/2fa/totp/activate/").status_code == 403
    assert client.get(DESK).status_code == 302


def test_staff_cannot_come_by_a_code_in_their_mail(mailoutbox: list[Any]) -> None:
    """Whoever reads an editor's mail is not the editor."""
    editor = staff(Role.EDITOR)
    client = Client()
    client.post("/account/login/code/", {"email": editor.email})
    (mail,) = mailoutbox
    answer = client.post("/account/login/code/confirm/", {"code": _code_in(mail.body)}, follow=True)

    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


def _code_in(body: str) -> str:
    return next(
        line.strip() for line in body.splitlines() if len(line.strip().replace("-", "")) in (6, 8)
    )


def test_reader_signs_in_by_code(mailoutbox: list[Any]) -> None:
    """No password is asked of readers."""
    rosa = reader()
    client = Client()
    client.post("/account/login/code/", {"email": rosa.email})
    (mail,) = mailoutbox
    client.post("/account/login/code/confirm/", {"code": _code_in(mail.body)})

    assert client.session["_auth_user_id"] == str(rosa.pk)


def test_reader_opens_an_account_by_code(mailoutbox: list[Any]) -> None:
    """The address, then the code: that is all."""
    client = Client()
    client.post("/account/signup/", {"email": "nina@reader.test"})
    (mail,) = mailoutbox
    client.post("/account/confirm-email/", {"code": _code_in(mail.body)})

    assert client.get("/account/email/").status_code == 200
    assert "nina@reader.test" in client.get("/account/email/").content.decode()


@pytest.mark.parametrize("path", ["/account/login/code/", "/account/signup/"])
def test_known_and_unknown_addresses_get_the_same_answer(path: str) -> None:
    """Nobody finds out who reads the paper."""
    rosa = reader()
    answers = [
        Client().post(path, {"email": email}) for email in (rosa.email, "nobody@reader.test")
    ]

    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]


def test_holder_of_an_address_is_told_that_there_is_an_account(mailoutbox: list[Any]) -> None:
    """And how to sign in."""
    Client().post("/account/signup/", {"email": reader().email})

    (mail,) = mailoutbox
    assert "/account/login/" in mail.body


def test_guesser_is_stopped_and_the_count_is_in_the_database() -> None:
    """Another process would know of the count as well."""
    editor = staff(Role.EDITOR)
    for _turn in range(5):
        Client().post(LOGIN, {"login": editor.email, "password": "wrong"})
    caches["default"].clear()  # what this process remembers by itself

    answer = Client().post(LOGIN, {"login": editor.email, "password": PASSWORD})

    assert "Too many failed" in answer.content.decode()
    assert ThrottleEntry.objects.filter(cache_key__contains="allauth:rl").exists()


def test_guesser_of_the_factor_is_stopped() -> None:
    """Six digits are not many."""
    editor = staff(Role.EDITOR)
    client = Client()
    client.post(LOGIN, {"login": editor.email, "password": PASSWORD})
    for _turn in range(6):
        client.post(FACTOR, {"code": "000000"})

    client.post(FACTOR, {"code": totp_code(editor)})

    assert "_auth_user_id" not in client.session


def test_codes_by_mail_are_not_sent_without_end(mailoutbox: list[Any]) -> None:
    """A mailbox is not flooded by somebody who knows its address."""
    rosa = reader()
    for _turn in range(6):
        Client().post("/account/login/code/", {"email": rosa.email})

    assert len(mailoutbox) == 3


def test_leaver_is_out_at_once() -> None:
    """Sessions and authenticators end with the account."""
    editor = staff(Role.EDITOR)
    client = signed_in(editor)

    deactivate(editor, actor=None, at=NOON + timedelta(days=1))

    assert client.get(DESK).status_code == 302
    assert not Authenticator.objects.filter(user=editor).exists()
    answer = Client().post(LOGIN, {"login": editor.email, "password": PASSWORD})
    assert "are not correct" in answer.content.decode()


def test_staff_cannot_take_off_their_last_factor() -> None:
    """Readers may; staff would lock themselves out."""
    client = signed_in(staff(Role.EDITOR))
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    answer = client.post("/account/2fa/totp/deactivate/")

    assert answer.status_code == 200
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 1


def test_browsers_of_the_desk_are_told_so_and_readers_are_not() -> None:
    """A page that is the same for everyone may then offer the desk's tools; it opens nothing."""
    client = signed_in(staff(Role.EDITOR))
    client.get(DESK)
    assert client.cookies["desk"].value == "1"

    client.post("/account/logout/")
    client.get(LOGIN)

    assert client.cookies["desk"].value == ""
    assert "desk" not in Client().get(LOGIN).cookies
