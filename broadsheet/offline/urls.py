"""The readers' addresses of this room, and those that a device asks for by itself; all printed."""

from django.urls import path, re_path

from broadsheet.offline import views

urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("tombstones.json", views.tombstones, name="tombstones"),
    re_path(r"^tombstones/(?P<part>\d{1,18})\.json$", views.part, name="tombstones_part"),
    path("saved/", views.saved, name="saved"),
    path("saved/<slug:language>/", views.saved, name="saved_in"),
]
