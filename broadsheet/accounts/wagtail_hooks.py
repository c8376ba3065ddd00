"""The room's places in Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from broadsheet.accounts import desk_views
from broadsheet.accounts.models import User
from broadsheet.accounts.pages import act_on
from broadsheet.accounts.queries import may
from broadsheet.accounts.viewsets import NoBulkDelete, NoBulkRoles, NoBulkState, RoleViewSet

AFTER_WAGTAILS = 1000


def only_what_the_role_makes(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """Refuse to make a section to whoever may only make stories: Wagtail asks about the parent."""
    if not may(request.user, act_on(page_class, "create"), parent):
        raise PermissionDenied(_("Your role does not make pages of this kind here."))


def role_screens() -> RoleViewSet:
    """Who holds which role where."""
    return RoleViewSet("roles")


def enrolment_address() -> list[URLPattern]:
    """The screens of one account."""
    return [
        path(
            "enrolment/<int:user>/",
            desk_views.EnrolmentLinkView.as_view(),
            name="accounts_enrolment_link",
        ),
        path("sessions/", desk_views.SessionsView.as_view(), name="own_sessions"),
        path("sessions/<int:user>/", desk_views.SessionsView.as_view(), name="sessions_of"),
    ]


def own_sessions_item() -> MenuItem:
    """Where oneself is signed in, for everybody at the desk."""
    address = reverse("own_sessions")
    return MenuItem(
        gettext_lazy("Where you are signed in"), address, name="own-sessions", icon_name="user"
    )


def enrolment_button(user: User, request_user: User) -> Iterator[Button]:
    """Buttons beside a user: an enrolment link for active staff, and where they are signed in."""
    if user.is_staff and user.is_active and may(request_user, "user.edit"):
        yield Button(
            gettext_lazy("Enrolment link"),
            url=reverse("accounts_enrolment_link", args=[user.pk]),
            icon_name="key",
            priority=30,
        )
    if may(request_user, "user.edit"):
        yield Button(
            gettext_lazy("Signed in"),
            url=reverse("sessions_of", args=[user.pk]),
            icon_name="user",
            priority=31,
        )


hooks.register("before_create_page", only_what_the_role_makes)
hooks.register("register_admin_viewset", role_screens)
hooks.register("register_admin_urls", enrolment_address)
hooks.register("register_user_listing_buttons", enrolment_button)
hooks.register("register_help_menu_item", own_sessions_item)
# The last one registered under a name is the one that is used.
for closed in (NoBulkRoles, NoBulkDelete, NoBulkState):
    hooks.register("register_bulk_action", closed, order=AFTER_WAGTAILS)
