"""The cast of the tests: a paper, its sections, one user for each role, stories in every state.

Section roles are held in Nation, and Sport is beside it; the editor, legal and the administrator
hold theirs over the whole paper.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
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
WHOLE_PAPER_ROLES = (Role.EDITOR, Role.LEGAL, Role.ADMINISTRATOR)


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


class StoryFactory(factory.Factory):  # type: ignore[misc,name-defined]
    """A story under ``section``: a draft, unless a state is asked for.

    States: ``published``, ``offline`` (published, then taken down), ``withdrawn``, ``scheduled``
    (an hour ahead of the real clock, which Wagtail reads itself).
    """

    class Meta:
        model = Story

    title = factory.Sequence(lambda n: f"Harbour bridge opens after repair {n}")
    slug = factory.Sequence(lambda n: f"harbour-bridge-{n}")
    standfirst = "Ferries stop at noon."

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Story:
        names = ("published", "offline", "withdrawn", "scheduled")
        states = {name: kwargs.pop(name, False) for name in names}
        where, owner = kwargs.pop("section", None) or section(), kwargs.pop("owner", None)
        if states["scheduled"]:
            kwargs["go_live_at"] = datetime.now(UTC) + AN_HOUR
        story = file_draft(Story(**kwargs), where, by=None, at=MONDAY)
        if owner:
            Story.objects.filter(pk=story.pk).update(owner=owner)
        if any(states.values()):
            publish(story, by=None, at=datetime.now(UTC) if states["scheduled"] else MONDAY)
        story = Story.objects.get(pk=story.pk)
        if states["offline"]:
            story = unpublish(story, by=None, at=MONDAY + AN_HOUR)
        if states["withdrawn"]:
            story = withdraw(story, Ground.LEGAL, by=None, note="Ordered.", at=MONDAY + AN_HOUR)
        return story
