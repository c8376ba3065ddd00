"""Where a video's player is, for the providers that can be shown in a page. Pure: no network."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_YOUTUBE = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com"})
_VIMEO = frozenset({"vimeo.com", "www.vimeo.com"})
_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
_FILES = {
    "film": re.compile(r"\.(mp4|webm|ogv|m4v)$", re.IGNORECASE),
    "sound": re.compile(r"\.(mp3|m4a|ogg|oga|opus|wav|weba)$", re.IGNORECASE),
}


def player(address: str) -> str:
    """Return the address of the provider's player without its cookies, or "" if none is known."""
    parts = urlsplit(address)
    host, path = parts.hostname or "", parts.path.strip("/")
    if host in _YOUTUBE:
        video = parse_qs(parts.query).get("v", [path.rpartition("/")[2]])[0]
        return _youtube(video)
    if host == "youtu.be":
        return _youtube(path)
    if host in _VIMEO and path.isdigit():
        return f"https://player.vimeo.com/video/{path}?dnt=1"
    return ""


def is_file(address: str, medium: str = "film") -> bool:
    """Whether the address is a film (or a sound) that a browser plays by itself."""
    return bool(_FILES[medium].search(urlsplit(address).path))


def provider(address: str) -> str:
    """Return the provider's host as a reader knows it, like ``youtube.com``."""
    return (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")


def _youtube(video: str) -> str:
    good = _ID.fullmatch(video)
    return f"https://www.youtube-nocookie.com/embed/{video}" if good else ""
