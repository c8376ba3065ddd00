"""Roles as Wagtail's own permissions: one group for each role at each place, made on demand.

Grants are the source. The groups let Wagtail's screens list, show and open what a role has to do
with; ``pages.ActTester`` then decides each act by the grants themselves, so a group may be wider
than the role, as for Legal, who may unpublish and not publish, which Wagtail knows as one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import structlog
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from broadsheet.accounts.models import Role, RoleGrant, RoleGroup, User

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Needs:
    """The permissions of Wagtail and Django that a role needs; ``model`` as ``app.codename``.

    ``shelf`` is the collection of the library that ``image`` is meant for; empty is all of it.
    """

    page: frozenset[str] = frozenset()
    image: frozenset[str] = frozenset()
    model: frozenset[str] = field(default_factory=frozenset)
    shelf: str = ""


def _models(*names: str, verbs: tuple[str, ...] = ("add", "change", "view")) -> frozenset[str]:
    pairs = (name.split(".") for name in names)
    return frozenset(f"{app}.{verb}_{model}" for app, model in pairs for verb in verbs)


# Pictures of advertisements: who sells them sees no picture of a story that is being written.
ADVERTISEMENTS = "Advertisements"
WRITE = frozenset({"add"})
SUB = frozenset({"add", "change"})
EDIT = frozenset({"add", "change", "publish", "lock", "unlock"})
OWN_IMAGES = frozenset({"add", "choose"})
ALL_IMAGES = frozenset({"add", "choose", "change"})
TOPICS = _models("sections.topic")
PEOPLE = _models("people.contributor")
USERS = _models("accounts.user", "accounts.rolegrant", verbs=("add", "change", "delete", "view"))
SITES = _models("wagtailcore.site", "wagtailcore.workflow", "wagtailcore.task") | _models(
    "wagtailcore.collection", verbs=("add", "change", "delete", "view")
)

NEEDS: dict[str, Needs] = {
    Role.REPORTER: Needs(WRITE, OWN_IMAGES, _models("sections.topic", verbs=("add", "view"))),
    Role.SUB: Needs(SUB, OWN_IMAGES, TOPICS),
    Role.SECTION_EDITOR: Needs(EDIT, ALL_IMAGES, TOPICS | PEOPLE),
    Role.EDITOR: Needs(EDIT | {"bulk_delete"}, ALL_IMAGES, TOPICS | PEOPLE),
    Role.PICTURE_DESK: Needs(image=ALL_IMAGES | {"delete"}),
    Role.MODERATOR: Needs(),
    Role.ADVERTISING: Needs(image=OWN_IMAGES, shelf=ADVERTISEMENTS),
    Role.LEGAL: Needs(page=frozenset({"publish"})),
    Role.ADMINISTRATOR: Needs(EDIT | {"bulk_delete"}, ALL_IMAGES | {"delete"}, TOPICS | PEOPLE),
}
# An administrator of one section has no say over users and settings.
WHOLE_PAPER_ADMINISTRATOR = Needs(
    EDIT | {"bulk_delete"}, ALL_IMAGES | {"delete"}, TOPICS | PEOPLE | USERS | SITES
)


def needs_of(role: str, node: Page | None) -> Needs:
    """Return what ``role`` needs at ``node``, or over the whole paper."""
    if role == Role.ADMINISTRATOR and node is None:
        return WHOLE_PAPER_ADMINISTRATOR
    return NEEDS[role]


def _group_name(role: str, node: Page | None) -> str:
    place = f"{node.title} ({node.pk})" if node else "whole paper"
    return f"{Role(role).label}: {place}"[:150]


def _group_for(role: str, node: Page | None) -> Group:
    known = RoleGroup.objects.filter(role=role, node=node).select_related("group").first()
    if known is None:
        group = Group.objects.create(name=_group_name(role, node))
        RoleGroup.objects.create(group=group, role=role, node=node)
        _give(group, role, node)
        return group
    return known.group


def _give(group: Group, role: str, node: Page | None) -> None:
    """Give ``group`` exactly what the role needs, and take away whatever else it has."""
    needs = needs_of(role, node)
    group.permissions.set(_model_permissions(needs.model))
    GroupPagePermission.objects.filter(group=group).delete()
    place = node or Page.get_first_root_node()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=place, permission=permission)
        for permission in _named("wagtailcore", "page", needs.page)
    )
    GroupCollectionPermission.objects.filter(group=group).delete()
    if needs.image:
        shelf = _shelf(needs.shelf)
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection=shelf, permission=permission)
            for permission in _named("wagtailimages", "image", needs.image)
        )


def _shelf(name: str) -> Collection:
    """Return the library, or a collection of it, made once."""
    root: Collection = Collection.get_first_root_node()
    if not name:
        return root
    there = root.get_children().filter(name=name).first()
    return there or root.add_child(name=name)


def _named(app: str, model: str, verbs: frozenset[str]) -> list[Permission]:
    wanted = {f"{verb}_{model}" for verb in verbs}
    return list(Permission.objects.filter(content_type__app_label=app, codename__in=wanted))


def _model_permissions(names: frozenset[str]) -> list[Permission]:
    wanted = names | {"wagtailadmin.access_admin"}
    condition = Q()
    for name in wanted:
        app, _, codename = name.partition(".")
        condition |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(condition).select_related("content_type"))
    if len(found) < len(wanted):
        there = {f"{one.content_type.app_label}.{one.codename}" for one in found}
        log.warning("accounts.permissions_missing", names=sorted(wanted - there))
    return found


@transaction.atomic
def project(user: User) -> None:
    """Put ``user`` into exactly the role groups of their grants; other groups stay."""
    wanted = {
        _group_for(grant.role, grant.node).pk
        for grant in RoleGrant.objects.filter(user=user).select_related("node")
    }
    held = set(user.groups.filter(role_group__isnull=False).values_list("pk", flat=True))
    user.groups.remove(*held - wanted)
    user.groups.add(*wanted - held)


@transaction.atomic
def sync() -> int:
    """Repair every role group and every member of staff; return how many users were seen."""
    for known in RoleGroup.objects.select_related("group", "node"):
        known.group.name = _group_name(known.role, known.node)
        known.group.save(update_fields=["name"])
        _give(known.group, known.role, known.node)
    users = User.objects.filter(
        Q(grants__isnull=False) | Q(groups__role_group__isnull=False)
    ).distinct()
    for user in users:
        project(user)
    return len(users)
