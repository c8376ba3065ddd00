"""The addresses of the API."""

from django.urls import re_path

from broadsheet.comments.api import answering, documenting, pages
from broadsheet.comments.api.endpoints import START, by_path

urlpatterns = [
    re_path(r"^conversation/my/tokens/$", pages.tokens, name="comment_tokens"),
    re_path(rf"^{START}openapi\.json$", documenting.openapi_json, name="comments_api_document"),
    *(
        re_path(rf"^{START}{found.pattern}$", answering.at(methods), name="comments_api")
        for methods in by_path().values()
        for found in [next(iter(methods.values()))]
    ),
    re_path(r"^conversation/api/", answering.nowhere, name="comments_api_nowhere"),
]
