"""A small relief press: plates of shapes, inked one after another on a sheet of paper.

A plate is drawn at twice the sheet's size and reduced when it is inked, which is what smooths
its edges. Inks are translucent unless said otherwise, so that two of them make a third where
they overlap; each is pulled with a grain, as ink lies on paper. Everything random comes from
one seed: the same seed pulls the same print on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]
Box = tuple[float, float, float, float]

SHEET = (1600, 1067)
FINE = 2


class Plate:
    """One block being cut; coordinates are the sheet's, y downwards."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.block = Image.new("L", (size[0] * FINE, size[1] * FINE), 0)
        self._pen = ImageDraw.Draw(self.block)

    def shape(self, points: Iterable[Point], tone: int = 255) -> Plate:
        """Raise a filled shape; tone 0 cuts it away, tones between print lighter."""
        self._pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=tone)
        return self

    def oval(self, centre: Point, across: float, down: float = 0, tone: int = 255) -> Plate:
        """Raise an ellipse given by its centre and radii; without `down` it is a circle."""
        (x, y), down = centre, down or across
        box = (x - across, y - down, x + across, y + down)
        self._pen.ellipse([edge * FINE for edge in box], fill=tone)
        return self

    def box(self, box: Box, tone: int = 255) -> Plate:
        """Raise a rectangle: left, top, right, bottom."""
        left, top, right, bottom = (edge * FINE for edge in box)
        self._pen.rectangle((left, top, right - 1, bottom - 1), fill=tone)
        return self

    def line(self, points: Sequence[Point], width: float, tone: int = 255) -> Plate:
        """Raise a line of even width with round corners and ends."""
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self._pen.line(scaled, fill=tone, width=max(1, round(width * FINE)), joint="curve")
        half = width * FINE / 2
        if half > 1:
            for x, y in (scaled[0], scaled[-1]):
                self._pen.ellipse((x - half, y - half, x + half, y + half), fill=tone)
        return self

    def rows(self, tone_at: Callable[[float], float], box: Box) -> Plate:
        """Lay a tint that changes with height: `tone_at` of 0 (top) to 1 gives 0 to 1."""
        left, top, right, bottom = (round(edge * FINE) for edge in box)
        strip = Image.new("L", (1, max(1, bottom - top)))
        steps = strip.height
        strip.putdata([round(255 * tone_at(n / steps)) for n in range(steps)])
        self.block.paste(strip.resize((right - left, steps)), (left, top))
        return self

    def glow(self, centre: Point, radius: float, tone: int = 255) -> Plate:
        """Lay a round tint that fades outwards."""
        side = round(radius * 2 * FINE)
        spot = ImageChops.invert(Image.radial_gradient("L")).resize((side, side))
        spot = spot.point([max(0, round((v - 75) * tone / 180)) for v in range(256)])
        at = (round((centre[0] - radius) * FINE), round((centre[1] - radius) * FINE))
        self.block.paste(255, (*at, at[0] + side, at[1] + side), spot)
        return self

    def within(self, other: Plate) -> Plate:
        """Keep only what stands on the other plate as well."""
        return self._set(ImageChops.multiply(self.block, other.block))

    def without(self, other: Plate) -> Plate:
        """Cut away what stands on the other plate."""
        return self._set(ImageChops.multiply(self.block, ImageChops.invert(other.block)))

    def mirrored(self, level: float) -> Plate:
        """Return a plate upside down about the height `level`, as still water shows it."""
        turned = Plate(self.size)
        flipped = self.block.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        turned.block.paste(flipped, (0, round((2 * level - self.size[1]) * FINE)))
        return turned

    def copy(self) -> Plate:
        """Return the same plate cut again."""
        twin = Plate(self.size)
        return twin._set(self.block.copy())

    def _set(self, block: Image.Image) -> Plate:
        self.block = block
        self._pen = ImageDraw.Draw(self.block)
        return self


