"""The acts on accounts: who may, what stands afterwards, what the log says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Page

from broadsheet.accounts import signals
from broadsheet.accounts.actions import (
    Factor,
    UnrecordedActError,
    add_user,
    deactivate,
    enrol,
    grant_role,
    make_enrolment_link,
    reactivate,
    revoke_role,
)
from broadsheet.accounts.models import EnrolmentLink, Role, RoleGrant, User
from broadsheet.accounts.queries import may
from broadsheet.accounts.tests.cast import (
    NOON,
    PASSWORD,
    code_of,
    reader,
    signed_in,
    staff,
)

pytestmark = pytest.mark.django_db


def _records() -> Any:
    return apps.get_model("records", "Record").objects


def _root() -> Page:
    root = Page.get_first_root_node()
    if root is None:
        raise AssertionError("the tree has a root")
    return root


def test_grant_makes_staff_and_the_last_revocation_unmakes_them() -> None:
    """Staff is whoever holds a role."""
    rosa = reader()
    grant_role(rosa, Role.SUB, actor=None, at=NOON)
    granted = rosa.is_staff
    revoke_role(rosa, Role.SUB, actor=None, at=NOON)

    assert granted
    assert not rosa.is_staff
    assert not may(rosa, "story.edit")


def test_same_grant_twice_is_one() -> None:
    """One row, one record."""
    rosa = reader()
    for _turn in range(2):
        grant_role(rosa, Role.SUB, actor=None, at=NOON)
        grant_role(rosa, Role.SUB, _root(), actor=None, at=NOON)

    assert RoleGrant.objects.count() == 2
    assert _records().filter(act="role.grant").count() == 2


@pytest.mark.parametrize("with_node", [False, True])
def test_database_refuses_a_grant_twice(*, with_node: bool) -> None:
    """On SQLite as well, where empty places are not equal by themselves."""
    rosa = reader()
    node = _root() if with_node else None
    RoleGrant.objects.create(user=rosa, role=Role.SUB, node=node)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=rosa, role=Role.SUB, node=node)


def test_every_act_is_in_the_log_with_its_actor() -> None:
    """Who let whom do what."""
    boss = staff(Role.ADMINISTRATOR)
    rosa = add_user("rosa@paper.test", name="Rosa Rao", actor=boss, at=NOON)
    grant_role(rosa, Role.REPORTER, actor=boss, at=NOON)
    make_enrolment_link(rosa, actor=boss, at=NOON)
    revoke_role(rosa, Role.REPORTER, actor=boss, at=NOON)
    deactivate(rosa, actor=boss, at=NOON, note="left the paper")
    reactivate(rosa, actor=boss, at=NOON)

    rows = _records().filter(actor_id=boss.pk, subject_id=str(rosa.pk)).order_by("id")
    assert [row.act for row in rows] == [
        "user.add",
        "role.grant",
        "user.enrolment_link",
        "role.revoke",
        "user.deactivate",
        "user.reactivate",
    ]
    assert rows[1].after == {"role": "reporter", "node": None, "section": ""}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_acts_on_users(role: Role) -> None:
    """Nobody else, in no way."""
    actor, rosa = staff(role), reader()

    for act in (
        lambda: add_user("new@paper.test", actor=actor, at=NOON),
        lambda: grant_role(rosa, Role.EDITOR, actor=actor, at=NOON),
        lambda: revoke_role(actor, role, actor=actor, at=NOON),
        lambda: deactivate(rosa, actor=actor, at=NOON),
        lambda: reactivate(rosa, actor=actor, at=NOON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_administrator_of_a_section_has_no_say_over_users() -> None:
    """Or they would make themselves administrator of the paper."""
    local = staff(Role.ADMINISTRATOR, _root())

    with pytest.raises(PermissionDenied):
        grant_role(local, Role.ADMINISTRATOR, actor=local, at=NOON)


def test_administrator_cannot_shut_themselves_out() -> None:
    """Another one can."""
    boss = staff(Role.ADMINISTRATOR)
    other = staff(Role.ADMINISTRATOR, name="Other Boss")

    for act in (
        lambda: revoke_role(boss, Role.ADMINISTRATOR, actor=boss, at=NOON),
        lambda: deactivate(boss, actor=boss, at=NOON),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert revoke_role(boss, Role.ADMINISTRATOR, actor=other, at=NOON)


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "Reader.Rosa@READER.test"])
def test_wrong_or_taken_address_is_refused(address: str) -> None:
    """In any case of letters."""
    add_user("reader.rosa@reader.test", actor=None, at=NOON)

    with pytest.raises(ValidationError):
        add_user(address, actor=None, at=NOON)

    assert User.objects.count() == 1


def test_role_that_is_none_and_user_who_left_are_refused() -> None:
    """With a sentence."""
    rosa = reader()
    with pytest.raises(ValidationError, match="no role"):
        grant_role(rosa, "king", actor=None, at=NOON)
    deactivate(rosa, actor=None, at=NOON)

    with pytest.raises(ValidationError, match="has left"):
        grant_role(rosa, Role.SUB, actor=None, at=NOON)


def test_leaver_keeps_nothing_but_their_name() -> None:
    """No role, no group, no password; the account stays, for their stories name it."""
    editor = staff(Role.EDITOR)
    deactivate(editor, actor=None, at=NOON)
    editor.refresh_from_db()

    assert not editor.is_active
    assert not editor.is_staff
    assert not editor.has_usable_password()
    assert not editor.groups.exists()
    assert not editor.grants.exists()


def test_act_that_nobody_writes_down_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unrecorded act is no act."""
    monkeypatch.setattr(signals.acted, "receivers", [])
    signals.acted.sender_receivers_cache.clear()

    with pytest.raises(UnrecordedActError):
        add_user("new@paper.test", actor=None, at=NOON)

    monkeypatch.undo()
    signals.acted.sender_receivers_cache.clear()
    assert not User.objects.exists()


