"""The demo's staff: one account for each role, with a random password and a one-time link."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from broadsheet.accounts.actions import LinkTerms, add_user, grant_role, make_enrolment_link
from broadsheet.accounts.models import Role, User
from broadsheet.sections.models import Section

DOMAIN = "courant.example"


@dataclass(frozen=True, slots=True)
class Post:
    """A post at the paper: who holds it, at which section (empty: the whole paper)."""

    role: str
    name: str
    section: str = ""
    byline: str = ""

    @property
    def email(self) -> str:
        """The address by which the holder signs in."""
        return f"{self.role.replace('_', '-')}@{DOMAIN}"


POSTS = (
    Post(Role.REPORTER, "Asha Purkait", byline="asha-purkait"),
    Post(Role.SUB, "Leela Pothan"),
    Post(Role.SECTION_EDITOR, "Imtiaz Kolathur", section="city", byline="imtiaz-kolathur"),
    Post(Role.EDITOR, "Vasudha Ramnadan"),
    Post(Role.PICTURE_DESK, "Meenal Vaz", byline="meenal-vaz"),
    Post(Role.MODERATOR, "Jerome Tigga"),
    Post(Role.ADVERTISING, "Nalini Barreto"),
    Post(Role.LEGAL, "Farida Contractor"),
    Post(Role.ADMINISTRATOR, "Ravi Sundar Pai"),
)


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """One member of staff as the newcomer is told of them.

    ``password`` and ``token`` are empty for an account that was there before this run; neither is
    kept anywhere. The token is the last part of the address ``accounts_enrol``.
    """

    email: str
    name: str
    role: str
    password: str = ""
    token: str = ""


def hire(opened: datetime, now: datetime) -> tuple[DemoStaff, ...]:
    """Add the staff that is missing; accounts date from `opened`, their links from `now`."""
    return tuple(_hire(post, opened, now) for post in POSTS)


def _hire(post: Post, opened: datetime, now: datetime) -> DemoStaff:
    if User.objects.filter(email=post.email).exists():
        return DemoStaff(post.email, post.name, post.role)
    password = secrets.token_urlsafe(12)
    user = add_user(post.email, name=post.name, actor=None, at=opened, password=password)
    node = Section.objects.get(key=post.section) if post.section else None
    grant_role(user, post.role, node, actor=None, at=opened)
    token = make_enrolment_link(user, actor=None, at=now, terms=LinkTerms(loopback_only=True))
    return DemoStaff(post.email, post.name, post.role, password, token)


def renew_links(now: datetime) -> tuple[DemoStaff, ...]:
    """Make new links for those who have no second factor yet; their earlier links end.

    Whoever follows one chooses a new password as well, since nobody knows the first any more.
    """
    terms = LinkTerms(loopback_only=True, new_password=True)
    waiting = {
        user.email: user
        for user in User.objects.filter(
            email__in=[post.email for post in POSTS],
            is_active=True,
            is_staff=True,
            authenticator__isnull=True,
        )
    }
    return tuple(
        DemoStaff(
            post.email,
            post.name,
            post.role,
            token=make_enrolment_link(waiting[post.email], actor=None, at=now, terms=terms),
        )
        for post in POSTS
        if post.email in waiting
    )


def holder(role: str) -> User:
    """Return the account that holds a role in the demo; raises User.DoesNotExist."""
    post = next(post for post in POSTS if post.role == role)
    return User.objects.get(email=post.email)
