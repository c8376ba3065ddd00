"""Pictures withdrawn: a quiet gap on every page, and nothing at the addresses of their files."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.models.withdrawal import Withdrawal
from broadsheet.desk.withdrawal import actions
from broadsheet.pictures.actions import prepare
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.records.models import Record
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member

pytestmark = pytest.mark.django_db


def drawn() -> Picture:
    """A picture of the library with its files made."""
    data = encoded(image(900, 600))
    made: Picture = picture("harbour.jpg", data, caption="The quokka at home")
    prepare(made, ["lead", "body", "card"])
    return made


def shown_in(made: Picture) -> Story:
    """A published story with the picture at its head and in its body."""
    use = {"picture": made, "caption": "The quokka at home", "credit": "PTI"}
    return StoryFactory(published=True, picture=made, body=[("picture", use)])


def page(story: Story) -> str:
    """What a reader gets at the story's address."""
    return Client().get(story.address).content.decode()


def statuses(files: list[str], client: Client | None = None) -> set[int]:
    """What the addresses of files answer."""
    found = set()
    for address in files:
        answer: Any = (client or Client()).get(address)
        found.add(answer.status_code)
        if answer.streaming:
            b"".join(answer.streaming_content)
    return found


def addresses(made: Picture) -> list[str]:
    """Where readers find the picture's files."""
    return [row.url for row in made.renditions.all()]


@pytest.mark.parametrize(("ground", "answer"), [("editorial", 410), ("legal", 451)])
def test_a_withdrawn_picture_is_on_no_page_and_at_no_address(
    ground: str, answer: int, django_capture_on_commit_callbacks: Any
) -> None:
    """Pages say why in its place, and show neither a broken image nor its caption."""
    made = drawn()
    story, files = shown_in(made), addresses(made)
    order, editor = Order(ground, "She asked.", "At her wish."), member(Role.EDITOR)
    assert "/media/" in Client().get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw("picture", str(made.pk), order, by=editor)
    words = page(story)

    assert "/media/" not in words
    assert "quokka" not in words
    assert words.count("At her wish.") == 2
    assert "/media/" not in Client().get("/").content.decode()
    assert statuses(files) == {answer}


def test_restored_it_is_everywhere_again(django_capture_on_commit_callbacks: Any) -> None:
    """With the files at the addresses that they had."""
    made = drawn()
    story, files = shown_in(made), addresses(made)
    before = page(story)
    order = Order("legal", "Order 7.")
    with django_capture_on_commit_callbacks(execute=True):
        row = actions.withdraw("picture", str(made.pk), order, by=member(Role.EDITOR))
    with django_capture_on_commit_callbacks(execute=True):
        actions.decline(row, by=member(Role.LEGAL), note="It is ours.")

    assert page(story) == before
    assert statuses(files) == {200}
    assert Record.objects.filter(act="picture.restore").exists()


def test_the_library_shows_it_only_to_those_who_may_withdraw() -> None:
    """Neither in the list, nor its screen, nor its files."""
    made = drawn()
    screen = reverse("wagtailimages:edit", args=[made.pk])
    desk, editor = at_the_desk(member(Role.PICTURE_DESK)), at_the_desk(member(Role.EDITOR))
    offered = reverse("picture_withdraw", args=[made.pk])

    assert offered in editor.get(screen).content.decode()
    assert offered not in desk.get(screen).content.decode()

    editor.post(offered, {"ground": "legal", "note": "Order 7."})
    held = addresses(made)[0]

    assert Withdrawal.objects.get().is_pending
    assert (statuses([screen], desk) <= {302, 404}, statuses([screen], editor)) == (True, {200})
    assert (statuses([held], desk), statuses([held], editor)) == ({404}, {200})