def test_act_is_announced_after_the_commit(django_capture_on_commit_callbacks: Any) -> None:
    """Whoever listens hears of nothing that is undone."""
    heard: list[User] = []

    def listen(user: User, **options: Any) -> None:
        heard.append(user)

    signals.roles_changed.connect(listen)
    rosa = reader()
    with django_capture_on_commit_callbacks(execute=True):
        grant_role(rosa, Role.SUB, actor=None, at=NOON)
        early = list(heard)
    signals.roles_changed.disconnect(listen)

    assert early == []
    assert heard == [rosa]


@pytest.mark.django_db(transaction=True)
def test_what_staff_change_of_their_sign_in_is_in_the_log() -> None:
    """By allauth's own pages; of readers nothing is kept."""
    boss, rosa = staff(Role.ADMINISTRATOR), reader()
    client = signed_in(boss)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/2fa/recovery-codes/generate/")
    another = "quite another sentence to remember"
    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": another, "password2": another},
    )
    theirs = Client()
    theirs.force_login(rosa)
    theirs.get("/account/2fa/totp/activate/")
    code = code_of(theirs.session["mfa.totp.secret"])
    theirs.post("/account/2fa/totp/activate/", {"code": code})

    acts = _records().filter(actor_id=boss.pk).order_by("id").values_list("act", flat=True)
    assert list(acts) == ["user.factor_reset", "user.password"]
    assert Authenticator.objects.filter(user=rosa).exists()
    assert not _records().filter(actor_id=rosa.pk).exists()


@pytest.mark.parametrize("late", [timedelta(), timedelta(days=3)])
def test_link_that_was_found_good_is_asked_again_when_it_is_used(late: timedelta) -> None:
    """Two may have looked at once, or the time may have run out on the page."""
    user = staff(Role.EDITOR)
    make_enrolment_link(user, actor=None, at=NOON)
    link = EnrolmentLink.objects.get()
    factor = Factor(Authenticator.Type.TOTP, {"secret": "x"})
    if not late:
        enrol(link, factor, at=NOON)

    with pytest.raises(ValidationError, match="used or has expired"):
        enrol(link, factor, at=NOON + late)
