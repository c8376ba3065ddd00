"""Where the API's own document is read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from broadsheet.comments.api import door, openapi
from broadsheet.comments.api.door import Reply


@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    """Answer with the OpenAPI document."""
    return door.told(request, Reply(openapi.document()), public=True)
