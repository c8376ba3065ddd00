"""Which style sheets and scripts go to readers in one file, where static files have hashed names.

A first visit on a slow line waits for every sheet before anything is painted, each file costs a way
there and back, and a script that comes by itself takes the line from the picture. So a kind of page
has one sheet, the theme's own included, and one script. They stay apart where they are written; the
order of the rules is settled by their layers, not by their place.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.templatetags.static import static

_EVERY = ("faces", "base", "furniture", "cards", "adverts")
_STORY = (*_EVERY, "story", "blocks", "share", "banner", "comments")
SHEETS = {
    "every-page": _EVERY,
    "front-page": (*_EVERY, "front", "banner", "list"),
    "story-page": _STORY,
    "played-page": (*_STORY, "gallery", "player"),
    "talk-page": (*_EVERY, "list", "comments"),
    "list-page": (*_EVERY, "list", "banner"),
    "ledger-page": (*_EVERY, "list", "ledger"),
    "saved-page": (*_EVERY, "list", "offline"),
    "follow-page": (*_EVERY, "list", "share"),
}
_READING = ("reader", "story", "share", "offline", "banner", "comments")
SCRIPTS = {
    "story-page": _READING,
    "played-page": (*_READING, "gallery", "player"),
    "talk-page": ("reader", "comments"),
    "saved-page": ("reader", "saved"),
    "follow-page": ("reader", "share"),
}
_ALONE = ("reader",)
# What neither survives being put among others: it has to stand at the head of a file of its own.
_BOUND = re.compile(r"(?m)^\s*(?:@import|import|export)\b")
_WORDS_AND_COMMENTS = re.compile(r"""(?s)("[^"]*"|'[^']*')|/\*.*?\*/\s*""")
_POINTER = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|[/#])([^"')]+)\1\s*\)""")


def path(name: str) -> str:
    """Return a joined sheet's place under ``static/``."""
    return f"css/{name}.css"


def script_path(name: str) -> str:
    """Return a joined script's place under ``static/``."""
    return f"js/{name}.js"


def sheets_of(together: str) -> list[str]:
    """Return the sheets of a kind of page, those of a theme at the end: they have the last word."""
    return [*map(path, SHEETS[together]), f"css/{settings.PAPER_THEME}.css", "theme.css"]


def scripts_of(together: str) -> list[str]:
    """Return the scripts of a kind of page."""
    return [script_path(name) for name in SCRIPTS.get(together, _ALONE)]


def joined_sheets(parts: Iterable[tuple[str, str]]) -> str | None:
    """Make one sheet, for ``css/``, of sheets by their places; ``None`` if one stands alone."""
    texts = [_pointing(bare(text), posixpath.dirname(at)) for at, text in parts]
    return None if any(map(_BOUND.search, texts)) else "\n".join(texts)


def joined_scripts(parts: Iterable[tuple[str, str]]) -> str | None:
    """Make one script of several, each with names of its own; ``None`` if one stands alone."""
    texts = [text for _at, text in parts]
    return None if any(map(_BOUND.search, texts)) else "".join(f"{{\n{one}}}\n" for one in texts)


def bare(text: str) -> str:
    """Return a sheet without its comments, which are for those who write it."""
    return _WORDS_AND_COMMENTS.sub(lambda found: found[1] or "", text)


def _pointing(text: str, folder: str) -> str:
    """Have a sheet that lay in another folder point to the same files from ``css/``."""
    if folder == "css":
        return text

    def moved(found: re.Match[str]) -> str:
        return f'url("{posixpath.relpath(posixpath.join(folder, found[2]), "css")}")'

    return _POINTER.sub(moved, text)


def sheet_addresses(together: str) -> list[str]:
    """Return where the sheets of a kind of page are: one file, or each where it lies."""
    return _one(path(together)) or [static(name) for name in sheets_of(together) if _there(name)]


def script_addresses(together: str) -> list[str]:
    """Return where the scripts of a kind of page are: one file, or each where it lies."""
    return _one(script_path(together)) or [static(name) for name in scripts_of(together)]


def theme_addresses() -> list[str]:
    """Return where the sheets of the themes are, the paper's own last."""
    return [static(name) for name in sheets_of("every-page")[-2:] if _there(name)]


def _one(name: str) -> list[str]:
    """Return the address of a joined file, if static files are gathered and it could be made."""
    storage = staticfiles_storage
    made = isinstance(storage, ManifestStaticFilesStorage) and name in storage.hashed_files
    return [static(name)] if made else []


def _there(name: str) -> bool:
    return finders.find(name) is not None
