"""Drawing a card: the paper's masthead, a kicker and the headline, as a PNG of 1200 by 630 pixels.

The same words give the same bytes on one installation: nothing of the clock and no chance is in
it. Sources: The Open Graph protocol; Meta, "Images in Link Shares"; X, "Summary Card with Large
Image": 1.91 to 1, and a side of 1200 pixels is enough for every screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from io import BytesIO

import structlog
from django.utils.translation import get_language_info
from PIL import Image, ImageDraw

from broadsheet.stories.social import faces
from broadsheet.stories.social.faces import BOLD, LTR, RTL, SLANTED, TEXT, FaceMissingError, Run
from broadsheet.stories.social.rules import Box, Setting, Words, fitted

WIDTH, HEIGHT = 1200, 630
TYPE = "image/png"
PAPER, INK, QUIET, RULE = "#fffdf8", "#161616", "#57544e", "#cfccc5"
MARGIN = 72
MEASURE = WIDTH - 2 * MARGIN
MASTHEAD, MASTHEAD_AT = 46, 92
TOP, BOTTOM = 122, 548
KICKER, NAME = 32, 30
COLOURS = 64
_EM = 200

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Sheet:
    """What is drawn on: a pen, and the direction and language of the page."""

    pen: ImageDraw.ImageDraw
    language: str
    way: str

    def line(self, words: Sequence[str], base: float, size: int, weight: str, ink: str) -> None:
        """Draw words on a base line, from the side where the language begins."""
        order = faces.faces(self.language, weight)
        at = 0.0
        space = _space(self.language, weight, size)
        for way, text in faces.pieces(words, self.way):
            laid = faces.runs(text, order)
            laid = laid if way == LTR else laid[::-1]
            width = sum(run.width(size, self.language) for run in laid)
            self._piece(laid, self._left(at, width), base, size, ink)
            at += width + space

    def _left(self, at: float, width: float) -> float:
        return MARGIN + at if self.way == LTR else WIDTH - MARGIN - at - width

    def _piece(self, laid: Sequence[Run], left: float, base: float, size: int, ink: str) -> None:
        for run in laid:
            told = faces.shaping(run.way, self.language)
            self.pen.text(
                (left, base), run.text, font=run.face.at(size), fill=ink, anchor="ls", **told
            )
            left += run.width(size, self.language)

    def rule(self, at: int, thick: int, ink: str) -> None:
        """Draw a rule over the measure."""
        self.pen.rectangle((MARGIN, at, WIDTH - MARGIN - 1, at + thick - 1), fill=ink)


@lru_cache(maxsize=16)
def png(words: Words) -> bytes:
    """Return the card. Where a letter of the headline has no face, it has the paper's name."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    way = RTL if get_language_info(words.language)["bidi"] else LTR
    sheet = _Sheet(ImageDraw.Draw(image), words.language, way)
    sheet.rule(TOP, 4, INK)
    sheet.rule(TOP + 8, 1, INK)
    sheet.rule(BOTTOM, 1, RULE)
    _there(_foot, sheet, words)
    if words.headline == words.paper or not _there(_story, sheet, words):
        _there(_story, sheet, replace(words, headline=words.paper, kicker="", flag="", by=""))
    else:
        _there(_masthead, sheet, words)
    out = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _there(draw: Callable[[_Sheet, Words], None], sheet: _Sheet, words: Words) -> bool:
    """Draw a part; where a letter of it has no face, draw nothing of it, log it and say so."""
    try:
        draw(sheet, words)
    except FaceMissingError as missing:
        log.warning("card.no_face", language=words.language, why=str(missing))
        return False
    return True


def can_draw(words: Words) -> bool:
    """Whether every letter of a card has a face: the desk is told where not."""
    try:
        for text in (words.headline, words.kicker, words.by, words.paper):
            faces.runs(text, faces.faces(words.language, BOLD))
    except FaceMissingError:
        return False
    return True


def _masthead(sheet: _Sheet, words: Words) -> None:
    size = _no_wider(words.paper.split(), words.language, MASTHEAD)
    sheet.line(words.paper.split(), MASTHEAD_AT, size, BOLD, INK)


def _story(sheet: _Sheet, words: Words) -> None:
    """Draw the kicker and the headline, with as much room above them as below.

    All is measured before anything is drawn: a letter without a face leaves nothing half.
    """
    weight = SLANTED if words.slanted and faces.script_of(words.language).name == "latin" else BOLD
    script = faces.script_of(words.language)
    over = script.leading.rise * KICKER + 26 if words.kicker or words.flag else 0.0
    room = BOTTOM - TOP - 2 * 34
    box = Box(MEASURE, room - over, script.largest, 40, 5)
    said = words.headline.split()
    setting = set_words(said, words.language, weight, box)
    height = script.leading.height(len(setting.lines)) * setting.size
    top = TOP + 34 + (room - over - height) / 2
    if over:
        _there(partial(_kicker, top + script.leading.rise * KICKER), sheet, words)
    base = top + over + script.leading.rise * setting.size
    for number, (start, stop) in enumerate(setting.lines):
        last = setting.cut and number == len(setting.lines) - 1
        line = [*said[start : stop - 1], f"{said[stop - 1]}…"] if last else said[start:stop]
        sheet.line(line, base, setting.size, weight, INK)
        base += script.leading.step * setting.size


def _kicker(base: float, sheet: _Sheet, words: Words) -> None:
    said = " · ".join(filter(None, (words.flag, words.kicker))).split()
    sheet.line(said, base, _no_wider(said, words.language, KICKER), BOLD, words.accent)


def _foot(sheet: _Sheet, words: Words) -> None:
    said = (words.by or words.host).split()
    size = _no_wider(said, words.language, NAME)
    weight, ink = (BOLD, INK) if words.by else (TEXT, QUIET)
    sheet.line(said, BOTTOM + 52, size, weight, ink)


# --- measuring ---


def set_words(said: Sequence[str], language: str, weight: str, box: Box) -> Setting:
    """Return how words are set in a box; raises ``FaceMissingError``."""
    widths = [_ems(word, language, weight) for word in said]
    leading = faces.script_of(language).leading
    return fitted(widths, _space(language, weight, _EM) / _EM, leading, box)


def _no_wider(said: Sequence[str], language: str, size: int) -> int:
    """Return the size at which words fit into one line, at most ``size``."""
    ems = sum(_ems(word, language, BOLD) for word in said)
    ems += (len(said) - 1) * _space(language, BOLD, _EM) / _EM
    return min(size, int(MEASURE / ems)) if ems else size


def _ems(word: str, language: str, weight: str) -> float:
    laid = faces.runs(word, faces.faces(language, weight))
    return sum(run.width(_EM, language) for run in laid) / _EM


def _space(language: str, weight: str, size: int) -> float:
    order = faces.faces(language, weight)
    if not order:
        raise FaceMissingError("Pillow opens no face here: it is built without WOFF2.")
    return float(order[0].at(size).getlength(" "))
