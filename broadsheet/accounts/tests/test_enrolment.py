"""Enrolment by a one-time link: password and new factor, both, or nobody is let in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from broadsheet.accounts.actions import (
    LinkTerms,
    add_user,
    deactivate,
    grant_role,
    make_enrolment_link,
)
from broadsheet.accounts.models import EnrolmentLink, Role, User
from broadsheet.accounts.tests.cast import NOON, PASSWORD, code_of, reader, signed_in, staff
from broadsheet.kit import clock

pytestmark = pytest.mark.django_db

SECRET = "mfa.totp.secret"  # noqa: S105  a key of the session, not a secret


def _new_colleague(password: str | None = PASSWORD) -> User:
    user = add_user("asha@paper.test", name="Asha", actor=None, at=NOON, password=password)
    grant_role(user, Role.REPORTER, actor=None, at=NOON)
    return user


def _link(user: User, **terms: object) -> str:
    token = make_enrolment_link(user, actor=None, at=clock.now(), terms=LinkTerms(**terms))  # type: ignore[arg-type]
    return f"/account/enrol/{token}/"


def _enrol(client: Client, url: str) -> int:
    client.post(url, {"password": PASSWORD})
    client.get(url)
    code = code_of(client.session[SECRET])
    return client.post(url, {"code": code}).status_code


def test_password_and_factor_together_open_the_desk() -> None:
    """And the recovery codes are shown at once."""
    url = _link(_new_colleague())
    client = Client()
    client.post(url, {"password": PASSWORD})
    page = client.get(url).content.decode()
    secret = client.session[SECRET]
    answer = client.post(url, {"code": code_of(secret)}, follow=True)

    assert secret in page
    assert "<svg" in page
    assert answer.redirect_chain == [("/account/2fa/recovery-codes/", 302)]
    assert "Unused codes" in answer.content.decode()
    assert client.get("/desk/").status_code == 200


def test_visiting_signs_nobody_in() -> None:
    """Nor does the password alone."""
    url = _link(_new_colleague())
    client = Client()
    client.get(url)
    before = "_auth_user_id" in client.session
    client.post(url, {"password": PASSWORD})

    assert not before
    assert "_auth_user_id" not in client.session
    assert client.get("/desk/").status_code == 302


def test_wrong_password_shows_no_secret() -> None:
    """Whoever found the link in a mailbox learns nothing."""
    url = _link(_new_colleague())
    client = Client()

    answer = client.post(url, {"password": "not the password"})

    assert "not the password of this account" in answer.content.decode()
    assert SECRET not in client.session


def test_wrong_code_enrols_nothing() -> None:
    """The link stays good for the next code."""
    url = _link(_new_colleague())
    client = Client()
    client.post(url, {"password": PASSWORD})
    client.get(url)
    secret = client.session[SECRET]

    answer = client.post(url, {"code": "000000"})

    assert "not right" in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert client.post(url, {"code": code_of(secret)}).status_code == 302


def test_link_serves_once() -> None:
    """Whoever comes second is told so."""
    url = _link(_new_colleague())
    assert _enrol(Client(), url) == 302

    answer = Client().get(url)

    assert answer.status_code == 410
    assert "used already" in answer.content.decode()


def test_two_who_stand_before_the_last_step_do_not_both_enrol() -> None:
    """The link is taken by whoever proves the factor first."""
    url = _link(_new_colleague())
    first, second = Client(), Client()
    for client in (first, second):
        client.post(url, {"password": PASSWORD})
        client.get(url)
    code = code_of(second.session[SECRET])
    first.post(url, {"code": code_of(first.session[SECRET])})

    answer = second.post(url, {"code": code})

    assert answer.status_code == 410
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).count() == 1
    assert "_auth_user_id" not in second.session


def test_expired_link_is_refused() -> None:
    """In words."""
    user = _new_colleague()
    token = make_enrolment_link(user, actor=None, at=clock.now() - timedelta(days=3))

    answer = Client().get(f"/account/enrol/{token}/")

    assert answer.status_code == 410
    assert "time is over" in answer.content.decode()


def test_newer_link_ends_the_older() -> None:
    """Only one is open at any time."""
    user = _new_colleague()
    older, newer = _link(user), _link(user)

    assert Client().get(older).status_code == 410
    assert Client().get(newer).status_code == 200


def test_unknown_link_is_not_found() -> None:
    """Half a link as well."""
    url = _link(_new_colleague())

    assert Client().get("/account/enrol/guess/").status_code == 404
    assert Client().get(url[:-5] + "/").status_code == 404


def test_only_the_hash_of_a_token_is_kept() -> None:
    """Whoever reads the database cannot enrol."""
    url = _link(_new_colleague())
    token = url.split("/")[-2]

    link = EnrolmentLink.objects.get()
    assert token not in str(vars(link))


def test_link_of_a_leaver_is_refused() -> None:
    """Whoever has left has no way in."""
    user = _new_colleague()
    url = _link(user)
    deactivate(user, actor=None, at=clock.now())

    assert Client().get(url).status_code == 410


def test_guesses_at_the_password_are_counted() -> None:
    """Five tries a link in five minutes."""
    url = _link(_new_colleague())
    for _turn in range(5):
        Client().post(url, {"password": "guess"})

    answer = Client().post(url, {"password": PASSWORD})

    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()


@pytest.mark.parametrize(
    ("peer", "site", "host", "headers", "status"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000", "127.0.0.1", {}, 200),
        ("::1", "http://localhost:8000", "localhost", {}, 200),
        ("10.0.0.1", "http://127.0.0.1:8000", "127.0.0.1", {}, 403),
        ("10.0.0.1", "http://127.0.0.1:8000", "127.0.0.1", {"x-forwarded-for": "127.0.0.1"}, 403),
        ("127.0.0.1", "http://127.0.0.1:8000", "127.0.0.1", {"x-forwarded-for": "10.0.0.1"}, 403),
        ("127.0.0.1", "http://127.0.0.1:8000", "127.0.0.1", {"forwarded": "for=127.0.0.1"}, 403),
        ("127.0.0.1", "https://paper.example", "127.0.0.1", {}, 403),
        ("127.0.0.1", "http://127.0.0.1:8000", "paper.example", {}, 403),
    ],
)
def test_loopback_link_serves_on_this_machine_alone(
    settings: Any,
    peer: str,
    site: str,
    host: str,
    headers: dict[str, str],
    status: int,
) -> None:
    """The demo's links are worth nothing to the network, whatever its headers claim."""
    settings.SITE_URL = site
    settings.ALLOWED_HOSTS = ["*"]
    url = _link(_new_colleague(), loopback_only=True)

    answer = Client(REMOTE_ADDR=peer, SERVER_NAME=host).get(url, headers=headers)

    assert answer.status_code == status


