"""The readers' addresses. A story's number decides; whatever else is in its address may be old."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls

from broadsheet.stories import views
from broadsheet.stories.ledger import views as ledger
from broadsheet.stories.social import views as social
from broadsheet.stories.social.cards import FAMILIES

urlpatterns = [
    path("", views.home, name="home"),
    re_path(r"^s/(?P<number>\d{1,18})$", views.short, name="short"),
    re_path(
        rf"^cards/(?P<family>{'|'.join(FAMILIES)})/(?P<name>[\w-]+)-(?P<digest>[0-9a-f]{{12}})\.png$",
        social.card,
        name="card",
    ),
    path("topic/<slug:slug>/", views.topic, name="topic"),
    path("topic/<slug:slug>/page/<int:number>/", views.topic, name="topic_page"),
    path("by/<slug:slug>/", views.contributor, name="contributor"),
    path("by/<slug:slug>/page/<int:number>/", views.contributor, name="contributor_page"),
    re_path(r"^(?P<path>.+?)-(?P<number>\d{1,18})\.html$", views.story, name="story"),
    path("corrections/", ledger.corrections, name="corrections"),
    path("corrections/feed.atom", ledger.feed, name="corrections_feed"),
    re_path(
        r"^corrections/before/(?P<before>\d{1,18})/$",
        ledger.corrections,
        name="corrections_before",
    ),
    re_path(
        r"^corrections/in/(?P<path>(?:[\w-]+/)+?)before/(?P<before>\d{1,18})/$",
        ledger.corrections,
        name="corrections_in_before",
    ),
    re_path(r"^corrections/in/(?P<path>(?:[\w-]+/)+)$", ledger.corrections, name="corrections_in"),
    re_path(
        r"^corrections/in/(?P<path>(?:[\w-]+/)+)feed\.atom$",
        ledger.feed,
        name="corrections_in_feed",
    ),
    re_path(
        r"^(?P<path>.+?)-(?P<number>\d{1,18})/history/(?:(?P<version>\d{1,6})/)?$",
        ledger.history,
        name="history",
    ),
    path("<path:path>/page/<int:number>/", views.section_page, name="section_page"),
    re_path(r"^(?P<path>.+)$", views.elsewhere, name="elsewhere"),
    # Never reached; Wagtail builds its addresses from these names.
    path("", include(wagtail_urls)),
]
