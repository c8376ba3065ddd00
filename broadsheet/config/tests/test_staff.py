"""`broadsheet user` and `broadsheet records`, on the tests' own database."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from typer.testing import CliRunner, Result

from broadsheet.accounts.models import User
from broadsheet.config.cli import app
from broadsheet.records.models import Record

Invoke = Callable[..., Result]
Commits = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def invoke(
    db: None, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Commits
) -> Invoke:
    """Run a command in this process, with what it does after its commit."""
    monkeypatch.setenv("LOG_LEVEL", "warning")

    def go(*arguments: str) -> Result:
        with django_capture_on_commit_callbacks(execute=True):
            return CliRunner().invoke(app, arguments)

    return go


def test_a_member_of_staff_comes_with_a_role_and_a_link(invoke: Invoke) -> None:
    """`user add` with a role prints the one-time link by which they enrol."""
    told = invoke("user", "add", "meera@paper.example", "--name", "Meera Das", "--role", "editor")

    assert told.exit_code == 0
    assert "/account/enrol/" in told.stdout
    assert User.objects.get(email="meera@paper.example").is_staff


def test_a_whole_stay_is_in_the_log(invoke: Invoke) -> None:
    """Each step from the first day to the last writes its row."""
    invoke("user", "add", "meera@paper.example", "--role", "editor")
    invoke("user", "grant", "meera@paper.example", "legal")
    listed = json.loads(invoke("user", "list", "--json").stdout)
    invoke("user", "revoke", "meera@paper.example", "legal")
    invoke("user", "deactivate", "meera@paper.example", "--note", "Went to sea")

    assert [grant["role"] for grant in listed[0]["roles"]] == ["editor", "legal"]
    assert list(Record.objects.order_by("id").values_list("act", flat=True)) == [
        "user.add",
        "role.grant",
        "user.enrolment_link",
        "role.grant",
        "role.revoke",
        "user.deactivate",
    ]


def test_a_lost_device_gets_a_new_link(invoke: Invoke) -> None:
    """`user link` makes another link, and a reader gets none."""
    first = invoke("user", "add", "meera@paper.example", "--role", "editor")
    second = invoke("user", "link", "meera@paper.example")
    invoke("user", "add", "reader@mail.example")
    reader = invoke("user", "link", "reader@mail.example")

    assert second.exit_code == 0
    assert first.stdout.split("/enrol/")[1] != second.stdout.split("/enrol/")[1]
    assert reader.exit_code == 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("grant", "nobody@paper.example", "editor"), 2),
        (("link", "nobody@paper.example"), 2),
        (("add", "not an address"), 4),
        (("add", "x@paper.example", "--role", "king"), 4),
        (("add", "x@paper.example", "--role", "editor", "--section", "nowhere"), 2),
    ],
)
def test_a_wrong_word_changes_nothing(
    invoke: Invoke, arguments: tuple[str, ...], code: int
) -> None:
    """An unknown person, role or section is refused in words, and nobody is added by half."""
    told = invoke("user", *arguments)

    assert told.exit_code == code
    assert told.stderr.strip()
    assert not User.objects.exists()


def test_an_address_is_added_once_in_any_case(invoke: Invoke) -> None:
    """The same address in other letters is refused."""
    invoke("user", "add", "meera@paper.example")
    again = invoke("user", "add", "Meera@Paper.Example")

    assert again.exit_code == 4
    assert User.objects.count() == 1


def test_the_log_is_exported_line_by_line(invoke: Invoke) -> None:
    """Each line of the export is one act, with its place in the chain."""
    invoke("user", "add", "meera@paper.example")
    rows = [json.loads(line) for line in invoke("records", "export").stdout.splitlines()]

    assert [(row["act"], row["seal"]) for row in rows] == [("user.add", 1)]


@pytest.mark.parametrize("arguments", [("export", "--format", "xml"), ("verify", "--kept", "x")])
def test_a_wrong_word_about_the_log_is_a_fault_of_usage(
    invoke: Invoke, arguments: tuple[str, ...]
) -> None:
    """An unknown form, or a head that is none, exits with 2."""
    assert invoke("records", *arguments).exit_code == 2
