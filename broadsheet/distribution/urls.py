"""The addresses that machines ask for, all of them printed."""

from django.urls import path, re_path

from broadsheet.distribution import views
from broadsheet.distribution.addresses import (
    ADS,
    APP_ADS,
    FAMILIES,
    FAVICON,
    ICONS,
    INDEX,
    KINDS,
    MANIFEST,
    NEWS,
    ROBOTS,
    SECTIONS,
    SECURITY,
    TOUCH,
)
from broadsheet.distribution.following import views as following

FEED = rf"^feeds/(?P<family>{'|'.join(FAMILIES)})/(?P<name>[\w-]+)\.(?P<kind>{'|'.join(KINDS)})$"
FOLLOW = rf"^follow/(?P<family>{'|'.join(FAMILIES)})/(?P<name>[\w-]+)/$"
MAPS = {INDEX: "index", SECTIONS: "sections", NEWS: "news"}
TEXTS = {ROBOTS: "robots", ADS: "ads", APP_ADS: "app_ads", SECURITY: "security"}

urlpatterns = [
    re_path(FEED, views.feed, name="feed"),
    re_path(FOLLOW, following.follow, name="follow"),
    re_path(r"^sitemaps/stories-(?P<file>\d{1,18})\.xml$", views.sitemap_of_stories),
    re_path(
        r"^sitemaps/(?P<family>topics|people)-(?P<file>\d{1,18})\.xml$", views.sitemap_of_names
    ),
    re_path(rf"^icons/(?P<name>{'|'.join(ICONS)})\.png$", views.icon, name="icon"),
    *(path(at[1:], views.sitemap, {"name": name}) for at, name in MAPS.items()),
    *(path(at[1:], views.text, name=name) for at, name in TEXTS.items()),
    path(MANIFEST[1:], views.manifest, name="manifest"),
    path(TOUCH[1:], views.touch, name="touch_icon"),
    path(FAVICON[1:], views.favicon, name="favicon"),
]
