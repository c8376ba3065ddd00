"""Each role at the real desk: what it sees, what it is refused, by Wagtail's own screens."""

from __future__ import annotations

from io import StringIO
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from broadsheet.accounts.actions import grant_role, revoke_role
from broadsheet.accounts.models import Role, RoleGroup
from broadsheet.accounts.queries import may
from broadsheet.accounts.tests.cast import NOON, signed_in, staff

pytestmark = pytest.mark.django_db


class Tree(NamedTuple):
    """Two sections, and a draft in the first."""

    nation: Page
    sport: Page
    draft: Page


@pytest.fixture
def tree() -> Tree:
    # Rooms above are asked for by name: imports go down only, in tests as well.
    front_page, section = (apps.get_model("sections", name) for name in ("FrontPage", "Section"))
    story = apps.get_model("stories", "Story")
    front = front_page.objects.first() or Page.get_first_root_node().add_child(
        instance=front_page(title="Front page", slug="front")
    )
    nation = front.add_child(instance=section(title="Nation", slug="nation", key="nation"))
    sport = front.add_child(instance=section(title="Sport", slug="sport", key="sport"))
    draft = nation.add_child(
        instance=story(title="Tram line to open", slug="tram-line-to-open", live=False)
    )
    return Tree(nation, sport, draft)


def _status(client: Client, name: str, *args: Any) -> int:
    """Return 200 if the screen is shown, 302 or 403 if it is refused."""
    return client.get(reverse(f"wagtailadmin_pages:{name}", args=args)).status_code


SHOWN = 200
WRITERS = {Role.REPORTER, Role.SUB, Role.SECTION_EDITOR, Role.EDITOR, Role.ADMINISTRATOR}
DESK = WRITERS - {Role.REPORTER}


@pytest.mark.parametrize("role", list(Role))
def test_role_opens_its_own_screens_and_no_others(role: Role, tree: Tree) -> None:
    """Create, edit and delete, at the section where the role is held."""
    client = signed_in(staff(role, tree.nation))

    shown = {
        "create": _status(client, "add", "stories", "story", tree.nation.pk) == SHOWN,
        "edit": _status(client, "edit", tree.draft.pk) == SHOWN,
        "move": _status(client, "move", tree.draft.pk) == SHOWN,
        "delete": _status(client, "delete", tree.draft.pk) == SHOWN,
    }
    editors = {Role.SECTION_EDITOR, Role.EDITOR, Role.ADMINISTRATOR}
    assert shown == {
        "create": role in WRITERS,
        "edit": role in DESK,
        "move": role in editors,
        "delete": role in editors,
    }


@pytest.mark.parametrize("role", list(Role))
def test_role_in_one_section_opens_nothing_in_another(role: Role, tree: Tree) -> None:
    """Nor in the sections above."""
    client = signed_in(staff(role, tree.sport))

    assert _status(client, "edit", tree.draft.pk) != SHOWN
    assert _status(client, "add", "stories", "story", tree.nation.pk) != SHOWN


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_makes_and_edits_sections(role: Role, tree: Tree) -> None:
    """A reporter who may add stories under a section adds no section there."""
    client = signed_in(staff(role))

    assert _status(client, "edit", tree.nation.pk) != SHOWN
    assert _status(client, "add", "sections", "section", tree.nation.pk) != SHOWN


def test_administrator_makes_and_edits_sections(tree: Tree) -> None:
    """And stories as well."""
    client = signed_in(staff(Role.ADMINISTRATOR))

    assert _status(client, "edit", tree.nation.pk) == SHOWN
    assert _status(client, "add", "sections", "section", tree.nation.pk) == SHOWN


