"""The places of appeals and notices in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.comments.rights import desk_views as views


def addresses() -> list[URLPattern]:
    """What waits, and each one."""
    return [
        path("conversation/appeals/", views.AppealsView.as_view(), name=views.APPEALS),
        path("conversation/appeals/<int:pk>/", views.AppealView.as_view(), name="comment_appeal"),
        path("conversation/notices/", views.NoticesView.as_view(), name=views.NOTICES),
        path(
            "conversation/notices/<int:pk>/", views.NoticeView.as_view(), name="comment_notice_one"
        ),
    ]
