"""The front editor's places in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from broadsheet.accounts.screens import ItemFor
from broadsheet.fronts.editor import answers, make_views, preview_views, version_views, views
from broadsheet.fronts.editor.permission import sees_fronts

BEHIND_THE_STORIES = 60


def addresses() -> list[URLPattern]:
    """The list, the board and what it asks, previews, versions."""
    return [
        path("fronts/", views.FrontsView.as_view(), name="fronts"),
        re_path(
            r"^fronts/make/(?P<kind>home|section|special|rail)/$",
            make_views.MakeView.as_view(),
            name="front_make",
        ),
        *(path(f"fronts/<int:pk>/{way}", view, name=name) for name, way, view in OF_ONE),
    ]


OF_ONE = (
    ("front", "", views.FrontView.as_view()),
    ("front_settings", "settings/", make_views.SettingsView.as_view()),
    ("front_state", "state/", answers.StateView.as_view()),
    ("front_steps", "steps/", answers.StepsView.as_view()),
    ("front_here", "here/", answers.HereView.as_view()),
    ("front_stories", "stories/", answers.StoriesView.as_view()),
    ("front_names", "names/", answers.NamesView.as_view()),
    ("front_preview", "preview/", preview_views.PreviewView.as_view()),
    ("front_shown", "shown/", preview_views.ShownView.as_view()),
    ("front_publish", "publish/", version_views.PublishView.as_view()),
    ("front_throw_away", "throw-away/", version_views.ThrowAwayView.as_view()),
    ("front_cancel", "planned/<int:planned>/cancel/", version_views.CancelView.as_view()),
    ("front_versions", "versions/", version_views.VersionsView.as_view()),
    ("front_version", "versions/<int:number>/", version_views.VersionView.as_view()),
)


def menu_item() -> ItemFor:
    """The fronts in the menu, behind the stories."""
    return ItemFor(
        _("Fronts"),
        reverse("fronts"),
        name="fronts",
        icon_name="grid",
        order=BEHIND_THE_STORIES,
        seen_by=sees_fronts,
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
