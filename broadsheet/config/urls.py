"""Every address of the paper: the desk, accounts, then the readers' pages."""

from django.urls import include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from broadsheet.config import media
from broadsheet.kit.transactions import decorated
from broadsheet.stories.desk.door import at_the_desk

urlpatterns = [
    path("desk/", include(decorated(admin_urls.urlpatterns, at_the_desk))),
    path("account/", include("broadsheet.accounts.urls")),
    path("documents/", include(document_urls)),
    path("media/images/<path:name>", media.rendition),
    path("media/recordings/<path:name>", media.recording, name="recording_file"),
    path("", include("broadsheet.press.urls")),
    path("", include("broadsheet.desk.review.urls")),
    path("", include("broadsheet.trust.urls")),
    path("", include("broadsheet.comments.api.urls")),
    path("", include("broadsheet.comments.rights.urls")),
    path("", include("broadsheet.adverts.urls")),
    path("", include("broadsheet.comments.urls")),
    path("", include("broadsheet.distribution.urls")),
    path("", include("broadsheet.offline.urls")),
    path("", include("broadsheet.lite.urls")),
    path("", include("broadsheet.stories.urls")),
]

handler404 = "broadsheet.stories.views.missing"
