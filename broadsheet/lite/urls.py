"""The addresses of lite pages: ``/lite`` and the full page's own."""

from django.urls import re_path

from broadsheet.lite import views

urlpatterns = [
    re_path(r"^lite$", views.twin, name="lite_home"),
    re_path(
        r"^lite/part\.(?P<part>[1-9]\d{0,2})/(?P<address>.*)$",
        views.twin,
        name="lite_part",
    ),
    re_path(r"^lite/(?P<address>.*)$", views.twin, name="lite"),
]
