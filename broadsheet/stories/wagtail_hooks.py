"""The room's places in Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from broadsheet.accounts.queries import may
from broadsheet.sections.models import Topic
from broadsheet.stories.desk import act_views, embargo
from broadsheet.stories.desk.beside import LOGGED, BesideView
from broadsheet.stories.desk.bulk import BULK, unpublish_below
from broadsheet.stories.desk.note_views import NoteView
from broadsheet.stories.desk.publish_views import PublishView
from broadsheet.stories.desk.receipts import ReceiptsView
from broadsheet.stories.desk.viewset import FrontPageViewSet, SectionViewSet, StoryViewSet
from broadsheet.stories.embargo.reading import shown_to
from broadsheet.stories.forms import offer_places
from broadsheet.stories.linking import StoryLinkHandler
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.queries import places_written_in

AFTER_WAGTAILS = 1000


class PagesReadOnly(PagesAdminAPIViewSet):
    """The admin's page API: read by its scripts. Its acts are not used by any screen: shut."""

    actions: dict[str, Any] = {}

    def get_queryset(self) -> Any:
        """Leave out what the law has sealed: a page's words stand in its answer."""
        sealed = Story.objects.filter(withdrawn_ground=Ground.LEGAL)
        return super().get_queryset().exclude(pk__in=sealed.values("pk"))


def shut_the_acts_of_the_page_api(router: Any) -> None:
    """Leave the admin's page API for reading only."""
    router.register_endpoint("pages", PagesReadOnly)


def no_embargoed_to_choose(pages: Any, request: HttpRequest) -> Any:
    """Leave out of the page chooser what an embargo keeps from the user."""
    return shown_to(request.user, pages)


def story_screens() -> list[PageViewSet]:
    """Put our screens in place of Wagtail's for stories, and for what they stand under."""
    return [StoryViewSet("stories"), SectionViewSet("sections"), FrontPageViewSet("front_pages")]


def stories_below_first(request: HttpRequest, page: Page) -> None:
    """Take the stories under a section offline by the act, before Wagtail goes through the rest."""
    if request.POST.get("include_descendants"):
        unpublish_below(page, request.user)


def act_addresses() -> list[URLPattern]:
    """The screens of the acts that Wagtail has none for."""
    return [
        path("story/<int:pk>/publish/", PublishView.as_view(), name="story_publish"),
        path("story/<int:pk>/rename/", act_views.RenameView.as_view(), name="story_rename"),
        path("story/<int:pk>/embargo/", embargo.EmbargoView.as_view(), name="story_embargo"),
        path(
            "story/<int:pk>/when-lifted/",
            embargo.WhenLiftedView.as_view(),
            name="story_when_lifted",
        ),
        path("story/<int:pk>/note/", NoteView.as_view(), name="story_note"),
        path("story/<int:pk>/beside/<int:revision>/", BesideView.as_view(), name="story_beside"),
        path("story/<int:pk>/receipts/", ReceiptsView.as_view(), name="story_receipts"),
        path("topic/<int:pk>/merge/", act_views.MergeView.as_view(), name="topic_merge"),
    ]


def act_buttons(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Buttons of these acts, for whoever may do them."""
    if page.specific_class is not Story:
        return
    story = page.specific
    if may(user, "story.rename", story):
        yield _button(_("Rename"), "story_rename", story, "link", 62)
    if may(user, "story.embargo", story):
        yield _button(_("Embargo"), "story_embargo", story, "lock", 62)
    if story.is_embargoed and may(user, "story.publish", story):
        yield _button(_("Publish when the embargo lifts"), "story_when_lifted", story, "time", 62)
    if story.live and may(user, "story.correct", story):
        yield _button(_("Add a note"), "story_note", story, "comment", 62)
    if may(user, "story.edit", story):
        yield _button(_("Receipts"), "story_receipts", story, "time", 63)


def merge_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """A button that merges a topic, for whoever may."""
    if isinstance(snippet, Topic) and not snippet.merged_into_id and may(user, "topic.merge"):
        yield _button(_("Merge"), "topic_merge", snippet, "link", 30)


def kept_beside(actions: Any) -> None:
    """Name in a story's history the text that was kept beside another."""
    words = _("A second text was kept beside the draft")
    actions.register_action(LOGGED, _("Keep beside"), words)


def links_in_text(features: Any) -> None:
    """Put our reading of links to pages in place of Wagtail's."""
    features.register_link_type(StoryLinkHandler)


def _button(label: Any, name: str, row: Any, icon: str, priority: int) -> Button:
    return Button(label, url=reverse(name, args=[row.pk]), icon_name=icon, priority=priority)


# What is registered last under a name is what Wagtail uses.
hooks.register("register_rich_text_features", links_in_text, order=AFTER_WAGTAILS)
hooks.register("construct_admin_api", shut_the_acts_of_the_page_api, order=AFTER_WAGTAILS)
for bulk_action in BULK:
    hooks.register("register_bulk_action", bulk_action, order=AFTER_WAGTAILS)
hooks.register("construct_page_chooser_queryset", no_embargoed_to_choose)
hooks.register("register_log_actions", kept_beside)
hooks.register("register_admin_viewset", story_screens)
offer_places(places_written_in)
hooks.register("before_unpublish_page", stories_below_first)
hooks.register("register_admin_urls", act_addresses)
hooks.register("register_page_header_buttons", act_buttons)
hooks.register("register_page_listing_more_buttons", act_buttons)
hooks.register("register_snippet_listing_buttons", merge_button)
