"""The room's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.screens import ItemFor
from broadsheet.comments.moderation import deciding_views as buttons
from broadsheet.comments.moderation import views
from broadsheet.comments.moderation.reach import moderates
from broadsheet.comments.rights import wagtail_hooks as rights

PLACE_IN_THE_MENU = 240


def addresses() -> list[URLPattern]:
    """The queues, a comment by itself, and the buttons."""
    return [
        path("conversation/", views.QueueView.as_view(), name="moderation"),
        path("conversation/queue/<str:queue>/", views.QueueView.as_view(), name="moderation_queue"),
        path("conversation/comment/<int:pk>/", views.ItemView.as_view(), name="moderation_item"),
        path("conversation/decide/", buttons.DecideView.as_view(), name="moderation_decide"),
        path("conversation/undo/", buttons.UndoView.as_view(), name="moderation_undo"),
        path("conversation/keep/", buttons.KeepView.as_view(), name="moderation_keep"),
        path("conversation/hands/", buttons.HandsView.as_view(), name="moderation_hands"),
        path("conversation/leave/", buttons.LeaveView.as_view(), name="moderation_leave"),
    ]


def menu_item() -> ItemFor:
    """The conversation in the menu."""
    return ItemFor(
        _("Conversation"),
        reverse("moderation"),
        name="conversation",
        icon_name="comment",
        order=PLACE_IN_THE_MENU,
        seen_by=moderates,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_urls", rights.addresses)
hooks.register("register_admin_menu_item", menu_item)
