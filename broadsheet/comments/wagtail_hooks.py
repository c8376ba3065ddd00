"""The room's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.screens import ItemFor
from broadsheet.comments.moderation import deciding_views as buttons
from broadsheet.comments.moderation import (
    duty_views,
    list_views,
    place_views,
    standing_views,
    views,
)
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
        *_further(),
    ]


def _further() -> list[URLPattern]:
    """Authors, threads, places, lists, the policy, who is on duty, and figures."""
    voice, thread = standing_views.VoiceView, place_views.ThreadView
    lists, policy = list_views.ListsView, list_views.PolicyView
    begin = "conversation/"
    return [
        path(f"{begin}author/<int:pk>/", voice.as_view(), name="moderation_voice"),
        path(f"{begin}thread/<int:pk>/", thread.as_view(), name="moderation_thread"),
        path(f"{begin}pick/<int:pk>/", place_views.PickView.as_view(), name="moderation_pick"),
        path(f"{begin}places/", place_views.PlacesView.as_view(), name=place_views.PLACES),
        path(f"{begin}places/<int:pk>/", place_views.PlaceView.as_view(), name="moderation_place"),
        path(f"{begin}lists/", lists.as_view(), name=list_views.LISTS),
        path(f"{begin}policy/", policy.as_view(), name=list_views.POLICY),
        path(
            f"{begin}policy/<int:number>/",
            list_views.VersionView.as_view(),
            name="moderation_version",
        ),
        path(f"{begin}duty/", duty_views.DutyView.as_view(), name=duty_views.DUTY),
        path(f"{begin}figures/", duty_views.FiguresView.as_view(), name=duty_views.FIGURES),
        *(
            path(
                f"{begin}decisions.{kind}",
                duty_views.LogView.as_view(),
                {"kind": kind},
                name=f"moderation_log_{kind}",
            )
            for kind in ("csv", "json")
        ),
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
