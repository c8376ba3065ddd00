"""Which screens stories have at the desk."""

from __future__ import annotations

from wagtail.admin.viewsets.pages import PageViewSet

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