class Press:
    """A sheet of paper on the press, and the seed from which its accidents come."""

    def __init__(self, seed: int, paper: str = "#f4ecdc", size: tuple[int, int] = SHEET) -> None:
        self.rng = Random(seed)  # noqa: S311  # accidents of ink, not secrets
        self.size = size
        self.sheet = Image.new("RGB", size, paper)

    def chance(self, share: float) -> bool:
        """Say yes as often as `share` of 1."""
        return self.rng.random() < share

    def plate(self) -> Plate:
        """Return a new block to cut."""
        return Plate(self.size)

    def solid(self, colour: str) -> None:
        """Ink the whole sheet, opaque."""
        self.sheet.paste(ImageColor.getrgb(colour), (0, 0, *self.size))

    def ink(self, plate: Plate, colour: str, *, grain: float = 0.16, opaque: bool = False) -> None:
        """Pull a plate in one colour; `grain` is how much paper shows through, 0 to 1."""
        mask, box = self._raised(plate)
        if grain:
            flecks = speckle(self.rng.randrange(64), self.size, box, grain)
            mask = ImageChops.multiply(mask, flecks)
        self._pull(mask, box, colour, opaque=opaque)

    def halftone(self, plate: Plate, colour: str, *, cell: int = 14, opaque: bool = False) -> None:
        """Pull a plate of tones as dots on a screen of `cell` pixels, turned by 45 degrees."""
        self._screened(plate, dot_screen(cell, self.size), colour, opaque=opaque)

    def lines(self, plate: Plate, colour: str, *, cell: int = 16, opaque: bool = False) -> None:
        """Pull a plate of tones as level lines, thick where the tone is deep."""
        self._screened(plate, line_screen(cell, self.size), colour, opaque=opaque)

    def _screened(self, plate: Plate, screen: Image.Image, colour: str, *, opaque: bool) -> None:
        tones, box = self._raised(plate)
        mask = ImageChops.add(tones, screen.crop(box), scale=1, offset=-255).point(_STEEP)
        self._pull(mask, box, colour, opaque=opaque)

    def _raised(self, plate: Plate) -> tuple[Image.Image, tuple[int, int, int, int]]:
        """Return the plate at the sheet's size, cut down to what stands on it, and where."""
        raised = plate.block.getbbox() or (0, 0, FINE, FINE)
        left, top = raised[0] // FINE, raised[1] // FINE
        right, bottom = -(-raised[2] // FINE), -(-raised[3] // FINE)
        box = (left, top, right, bottom)
        fine = (left * FINE, top * FINE, right * FINE, bottom * FINE)
        return plate.block.crop(fine).reduce(FINE), box

    def _pull(
        self, mask: Image.Image, box: tuple[int, int, int, int], colour: str, *, opaque: bool
    ) -> None:
        if opaque:
            self.sheet.paste(ImageColor.getrgb(colour), box, mask)
            return
        under = self.sheet.crop(box)
        inked = ImageChops.multiply(under, Image.new("RGB", under.size, colour))
        self.sheet.paste(inked, box, mask)

    def finish(self) -> Image.Image:
        """Let the sheet dry: a faint tooth of the paper over everything."""
        tooth = paper_tooth(self.size)
        return ImageChops.soft_light(self.sheet, Image.merge("RGB", (tooth, tooth, tooth)))


_STEEP = [max(0, min(255, 24 * value)) for value in range(256)]


def _noise(seed: int, size: tuple[int, int]) -> Image.Image:
    rng = Random(seed)  # noqa: S311  # texture, not secrets
    return Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))


@lru_cache(maxsize=8)
def _blotches(size: tuple[int, int]) -> Image.Image:
    """Return smooth noise, grain over clouds, larger than the sheet so that it can be shifted."""
    width, height = size[0] + 64, size[1] + 64
    fine = _noise(7, (width // 2, height // 2)).resize((width, height), Image.Resampling.BICUBIC)
    cloud = _noise(11, (width // 40, height // 40)).resize(
        (width, height), Image.Resampling.BICUBIC
    )
    return Image.blend(fine, cloud, 0.35)


def speckle(
    shift: int, size: tuple[int, int], box: tuple[int, int, int, int], grain: float
) -> Image.Image:
    """Return a mask for a part of the sheet, mostly white, with flecks where no ink took."""
    left, top, right, bottom = box
    at = (left + shift, top + shift // 2, right + shift, bottom + shift // 2)
    field = _blotches(size).crop(at)
    floor = 62 + 40 * grain
    ramp = [
        round(255 * (1 - grain * max(0.0, min(1.0, (floor - value) / 26)))) for value in range(256)
    ]
    return field.point(ramp)


@lru_cache(maxsize=4)
def paper_tooth(size: tuple[int, int]) -> Image.Image:
    """Return the paper's own texture: very faint, around middle grey."""
    half = (size[0] // 2 + 1, size[1] // 2 + 1)
    tooth = (
        _noise(3, half)
        .filter(ImageFilter.GaussianBlur(1))
        .resize((half[0] * 2, half[1] * 2), Image.Resampling.BILINEAR)
    )
    ramp = [128 + round((value - 128) * 0.16) for value in range(256)]
    return tooth.point(ramp).crop((0, 0, *size))


@lru_cache(maxsize=8)
def dot_screen(cell: int, size: tuple[int, int]) -> Image.Image:
    """Return a screen of soft dots, two to a tile, which is a lattice turned by 45 degrees."""
    side = round(cell * 1.4142)
    big = side * 8
    tile = Image.new("L", (big, big))
    spot = ImageChops.invert(Image.radial_gradient("L")).resize((big, big))
    for x in (-1, 0, 1):
        for y in (-1, 0, 1):
            at = (round((x - 0.5) * big), round((y - 0.5) * big))
            tile.paste(ImageChops.lighter(spot, _under(tile, at, big)), at)
            at = (x * big, y * big)
            tile.paste(ImageChops.lighter(spot, _under(tile, at, big)), at)
    tile = tile.resize((side, side), Image.Resampling.BOX)
    screen = Image.new("L", size)
    for left in range(0, size[0], side):
        for top in range(0, size[1], side):
            screen.paste(tile, (left, top))
    return screen


@lru_cache(maxsize=4)
def line_screen(cell: int, size: tuple[int, int]) -> Image.Image:
    """Return a screen of level lines, each light at its edges and dark in the middle."""
    column = Image.new("L", (1, size[1]))
    column.putdata([round(255 * (1 - abs((2 * y / cell) % 2 - 1))) for y in range(size[1])])
    return column.resize(size)


def _under(tile: Image.Image, at: tuple[int, int], side: int) -> Image.Image:
    return tile.crop((at[0], at[1], at[0] + side, at[1] + side))
