"""The paper's icons: the first letter of its name in the face of its masthead, drawn once.

Sources: W3C, Web Application Manifest (purpose "maskable": all that matters stands in the middle
circle of 80 %); Apple's touch icon is 180 pixels, without transparency.
"""

from __future__ import annotations

import json
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import get_language_info, gettext, override
from PIL import Image, ImageDraw, ImageFont

from broadsheet.distribution.addresses import ICONS, icon

INK, PAPER = "#161616", "#fffdf8"
TOUCH_SIZE = 180
IN_ICO = (16, 32, 48)
OF_ITS_OWN = "img/icon.png"
"""A theme's own icon, square, at least 512 pixels wide."""
_FONTS = Path(settings.PACKAGE) / "static" / "fonts"
# The face of a letter, by the block of Unicode that it stands in; without one a mark is drawn.
_FACES = (
    (range(0x0041, 0x0250), "newsreader-display.woff2"),
    (range(0x0900, 0x0980), "noto-serif-devanagari-600.woff2"),
    (range(0x0B80, 0x0C00), "noto-serif-tamil-600.woff2"),
)
_ARTICLES = frozenset({"the", "a", "an"})
# Columns and lines of a front page, as parts of the side.
_MARK = (
    (0.19, 0.19, 0.81, 0.31), (0.19, 0.41, 0.47, 0.63), (0.56, 0.41, 0.81, 0.46),
    (0.56, 0.49, 0.81, 0.54), (0.56, 0.575, 0.81, 0.63), (0.19, 0.72, 0.81, 0.77),
)  # fmt: skip


def manifest() -> bytes:
    """Return the web application manifest."""
    language = settings.PAPER_LANGUAGE
    told: dict[str, Any] = {
        "id": "/",
        "name": settings.PAPER_NAME,
        "short_name": settings.PAPER_NAME,
        "description": settings.PAPER_MOTTO,
        "lang": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [_entry(name) for name in ICONS],
        "shortcuts": _shortcuts(),
    }
    filled = {key: value for key, value in told.items() if value}
    return json.dumps(filled, ensure_ascii=False, indent=1).encode()


def _shortcuts() -> list[dict[str, str]]:
    """Return where an installed paper leads at once: to what its reader saved, if that is on."""
    if not settings.OFFLINE_READING:
        return []
    with override(settings.PAPER_LANGUAGE):
        return [{"name": gettext("Saved stories"), "url": reverse("saved")}]


def _entry(name: str) -> dict[str, str]:
    size = ICONS[name]
    purpose = "maskable" if name.startswith("maskable") else "any"
    told = {"src": icon(name), "sizes": f"{size}x{size}", "type": "image/png"}
    return {**told, "purpose": purpose}


def png(name: str) -> bytes:
    """Return an icon by its name; raises ``KeyError`` for one that there is not."""
    maskable = name.startswith("maskable")
    return _saved(ICONS[name], "PNG", letter(settings.PAPER_NAME), maskable=maskable)


def touch() -> bytes:
    """Return the icon for a phone's first screen."""
    return _saved(TOUCH_SIZE, "PNG", letter(settings.PAPER_NAME), maskable=False)


def favicon() -> bytes:
    """Return the icon that browsers ask for by themselves, in three sizes."""
    return _saved(max(IN_ICO), "ICO", letter(settings.PAPER_NAME), maskable=False)


def letter(name: str) -> str:
    """Return the letter that a paper is known by: of the first word that is no article."""
    words = [word for word in name.split() if word.casefold() not in _ARTICLES] or name.split()
    return next((sign.upper() for word in words for sign in word if sign.isalpha()), "")


@lru_cache(maxsize=16)
def _saved(size: int, kind: str, sign: str, *, maskable: bool) -> bytes:
    drawn, out = _drawn(size, sign, maskable=maskable), BytesIO()
    if kind == "ICO":
        drawn.save(out, "ICO", sizes=[(one, one) for one in IN_ICO])
    else:
        drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(size: int, sign: str, *, maskable: bool) -> Image.Image:
    """Draw at four times the size and make it smaller: the edges are smooth."""
    own = finders.find(OF_ITS_OWN)
    if isinstance(own, str):
        with Image.open(own) as theirs:
            return theirs.convert("RGB").resize((size, size), Image.Resampling.LANCZOS)
    large = size * 4
    sheet = Image.new("RGB", (large, large), INK)
    pen = ImageDraw.Draw(sheet)
    share = 0.5 if maskable else 0.66
    font = _font(sign, large)
    if font is None:
        _mark(pen, large, 0.72 if maskable else 1.0)
    else:
        left, top, right, bottom = pen.textbbox((0, 0), sign, font=font)
        scaled = font.font_variant(size=int(font.size * share * large / (bottom - top)))
        left, top, right, bottom = pen.textbbox((0, 0), sign, font=scaled)
        middle = ((large - right - left) / 2, (large - bottom - top) / 2)
        pen.text(middle, sign, font=scaled, fill=PAPER)
    return sheet.resize((size, size), Image.Resampling.LANCZOS)


def _font(sign: str, size: int) -> Any:
    """Return the face that has a letter, or ``None``; Pillow may be built without WOFF2."""
    file = next((name for block, name in _FACES if sign and ord(sign) in block), None)
    try:
        return ImageFont.truetype(str(_FONTS / file), size // 2) if file else None
    except OSError:
        return None


def _mark(pen: ImageDraw.ImageDraw, size: int, share: float) -> None:
    off = (1 - share) / 2
    for box in _MARK:
        x1, y1, x2, y2 = ((part * share + off) * size for part in box)
        pen.rectangle((x1, y1, x2 - 1, y2 - 1), fill=PAPER)
