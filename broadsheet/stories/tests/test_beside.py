"""Two people who edit one story at once: nothing is lost, the second is shown the difference."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from broadsheet.accounts.models import Role
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member
from broadsheet.stories.tests.doorways import form_of

pytestmark = pytest.mark.django_db


class Desk:
    """Somebody at the desk with the story's form open, as it was when they opened it."""

    def __init__(self, story: Story, role: str) -> None:
        self.story, self.client = story, at_the_desk(member(role))
        latest = story.latest_revision
        self.opened = {
            "loaded_revision_id": str(latest.pk),
            "loaded_revision_created_at": latest.created_at.isoformat(),
        }

    def save(self, headline: str, **more: str) -> HttpResponse:
        """Press a button with another headline in the form."""
        form = form_of(self.story.get_latest_revision_as_object(), title=headline)
        address = reverse("wagtailadmin_pages:edit", args=[self.story.pk])
        return self.client.post(address, form | self.opened | more)  # type: ignore[return-value]


def two(**given: Any) -> tuple[Story, Desk, Desk]:
    """A story that two have open."""
    story = StoryFactory(title="As it was", **given)
    return story, Desk(story, Role.SUB), Desk(story, Role.SECTION_EDITOR)


def headline(story: Story) -> str:
    """The draft's."""
    row: Story = Story.objects.get(pk=story.pk)
    return str(row.get_latest_revision_as_object().title)


@pytest.mark.parametrize("given", [{}, {"published": True}])
@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}, {"action-submit": "1"}])
def test_the_second_text_is_kept_beside_and_shown(
    given: dict[str, bool], button: dict[str, str]
) -> None:
    """Whatever button was pressed: the first stays the draft, and nothing goes out."""
    story, first, second = two(**given)
    first.save("The first")
    answer = second.save("The second", **button)
    page = second.client.get(answer["Location"]).content.decode()
    kept = Revision.objects.get(content__title="The second")

    assert answer["Location"] == reverse("story_beside", args=[story.pk, kept.pk])
    assert headline(story) == "The first"
    assert not kept.is_latest_revision()
    assert "The" in page
    assert "first" in page
    assert "second" in page
    assert Story.objects.get(pk=story.pk).title != "The second"


def test_the_second_puts_theirs_on_top_and_the_first_stands_in_the_history() -> None:
    """As they decide, having seen both."""
    story, first, second = two()
    first.save("The first")
    place = second.save("The second")["Location"]
    over = str(Story.objects.get(pk=story.pk).latest_revision_id)
    second.client.post(place, {"over": over})

    assert headline(story) == "The second"
    assert Revision.objects.filter(content__title="The first").exists()


def test_a_third_text_is_not_overwritten_either() -> None:
    """Saved between the look and the button."""
    story, first, second = two()
    first.save("The first")
    place = second.save("The second")["Location"]
    over = str(Story.objects.get(pk=story.pk).latest_revision_id)
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.title = "The third"
    draft.save_revision()
    second.client.post(place, {"over": over})

    assert headline(story) == "The third"


def test_a_form_that_came_back_with_a_mistake_is_still_the_second() -> None:
    """Mended and sent again, as it came back, it does not go over the first unseen."""
    story, first, second = two()
    first.save("The first")
    back = second.save("The second" * 100).content.decode()
    for name in second.opened:
        second.opened[name] = re.findall(f'name="{name}" value="([^"]*)"', back)[-1]
    answer = second.save("The second")

    assert "/beside/" in answer["Location"]
    assert headline(story) == "The first"


def test_an_autosave_of_the_second_stops_and_says_what_becomes_of_the_text() -> None:
    """It is not kept with every key; nothing is said of overwriting."""
    story, first, second = two()
    first.save("The first")
    second.client.defaults["HTTP_ACCEPT"] = "application/json"
    answer = second.save("The second")

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "kept beside" in answer.content.decode()
    assert headline(story) == "The first"


def test_who_saves_alone_is_not_asked() -> None:
    """Not even twice in a row."""
    story, first, _second = two()
    answer = first.save("Once")

    assert "/beside/" not in answer.headers.get("Location", "")
    assert headline(story) == "Once"


def test_an_old_form_does_not_move_the_embargo() -> None:
    """Its embargo is the story's own, whoever saves second."""
    until = (datetime.now(UTC) + timedelta(hours=2)).replace(second=0, microsecond=0)
    story, first, second = two(embargo_until=until)
    first.save("The first", embargo_until=f"{timezone.localtime(until):%Y-%m-%d %H:%M}")
    second.save("The second", embargo_until="")

    assert headline(story) == "The first"
    assert Story.objects.get(pk=story.pk).embargo_until == until


def test_a_kept_text_is_shown_to_nobody_else() -> None:
    """A reporter whose story it is not finds no such screen."""
    _story, first, second = two()
    first.save("The first")
    place = second.save("The second")["Location"]
    stranger: Client = at_the_desk(member(Role.REPORTER))

    assert stranger.get(place).status_code in (302, 403)
