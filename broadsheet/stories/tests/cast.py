"""The cast of the tests: a paper, its sections, one user for each role, stories in every state.

Section roles are held in Nation, and Sport is beside it; the editor, legal and the administrator
hold theirs over the whole paper.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.test import Client

from broadsheet.accounts.actions import add_user, grant_role
from broadsheet.accounts.models import Role, User
from broadsheet.people.actions import add_contributor
from broadsheet.people.models import Contributor
from broadsheet.sections.actions import add_section, add_topic
from broadsheet.sections.founding import found
from broadsheet.sections.models import FrontPage, Section, Topic
from broadsheet.stories.actions import file_draft, publish, unpublish, withdraw
from broadsheet.stories.models import Ground, Story

MONDAY = datetime(2024, 5, 6, 6, 30, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
STATES = ("published", "offline", "withdrawn", "scheduled")
WHOLE_PAPER_ROLES = (Role.EDITOR, Role.LEGAL, Role.ADVERTISING, Role.ADMINISTRATOR)
_count = count(1)


def paper() -> FrontPage:
    """The front page, made once."""
    return FrontPage.objects.first() or found("The Harbour Post", "http://127.0.0.1:8000")


def section(name: str = "Nation", parent: Section | None = None) -> Section:
    """A section by its name, made once."""
    there = Section.objects.filter(title=name).first()
    return there or add_section(name, parent=parent or paper(), by=None, at=MONDAY)


def member(role: str, where: Section | None = None) -> User:
    """A member of staff; section roles are held in Nation unless ``where`` says otherwise."""
    name = Role(role).name.title()
    user = add_user(f"{role}@post.example", name=name, actor=None, at=MONDAY)
    node = None if role in WHOLE_PAPER_ROLES else (where or section())
    grant_role(user, role, node, actor=None, at=MONDAY)
    return user


def at_the_desk(user: User) -> Client:
    """A client signed in as the desk asks: with a password and a second factor."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    now = MONDAY.timestamp()
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": now, "email": user.email},
        {"method": "mfa", "type": "totp", "at": now},
    ]
    session.save()
    return client


def byline(name: str = "Meera Nair") -> Contributor:
    """A contributor by name, made once."""
    there = Contributor.objects.filter(name=name).first()
    return there or add_contributor(name, by=None, at=MONDAY)


def topic(name: str = "Monsoon") -> Topic:
    """A topic by name, made once."""
    there = Topic.objects.filter(name=name).first()
    return there or add_topic(name, by=None, at=MONDAY)


def StoryFactory(**given: Any) -> Story:  # noqa: N802 - the name by which factories are known
    """A story under ``section``: a draft, unless a state is asked for.

    States: ``published``, ``offline`` (published, then taken down), ``withdrawn``, ``scheduled``
    (an hour ahead of the real clock, which Wagtail reads itself).
    """
    state = {name: given.pop(name, False) for name in STATES}
    where, owner = given.pop("section", None) or section(), given.pop("owner", None)
    if state["scheduled"]:
        given["go_live_at"] = datetime.now(UTC) + AN_HOUR
    number = next(_count)
    words = {"title": f"Harbour bridge opens, part {number}", "slug": f"harbour-bridge-{number}"}
    story = Story(**{"standfirst": "Ferries stop at noon.", **words, **given})
    file_draft(story, where, by=owner, at=MONDAY)
    if any(state.values()):
        publish(story, by=None, at=datetime.now(UTC) if state["scheduled"] else MONDAY)
    if state["offline"]:
        unpublish(story, by=None, at=MONDAY + AN_HOUR)
    if state["withdrawn"]:
        withdraw(story, Ground.LEGAL, by=None, note="Ordered.", at=MONDAY + AN_HOUR)
    fresh: Story = Story.objects.get(pk=story.pk)
    return fresh