def test_new_colleague_chooses_a_password() -> None:
    """Nobody else ever knows it; a weak one is refused."""
    user = _new_colleague(password=None)
    url = _link(user)
    client = Client()
    weak = client.post(url, {"new_password1": "paper", "new_password2": "paper"})
    client.post(url, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    user.refresh_from_db()
    before = user.has_usable_password()
    client.get(url)
    client.post(url, {"code": code_of(client.session[SECRET])})
    user.refresh_from_db()

    assert "too short" in weak.content.decode()
    assert not before
    assert user.check_password(PASSWORD)
    assert client.get("/desk/").status_code == 200


def test_forgotten_password_is_replaced_by_a_link_that_says_so() -> None:
    """There is no way to reset one by mail."""
    user = _new_colleague()
    url = _link(user, new_password=True)
    another = "quite another sentence to remember"
    client = Client()
    client.post(url, {"new_password1": another, "new_password2": another})
    client.get(url)
    client.post(url, {"code": code_of(client.session[SECRET])})
    user.refresh_from_db()

    assert user.check_password(another)
    with pytest.raises(NoReverseMatch):
        reverse("account_reset_password")


def test_enrolling_again_ends_the_old_factor_and_its_sessions() -> None:
    """A lost phone opens nothing any more."""
    user = staff(Role.EDITOR)
    old = Authenticator.objects.get(user=user).pk
    lost_phone = signed_in(user)
    url = _link(user)
    _enrol(Client(), url)

    assert lost_phone.get("/desk/").status_code == 302
    assert not Authenticator.objects.filter(pk=old).exists()


def test_link_page_is_kept_nowhere() -> None:
    """Neither in caches nor in the logs of other sites."""
    answer = Client().get(_link(_new_colleague()))

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_reader_gets_no_link() -> None:
    """There is nothing for them to enrol for."""
    rosa = reader()

    with pytest.raises(ValidationError, match="not on the staff"):
        make_enrolment_link(rosa, actor=None, at=NOON)


def test_only_an_administrator_makes_links() -> None:
    """An editor could otherwise become anybody."""
    user = _new_colleague()
    editor = staff(Role.EDITOR)

    with pytest.raises(PermissionDenied):
        make_enrolment_link(user, actor=editor, at=NOON)
