"""`broadsheet user`: who works here, in which role, and how they come in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer
from django.conf import settings

from broadsheet.config.cli.exits import Exit
from broadsheet.config.cli.opening import Home, open_newspaper, refusals, stop
from broadsheet.kit import clock

if TYPE_CHECKING:
    from broadsheet.accounts.models import User
    from broadsheet.sections.models import Section

user = typer.Typer(
    no_args_is_help=True,
    help="Who works here, in which role, and how they come in.",
    rich_markup_mode="markdown",
)

ROLES = "reporter, sub, section_editor, editor, picture_desk, moderator, legal or administrator"
Email = Annotated[str, typer.Argument(help="The person's e-mail address.", metavar="EMAIL")]
RoleName = Annotated[str, typer.Argument(help=f"{ROLES}.", metavar="ROLE")]
SectionKey = Annotated[
    str,
    typer.Option("--section", metavar="KEY", help="Only for this section; else the whole paper."),
]


@user.command()
def add(
    email: Email,
    home: Home = None,
    *,
    name: Annotated[str, typer.Option(help="Their name, given name first.")] = "",
    role: Annotated[str, typer.Option(help=f"{ROLES}; without one, a reader.")] = "",
    section: SectionKey = "",
) -> None:
    """Add a person; staff get a one-time link to choose a password and a second factor.

    Example: broadsheet user add meera@paper.example --name "Meera Das" --role section_editor
    --section city
    """
    open_newspaper(home)
    from django.db import transaction

    from broadsheet.accounts import actions

    now = clock.now()
    with refusals(), transaction.atomic():
        person = actions.add_user(email, name=name, actor=None, at=now)
        if role:
            actions.grant_role(person, role, _section(section), actor=None, at=now)
    typer.echo(f"{person.email} is in.")
    if role:
        _tell_link(person)


@user.command("list")
def list_users(
    home: Home = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """List the staff with their roles."""
    open_newspaper(home)
    from broadsheet.accounts.models import User

    staff = User.objects.filter(is_staff=True).prefetch_related("grants__node").order_by("email")
    found = [
        {
            "email": person.email,
            "name": person.get_full_name(),
            "active": person.is_active,
            "roles": [
                {"role": grant.role, "section": grant.node.title if grant.node else None}
                for grant in person.grants.all()
            ],
        }
        for person in staff
    ]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for person in staff:
        roles = ", ".join(str(grant).partition(": ")[2] for grant in person.grants.all())
        typer.echo(f"{person.email}  {person.get_full_name()}  {roles or '–'}")


@user.command()
def grant(email: Email, role: RoleName, home: Home = None, *, section: SectionKey = "") -> None:
    """Give a person a role, for a section and all below it or for the whole paper.

    Example: broadsheet user grant meera@paper.example editor
    """
    open_newspaper(home)
    from broadsheet.accounts import actions

    person = _person(email)
    with refusals():
        actions.grant_role(person, role, _section(section), actor=None, at=clock.now())
    typer.echo(f"{person.email} is {role} {_where(section)}.")


@user.command()
def revoke(email: Email, role: RoleName, home: Home = None, *, section: SectionKey = "") -> None:
    """Take a role away."""
    open_newspaper(home)
    from broadsheet.accounts import actions

    person = _person(email)
    with refusals():
        held = actions.revoke_role(person, role, _section(section), actor=None, at=clock.now())
    if not held:
        stop(Exit.REFUSED, f"{person.email} is not {role} {_where(section)}.")
    typer.echo(f"{person.email} is no longer {role} {_where(section)}.")


@user.command()
def deactivate(
    email: Email,
    home: Home = None,
    *,
    note: Annotated[str, typer.Option(help="Why, for the log.")] = "",
) -> None:
    """Let a leaver go: no way in is left, and everything that they made stays."""
    open_newspaper(home)
    from broadsheet.accounts import actions

    person = _person(email)
    with refusals():
        actions.deactivate(person, actor=None, at=clock.now(), note=note)
    typer.echo(f"{person.email} can no longer sign in.")


@user.command()
def link(email: Email, home: Home = None) -> None:
    """Make a new one-time link: to choose a password and a second factor anew."""
    open_newspaper(home)
    _tell_link(_person(email), new_password=True)


def _tell_link(person: User, *, new_password: bool = False) -> None:
    from django.urls import reverse

    from broadsheet.accounts import actions

    terms = actions.LinkTerms(new_password=new_password)
    with refusals():
        token = actions.make_enrolment_link(person, actor=None, at=clock.now(), terms=terms)
    hours = int(terms.lasts.total_seconds() // 3600)
    typer.echo(
        f"One-time link, good for {hours} hours; whoever has it is {person.email}:\n"
        f"  {settings.SITE_URL}{reverse('accounts_enrol', args=[token])}"
    )


def _person(email: str) -> User:
    from broadsheet.accounts.models import User

    found = User.objects.filter(email__iexact=email.strip()).first()
    return found or stop(Exit.USAGE, f"There is no user {email}. `broadsheet user list` names all.")


def _section(key: str) -> Section | None:
    from broadsheet.sections.models import Section

    if not key:
        return None
    found: Section | None = Section.objects.filter(key=key).first()
    if found is None:
        keys = (
            ", ".join(Section.objects.order_by("key").values_list("key", flat=True)) or "none yet"
        )
        stop(Exit.USAGE, f"There is no section with the key {key}. There are: {keys}.")
    return found


def _where(section: str) -> str:
    return f"of {section}" if section else "of the whole paper"
