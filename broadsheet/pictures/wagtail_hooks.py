"""The desk's doors of this room."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.permissions import policy_registry

from broadsheet.pictures.models import Picture


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Originals are for the desk alone, so their address is the admin's."""
    return [path("pictures/original/<path:name>", original, name="pictures_original")]


def original(request: HttpRequest, name: str) -> FileResponse:
    """Send an original, as a file to keep, to whoever may change the picture.

    It is the sender's own bytes: a browser must not show it, nor guess what it is.
    """
    picture = get_object_or_404(Picture, file=name)
    policy = policy_registry.get_by_type(Picture)
    if not policy.user_has_permission_for_instance(request.user, "change", picture):
        raise Http404
    response = FileResponse(picture.file.open("rb"), as_attachment=True, filename=picture.filename)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
