"""Two advertisements of the demo: letters on a ground, drawn at twice the size of their boxes."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

INK, CREAM, RED, SEA = "#171614", "#fbf3e2", "#8a2b1c", "#1d4a5c"
BANNER, BOX = (1940, 500), (1200, 1000)
QUALITY = 88


def corrections() -> bytes:
    """Print the house's own: that the paper puts right what it got wrong."""
    sheet = Image.new("RGB", BANNER, CREAM)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, 36, BANNER[1]), fill=RED)
    pen.line((110, 372, 760, 372), fill=RED, width=6)
    pen.text((104, 96), "We put it right.", fill=INK, font=_letters(150))
    pen.text((108, 268), "Every correction, on one page, for ever.", fill=INK, font=_letters(68))
    pen.text((108, 398), "The Marunai Courant", fill=RED, font=_letters(52))
    for row, width in enumerate((520, 470, 540, 300)):
        top = 120 + row * 74
        pen.rounded_rectangle((1330, top, 1330 + width, top + 26), 13, fill="#d9ccb2")
    pen.line((1320, 281, 1880, 281), fill=RED, width=8)
    return _file(sheet)


def chandler() -> bytes:
    """Print a ship chandler's: a coil of rope, and where to find it."""
    sheet = Image.new("RGB", BOX, SEA)
    pen = ImageDraw.Draw(sheet)
    for turn in range(7):
        edge = 40 + turn * 34
        round_it = (600 - 310 + edge, 60 + edge * 0.62, 600 + 310 - edge, 520 - edge * 0.62)
        pen.ellipse(round_it, outline="#e7d3a4" if turn % 2 else "#b99d62", width=24)
    pen.text((600, 640), "Rope by the yard.", fill=CREAM, font=_letters(118), anchor="mm")
    pen.text((600, 762), "Chain by the fathom.", fill=CREAM, font=_letters(84), anchor="mm")
    pen.line((420, 836, 780, 836), fill="#e7d3a4", width=5)
    pen.text(
        (600, 902), "Anbu & Daughters, Rope Walk", fill="#e7d3a4", font=_letters(58), anchor="mm"
    )
    return _file(sheet)


def _letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _file(sheet: Image.Image) -> bytes:
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
