"""With any one embargo check taken out by hand, the leak test finds the leak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from wagtail import hooks
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import staff
from broadsheet.kit.refusals import Refused
from broadsheet.pictures import embargo as of_pictures
from broadsheet.pictures.models import Picture
from broadsheet.pictures.wagtail_hooks import OnlyOnesOwn
from broadsheet.stories import actions, objections
from broadsheet.stories.actions import publishing
from broadsheet.stories.desk import door
from broadsheet.stories.embargo import reading
from broadsheet.stories.tests import cast
from tests.leaks.planted import plant
from tests.leaks.walking import Leak, walk

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Out = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Check:
    """One check: how it is taken out, where it is missed first, and by a reporter of where."""

    name: str
    out: Out
    missed: tuple[str, ...]
    place: str = "Sport"

    def __str__(self) -> str:
        return self.name


def _without(owner: Any, name: str, instead: Any) -> Out:
    return lambda patch: patch.setattr(owner, name, instead)


def _nothing(*_args: Any, **_named: Any) -> None:
    return None


def _all_pages(_user: Any, pages: Any) -> Any:
    return pages


def _unhook(patch: pytest.MonkeyPatch) -> None:
    there = hooks._hooks
    patch.setitem(there, "construct_page_chooser_queryset", [])


CHECKS = (
    # The desk of the story's own section finds it in the tree; a reporter there may not read it.
    Check(
        "lists of pages",
        _without(reading, "shown_to", _all_pages),
        ("wagtailadmin_explore", "wagtailadmin_api:pages", "wagtailadmin_pages:search"),
        "Nation",
    ),
    Check("the chooser of pages", _unhook, ("wagtailadmin_choose_page",)),
    Check(
        "the door of every screen",
        _without(door, "keep_out", _nothing),
        ("wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_workflows"),
    ),
    Check(
        "lists of pictures",
        _without(
            of_pictures.EmbargoedPictures,
            "instances_user_has_any_permission_for",
            CollectionOwnershipPermissionPolicy.instances_user_has_any_permission_for,
        ),
        ("wagtailimages:index", "wagtailimages_chooser:choose"),
    ),
    Check(
        "the API of pictures",
        _without(OnlyOnesOwn, "get_queryset", lambda self: super(OnlyOnesOwn, self).get_queryset()),
        ("wagtailadmin_api:images", "wagtailadmin_api:documents"),
    ),
    Check(
        "the files of pictures",
        _without(Picture, "is_embargoed", False),
        ("media", "pictures_"),
    ),
)


def leaks_as_a_reporter(check: Check) -> list[Leak]:
    """Walk the outlets where the check is missed first."""
    planted = plant()
    reporter = staff(Role.REPORTER, cast.section(check.place), name="Rival Reporter")
    return walk(
        cast.at_the_desk(reporter),
        planted,
        lambda outlet: outlet.name.startswith(check.missed) or outlet.form.startswith(check.missed),
    )


@pytest.mark.parametrize("check", CHECKS, ids=str)
def test_a_check_that_is_taken_out_is_missed(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """And with it in its place there is nothing to be found there."""
    check.out(monkeypatch)

    assert leaks_as_a_reporter(check)


@pytest.mark.parametrize("check", CHECKS, ids=str)
def test_a_check_in_its_place_keeps_everything(check: Check) -> None:
    """So that the leak above is that check's."""
    assert [str(leak) for leak in leaks_as_a_reporter(check)] == []


def test_the_rule_of_the_act_taken_out_lets_the_story_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The act itself refuses; without its rule a stranger reads the story at its address."""
    planted = plant()
    planted.story.picture = None
    with pytest.raises(Refused):
        actions.publish(planted.story, by=None)

    monkeypatch.setattr(publishing, "against_publishing", lambda *_: ())
    monkeypatch.setattr(objections, "against", lambda *_: ())
    actions.publish(planted.story, by=None)

    assert walk(Client(), planted, lambda outlet: outlet.name in {"story", "home"})
