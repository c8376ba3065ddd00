"""Which screens stories have at the desk, and the pages that they stand under."""

from __future__ import annotations

from wagtail.admin.viewsets.pages import PageViewSet

from broadsheet.sections.models import FrontPage, Section
from broadsheet.stories.desk import views
from broadsheet.stories.models import Story


class StoryViewSet(PageViewSet):
    """Wagtail's page screens for stories, with ours where something is done."""

    model = Story
    add_view_class = views.StoryCreateView
    edit_view_class = views.StoryEditView
    revisions_revert_view_class = views.StoryRevertView
    unpublish_view_class = views.StoryUnpublishView
    move_confirm_view_class = views.StoryMoveConfirmView
    delete_view_class = views.StoryDeleteView
    set_page_position_view_class = views.StoryPositionView
    revisions_unschedule_view_class = views.StoryUnscheduleView


class SectionViewSet(PageViewSet):
    """Wagtail's screens for a section; what is said beside it is mailed by the outbox."""

    model = Section
    edit_view_class = views.PlaceEditView
    revisions_revert_view_class = views.PlaceRevertView


class FrontPageViewSet(SectionViewSet):
    """The same for the home page."""

    model = FrontPage
