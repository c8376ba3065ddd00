"""The first screen: what waits for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.desk.models import ListedStory, Notice
from broadsheet.desk.waiting.queries import groups
from broadsheet.desk.workflow import actions
from broadsheet.desk.workflow.tests.cast import desk, handed_in, review
from broadsheet.kit import clock
from broadsheet.outbox.tests.cast import send_all
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member

pytestmark = pytest.mark.django_db


def waits(user: Any) -> dict[str, list[str]]:
    """What waits for somebody, by its reason."""
    found = groups(user, clock.now())
    return {group.name: [row.headline for row in group.rows] for group in found}


def first_screen(client: Client) -> str:
    """The words of the first screen."""
    return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


def test_each_person_sees_what_waits_for_them() -> None:
    """The reporter their draft and what came back, the sub and the editor what to approve."""
    staff = desk()
    StoryFactory(owner=staff["reporter"], title="Begun")
    story = handed_in(staff["reporter"], title="Handed in")
    back = handed_in(staff["reporter"], title="Came back")
    actions.send_back(review(back).task_state, by=staff["sub"], note="Which ferry?")

    assert waits(staff["reporter"]) == {"sent_back": ["Came back"], "draft": ["Begun"]}
    assert waits(staff["sub"]) == waits(staff["section_editor"]) == {"review": ["Handed in"]}
    assert waits(staff["legal"]) == {}

    page = first_screen(at_the_desk(staff["sub"]))

    assert reverse("desk_approvals", args=[story.pk]) in page


def test_what_is_late_comes_first() -> None:
    """A story whose time passed, ahead of those that still have theirs."""
    editor = member(Role.EDITOR)
    late = StoryFactory(scheduled=True, title="Too late")
    ListedStory.objects.filter(pk=late.pk).update(due_at=clock.now() - timedelta(minutes=2))

    assert list(waits(editor)) == ["late"]


def test_notices_are_shown_until_they_are_put_away() -> None:
    """By the person alone, and not one that came after the page."""
    staff = desk()
    handed_in(staff["reporter"], title="Handed in")
    send_all()
    client = at_the_desk(staff["sub"])

    assert "Waits for your approval" in first_screen(client)

    last = Notice.objects.filter(user=staff["sub"]).get().pk
    client.post(reverse("desk_put_away"), {"last": str(last)})

    assert "Waits for your approval" not in first_screen(client)
    assert Notice.objects.filter(seen_at=None).count() == 1
    assert client.post(reverse("desk_put_away"), {"last": "x"}).status_code == 400


def test_the_first_screen_asks_little(django_assert_max_num_queries: Any) -> None:
    """However many stories there are."""
    staff = desk()
    for _number in range(10):
        handed_in(staff["reporter"])
    send_all()
    client = at_the_desk(staff["sub"])
    client.get(reverse("wagtailadmin_home"))

    with django_assert_max_num_queries(40):
        client.get(reverse("wagtailadmin_home"))
