"""The addresses that machines ask for, all of them printed."""

from django.urls import re_path

from broadsheet.distribution import views
from broadsheet.distribution.addresses import FAMILIES, KINDS

urlpatterns = [
    re_path(
        rf"^feeds/(?P<family>{'|'.join(FAMILIES)})/(?P<name>[\w-]+)\.(?P<kind>{'|'.join(KINDS)})$",
        views.feed,
        name="feed",
    ),
]
