"""The readers' addresses. A story's number decides; whatever else is in its address may be old."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls

from broadsheet.stories import views

urlpatterns = [
    path("", views.home, name="home"),
    path("topic/<slug:slug>/", views.topic, name="topic"),
    path("topic/<slug:slug>/page/<int:number>/", views.topic, name="topic_page"),
    path("by/<slug:slug>/", views.contributor, name="contributor"),
    path("by/<slug:slug>/page/<int:number>/", views.contributor, name="contributor_page"),
    re_path(r"^(?P<path>.+?)-(?P<number>\d{1,18})\.html$", views.story, name="story"),
    path("<path:path>/page/<int:number>/", views.section_page, name="section_page"),
    re_path(r"^(?P<path>.+)$", views.elsewhere, name="elsewhere"),
    # Never reached; Wagtail builds its addresses from these names.
    path("", include(wagtail_urls)),
]
