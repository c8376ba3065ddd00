"""Serving what readers see and hear: renditions of pictures, never an original; recordings.

An original carries what the camera knew (place, serial number) and what was cropped away; only
the desk gets it, through Wagtail. So one folder is open, and everything beside it is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from broadsheet.pictures.withdrawing import status_of
from broadsheet.recordings import serving, withdrawing
from broadsheet.recordings.files import OPEN

RENDITIONS, RECORDINGS = "images", OPEN
TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
}


def open_file(folder: str, name: str, types: Mapping[str, str]) -> Path:
    """Return a file of an open folder; raises ``Http404`` for anything else, and for a way out."""
    root = (Path(settings.MEDIA_ROOT) / folder).resolve()
    try:
        path = (root / name).resolve()
        known = path.suffix.lower() in types and path.is_relative_to(root) and path.is_file()
    except (OSError, ValueError):  # a name that is too long, or holds a null
        known = False
    if not known:
        raise Http404
    return path


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a rendition, to be kept for a year: another crop has another name.

    One whose picture was withdrawn is gone (410), or unavailable by law (451).
    """
    try:
        path = open_file(RENDITIONS, name, TYPES)
    except Http404:
        if status := status_of(name):
            return HttpResponse(status=status, headers={"Cache-Control": "no-store"})
        raise
    response = FileResponse(path.open("rb"), content_type=TYPES[path.suffix.lower()])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Last-Modified"] = http_date(path.stat().st_mtime)
    return response


@require_safe
def recording(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a film, a sound or captions, or with the part that a player asks for.

    One that was withdrawn is gone (410), or unavailable by law (451).
    """
    try:
        path = open_file(RECORDINGS, name, serving.TYPES)
    except Http404:
        if status := withdrawing.status_of(name):
            return HttpResponse(status=status, headers={"Cache-Control": "no-store"})
        raise
    return serving.sent(request, path)
