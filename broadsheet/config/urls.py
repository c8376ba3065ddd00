"""Every address of the paper: the desk, accounts, then the readers' pages."""

from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from broadsheet.config import media

urlpatterns = [
    path("desk/", include(admin_urls)),
    path("account/", include("broadsheet.accounts.urls")),
    path("documents/", include(document_urls)),
    path("media/images/<path:name>", media.rendition),
    path("", include("broadsheet.stories.urls")),
]

handler404 = "broadsheet.stories.views.missing"