@pytest.mark.parametrize("role", list(Role))
def test_users_are_the_administrators_affair(role: Role) -> None:
    """The list of users, and of roles."""
    client = signed_in(staff(role))

    shown = client.get(reverse("wagtailusers_users:index")).status_code == SHOWN
    assert shown == (role == Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", list(Role))
def test_pictures_are_for_those_who_work_with_them(role: Role) -> None:
    """The library and the upload."""
    client = signed_in(staff(role))

    shown = client.get(reverse("wagtailimages:add")).status_code == SHOWN
    assert shown == (role not in {Role.MODERATOR, Role.LEGAL})


def test_reporter_edits_what_is_their_own(tree: Tree) -> None:
    """And what is another's they do not."""
    reporter = staff(Role.REPORTER, tree.nation)
    client = signed_in(reporter)
    before = _status(client, "edit", tree.draft.pk)
    Page.objects.filter(pk=tree.draft.pk).update(owner=reporter)

    assert before != SHOWN
    assert _status(client, "edit", tree.draft.pk) == SHOWN


def test_publish_button_is_shown_to_editors_only(tree: Tree) -> None:
    """A sub edits and saves; the button is not theirs."""
    pages = {
        role: signed_in(staff(role, tree.nation))
        .get(reverse("wagtailadmin_pages:edit", args=[tree.draft.pk]))
        .content.decode()
        for role in (Role.SUB, Role.SECTION_EDITOR)
    }

    assert 'name="action-publish"' not in pages[Role.SUB]
    assert 'name="action-publish"' in pages[Role.SECTION_EDITOR]


def test_legal_may_unpublish_and_not_publish(tree: Tree) -> None:
    """Wagtail knows the two as one; we do not."""
    legal = staff(Role.LEGAL, tree.nation)
    tree.draft.live = True
    tester = tree.draft.permissions_for_user(legal)

    assert tester.can_unpublish()
    assert not tester.can_publish()
    assert not tester.can_edit()


def test_revoked_role_closes_its_screens_at_once(tree: Tree) -> None:
    """In the session that is open."""
    sub = staff(Role.SUB, tree.nation)
    grant_role(sub, Role.PICTURE_DESK, actor=None, at=NOON)
    client = signed_in(sub)
    before = _status(client, "edit", tree.draft.pk)
    revoke_role(sub, Role.SUB, tree.nation, actor=None, at=NOON)

    assert before == SHOWN
    assert _status(client, "edit", tree.draft.pk) != SHOWN


def test_one_group_stands_for_one_role_at_one_place(tree: Tree) -> None:
    """Made when it is first needed."""
    for number in range(3):
        staff(Role.SUB, tree.nation, name=f"Sub {number}")
    staff(Role.SUB, name="Chief Sub")

    groups = RoleGroup.objects.order_by("pk")
    assert [(row.role, row.node_id) for row in groups] == [
        (Role.SUB, tree.nation.pk),
        (Role.SUB, None),
    ]
    assert groups[0].group.user_set.count() == 3


def test_sync_repairs_what_a_hand_changed(tree: Tree) -> None:
    """Grants are the source; groups follow."""
    sub = staff(Role.SUB, tree.nation)
    group = RoleGroup.objects.get().group
    GroupPagePermission.objects.filter(group=group).delete()
    sub.groups.clear()

    call_command("sync_roles", stdout=(told := StringIO()))

    assert told.getvalue().endswith("roles say: 1\n")
    assert list(sub.groups.all()) == [group]
    granted = GroupPagePermission.objects.filter(group=group, page=tree.nation)
    assert {row.permission.codename for row in granted} == {"add_page", "change_page"}


def test_question_is_asked_of_the_database_once(tree: Tree, django_assert_num_queries: Any) -> None:
    """A listing of a hundred stories asks for each."""
    sub = staff(Role.SUB, tree.nation)
    may(sub, "story.edit", tree.draft)

    with django_assert_num_queries(0):
        for _turn in range(100):
            may(sub, "story.edit", tree.draft)


def test_superuser_may_everything_and_a_leaver_nothing(tree: Tree) -> None:
    """Whatever their roles were."""
    boss = staff(Role.EDITOR)
    boss.is_superuser = True

    assert may(boss, "user.edit")
    boss.is_active = False
    assert not may(boss, "story.edit", tree.draft)
