"""Sending the files of recordings, in parts where a player asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from broadsheet.press.serving.media import Shelf, answered

TYPES = {
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".m4a": "audio/mp4",
    ".weba": "audio/webm",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".vtt": "text/vtt; charset=utf-8",
}
PIECE = 1 << 18


def sent(request: HttpRequest, path: Path) -> HttpResponseBase:
    """Answer with a file, or with the part of it that is asked for (RFC 9110, 14)."""
    shelf = Shelf("", path.parent, TYPES)
    part = answered(shelf, path, request.headers, whole=request.method == "HEAD")
    response: HttpResponseBase
    if part.end > part.start and request.method != "HEAD":
        response = StreamingHttpResponse(_pieces(path, part.start, part.end), status=part.status)
    else:
        response = HttpResponse(status=part.status)
    for name, value in part.headers:
        response.headers[name] = value
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _pieces(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as opened:
        opened.seek(start)
        while start < end:
            piece = opened.read(min(PIECE, end - start))
            if not piece:
                return
            start += len(piece)
            yield piece
