"""Pictures of streets, markets and trains."""

from __future__ import annotations

from PIL import Image

from broadsheet.demo.drawing.fleet import rowing_boat, umbrella
from broadsheet.demo.drawing.press import Plate, Point, Press
from broadsheet.demo.drawing.shapes import (
    arc,
    down_to,
    gouge,
    limb,
    ridge,
    smooth,
)

WIDE, HIGH = 1600, 1067
CLOTHS = ("#d8432b", "#efb23a", "#1f6f72", "#f1e6cf", "#22303f", "#e08a3c")
HOUSES = ((230, 560), (170, 440), (130, 350), (100, 275), (76, 215))
WALLS = ("#b9563a", "#d99a4a", "#8d9c86", "#c9b48a", "#7c4a3a")
LANES = (
    ("#c93a2a", "#f7ecd4"),
    ("#2f6f8f", "#f7ecd4"),
    ("#3d8a5a", "#f1e3a8"),
    ("#d9982f", "#b9621f"),
    ("#8a3a5a", "#f7ecd4"),
    ("#1f5f66", "#e9c46a"),
)


def monsoon_street() -> Image.Image:
    """Umbrellas from above in heavy rain, and wet tramlines between them."""
    press = Press(201, "#e9e4d4")
    press.solid("#56707a")
    stones = press.plate()
    for row in range(26):
        for column in range(34):
            left, top = column * 52 + (row % 2) * 26 - 40, row * 44 - 20
            if press.chance(0.55):
                tone = press.rng.randrange(120, 195)
                stones.box((left + 2, top + 2, left + 49, top + 41), tone)
    press.ink(stones, "#4a636e", opaque=True, grain=0.1)
    rails = press.plate()
    for shift in (0, 150, 470, 620):
        rails.line([(250 + shift, -20), (420 + shift, 1090)], 9)
    press.ink(rails, "#c9d3cf", opaque=True, grain=0.3)
    _umbrellas_from_above(press)
    rain = press.plate()
    for _ in range(420):
        x, y = press.rng.uniform(-60, WIDE), press.rng.uniform(-80, HIGH)
        drop = press.rng.uniform(40, 120)
        rain.shape(gouge((x, y), (x + drop * 0.22, y + drop), 3.4))
    press.ink(rain, "#f4f1e6", opaque=True, grain=0)
    return press.finish()


def _umbrellas(press: Press) -> list[tuple[float, float, float]]:
    """Return places for umbrellas that do not lie on one another."""
    found: list[tuple[float, float, float]] = []
    for _ in range(1600):
        x, y = press.rng.uniform(0, WIDE), press.rng.uniform(0, HIGH)
        r = press.rng.uniform(74, 112)
        if all((x - a) ** 2 + (y - b) ** 2 > (r + c - 4) ** 2 for a, b, c in found):
            found.append((x, y, r))
    return found


def _umbrellas_from_above(press: Press) -> None:
    """Pull all umbrellas, a plate for each colour, then their shaded panels and ribs."""
    places = _umbrellas(press)
    fallen, shade, ribs = press.plate(), press.plate(), press.plate()
    cloths = {colour: press.plate() for colour in CLOTHS}
    for n, (x, y, r) in enumerate(places):
        fallen.oval((x + 20, y + 30), r * 1.02)
        _umbrella((x, y), r, press.rng.random(), (cloths[CLOTHS[n % len(CLOTHS)]], shade, ribs))
    press.ink(fallen, "#6d7f86", grain=0.12)
    for colour, cloth in cloths.items():
        press.ink(cloth, colour, opaque=True, grain=0.16)
    press.ink(shade, "#cfc7ba", grain=0.2)
    press.ink(ribs, "#1b2530", opaque=True, grain=0)


def _umbrella(at: Point, radius: float, turn: float, plates: tuple[Plate, Plate, Plate]) -> None:
    """Raise one umbrella: eight panels with hollow edges, every other one in shade."""
    (x, y), (cloth, shade, ribs) = at, plates
    tips = [arc(at, radius, turn + n / 8, turn + n / 8, 1)[0] for n in range(8)]
    for n, tip in enumerate(tips):
        after = tips[(n + 1) % 8]
        dent = tuple((a + b) * 0.47 + c * 0.06 for a, b, c in zip(tip, after, (x, y), strict=True))
        edge = smooth([tip, (dent[0], dent[1]), after], closed=False, steps=5)
        cloth.shape([at, *edge])
        if n % 2:
            shade.shape([at, *edge])
        ribs.line([at, tip], 2)
    ribs.oval(at, 6)


def flood_street() -> Image.Image:
    """A street under water, its houses doubled, with a flat boat and people."""
    press = Press(202, "#efe3c6")
    press.lines(press.plate().rows(lambda t: 0.75 - 0.5 * t, (0, 0, WIDE, 620)), "#6d8790", cell=22)
    level = 640.0
    houses = _houses(press, level)
    for house, colour in zip(houses, WALLS, strict=True):
        press.ink(house, colour, opaque=True, grain=0.16)
    openings = _openings(press, level)
    press.ink(openings, "#22313a", opaque=True, grain=0.08)
    water = press.plate().box((0, level, WIDE, HIGH))
    press.ink(water, "#4f6f75", opaque=True, grain=0.1)
    combs = press.plate()
    for n in range(60):
        y = level + 4 + n * (5 + n * 0.06)
        combs.box((0, y, WIDE, y + 3 + n * 0.04))
    for house, colour in zip(houses, WALLS, strict=True):
        press.ink(house.mirrored(level).within(combs), colour, opaque=True, grain=0.2)
    press.ink(openings.mirrored(level).within(combs), "#22313a", opaque=True, grain=0.1)
    _boat_party(press)
    rain = press.plate()
    for _ in range(260):
        x, y = press.rng.uniform(-60, WIDE), press.rng.uniform(-80, HIGH)
        rain.shape(gouge((x, y), (x + 16, y + 74), 2.6))
    press.ink(rain, "#f6efdd", opaque=True, grain=0)
    return press.finish()


def _houses(press: Press, level: float) -> list[Plate]:
    """Cut tall houses on both sides of a street that narrows, a plate for each pair."""
    walls: list[Plate] = []
    x = 0.0
    for wide, tall in HOUSES:
        plate = press.plate()
        for left in (x, WIDE - x - wide):
            top = level - tall * press.rng.uniform(0.92, 1.06)
            plate.box((left, top, left + wide, level))
            if wide > HOUSES[-3][0]:
                plate.box((left - 8, top - 14, left + wide + 8, top + 6))
            else:
                plate.shape([(left - 6, top), (left + wide / 2, top - 40), (left + wide + 6, top)])
        walls.append(plate)
        x += wide
    return walls


def _openings(press: Press, level: float) -> Plate:
    plate, x = press.plate(), 0.0
    for wide, tall in HOUSES:
        for left in (x, WIDE - x - wide):
            _arches(plate, (left, level, wide, tall))
        x += wide
    return plate


def _arches(plate: Plate, wall: tuple[float, float, float, float]) -> None:
    left, level, wide, tall = wall
    columns, rows = max(2, int(wide // 56)), max(2, int(tall // 110))
    cell = wide / columns
    for column in range(columns):
        for row in range(rows):
            mid, half = left + cell * (column + 0.5), cell * 0.24
            foot = level - tall / rows * row - 24
            head = foot - tall / rows * 0.5
            plate.box((mid - half, head, mid + half, foot)).oval((mid, head), half, half)


def _boat_party(press: Press) -> None:
    """Pull the boat in the middle, with a poler and two under umbrellas."""
    dark, bright = press.plate(), press.plate()
    rowing_boat(dark, (800, 868), 2.0)
    for x, colour_plate, r in ((906, bright, 66), (962, dark, 52)):
        dark.shape(limb([(x, 836), (x + 2, 790), (x, 752)], [44, 50, 34])).oval((x, 730), 20)
        umbrella(colour_plate, (x + 6, 618), r)
        dark.line([(x + 6, 650), (x + 10, 800)], 5)
    for x in (250, 330, 1330):
        dark.shape(limb([(x, 830), (x + 2, 770), (x, 724)], [46, 48, 30])).oval((x, 706), 18)
        umbrella(bright if x == 330 else dark, (x + 4, 612), 60)  # noqa: PLR2004  # the red one
        dark.line([(x + 4, 640), (x + 8, 780)], 5)
        for n in range(4):
            dark.shape(gouge((x - 60 - n * 9, 832 + n * 12), (x + 66 + n * 9, 832 + n * 12), 4))
    for n in range(7):
        dark.shape(gouge((570 - n * 10, 894 + n * 14), (1040 + n * 14, 894 + n * 14), 4))
    press.ink(dark, "#141f28", opaque=True, grain=0.06)
    press.ink(bright, "#d8432b", opaque=True, grain=0.1)


def market_awnings() -> Image.Image:
    """Coral Market from above: striped awnings, each street its colours."""
    press = Press(203, "#f4e8cf")
    press.solid("#d9bd8f")
    for n, inks in enumerate(LANES):
        top = -70 + n * 196
        _lane(press, top + 148)
        _row_of_awnings(press, n, top, inks)
    return press.finish()


def _row_of_awnings(press: Press, n: int, top: float, inks: tuple[str, str]) -> None:
    """Pull one street of awnings: shadows, cloth, stripes and the fold at the top."""
    cloth, stripes, folds = press.plate(), press.plate(), press.plate()
    x = -120.0 - 40 * (n % 3)
    while x < WIDE:
        wide, y = press.rng.uniform(150, 250), top + press.rng.uniform(-12, 12)
        _awning((x, y, wide), press.rng.uniform(-14, 14), (cloth, stripes, folds))
        x += wide + press.rng.uniform(4, 26)
    shadow = press.plate()
    shadow.block.paste(cloth.block, (20, 44))
    press.ink(shadow, "#b59a78", grain=0.1)
    press.ink(cloth, inks[1], opaque=True, grain=0.1)
    press.ink(stripes, inks[0], opaque=True, grain=0.14)
    press.ink(folds, "#d8cdbb", grain=0.1)


def _awning(
    place: tuple[float, float, float], lean: float, plates: tuple[Plate, Plate, Plate]
) -> None:
    """Raise one awning: cloth with a scalloped edge, every other stripe, the fold."""
    (x, y, wide), tall, (cloth, stripes, folds) = place, 140, plates
    cloth.shape([(x, y), (x + wide, y), (x + wide + lean, y + tall), (x + lean, y + tall)])
    slant = lean * 30 / tall
    folds.shape([(x, y), (x + wide, y), (x + wide + slant, y + 30), (x + slant, y + 30)])
    count = max(4, round(wide / 30))
    each = wide / count
    for n in range(count):
        left, right = x + each * n, x + each * (n + 1)
        cloth.oval(((left + right) / 2 + lean, y + tall), each / 2, 13)
        if n % 2 == 0:
            stripes.shape(
                [(left, y), (right, y), (right + lean, y + tall), (left + lean, y + tall)]
            )
            stripes.oval(((left + right) / 2 + lean, y + tall), each / 2, 13)


def _lane(press: Press, y: float) -> None:
    """Pull heaps of fruit and the people of one lane."""
    heaps, dark, pale = press.plate(), press.plate(), press.plate()
    x = 10.0
    while x < WIDE:
        if press.chance(0.55):  # rather more stalls than people
            for _ in range(11):
                heaps.oval((x + press.rng.uniform(0, 44), y + 36 + press.rng.uniform(-12, 14)), 7)
        else:
            plate = dark if press.chance(0.6) else pale  # most in dark
            plate.oval((x + 14, y + 34), 17, 12).oval((x + 14, y + 26), 9)
        x += press.rng.uniform(40, 84)
    press.ink(heaps, press.rng.choice(("#e07a2c", "#c33b2b", "#7a9a3a")), opaque=True)
    press.ink(dark, "#2a2430", opaque=True, grain=0.05)
    press.ink(pale, "#f7efe0", opaque=True, grain=0.05)


def coast_mail() -> Image.Image:
    """The night train on the Kannavi viaduct under a large moon."""
    press = Press(205, "#e8dcc0")
    press.solid("#233a5e")
    moon = press.plate().oval((1130, 330), 232)
    press.ink(moon, "#f2e1ae", opaque=True, grain=0.3)
    seas = press.plate()
    for x, y, r in ((1060, 270, 50), (1190, 370, 70), (1120, 440, 34), (1230, 240, 30)):
        seas.oval((x, y), r, r * 0.8)
    press.ink(seas.within(moon), "#dcc88f", opaque=True, grain=0.4)
    bars = press.plate()
    for y, left, right in ((250, -20, 640), (300, 420, 1240), (470, 900, WIDE + 20)):
        bars.shape(gouge((left, y), (right, y + 6), 22))
    press.ink(bars, "#2f4c75", opaque=True, grain=0.1)
    for level, rough, colour in ((640, 54, "#2c4770"), (720, 34, "#1d3352")):
        hills = ridge(press.rng, (-10, level), (WIDE + 10, level - 30), rough)
        press.ink(press.plate().shape(down_to(hills, HIGH)), colour, opaque=True, grain=0.1)
    river = press.plate().box((0, 890, WIDE, HIGH))
    press.ink(river, "#16283f", opaque=True, grain=0.05)
    shine = press.plate()
    for n in range(26):
        half = press.rng.uniform(30, 200)
        shine.shape(gouge((1130 - half, 900 + n * 7), (1130 + half, 900 + n * 7), 4.5))
    press.ink(shine, "#e8d59d", opaque=True, grain=0.2)
    press.ink(_viaduct(press), "#0c1524", opaque=True, grain=0.1)
    train, lights = press.plate(), press.plate()
    _carriages(train, lights)
    press.ink(train, "#8e2f2a", opaque=True, grain=0.14)
    press.ink(lights, "#ffd675", opaque=True, grain=0.08)
    smoke = press.plate().shape([(168, 566), (-20, 520), (-20, 640), (168, 592)])
    press.ink(smoke, "#f2d98c", opaque=True, grain=0.5)
    return press.finish()


def _viaduct(press: Press) -> Plate:
    plate = press.plate().box((-10, 640, WIDE + 10, 940)).box((-10, 626, WIDE + 10, 644))
    for n in range(8):
        mid = 96 + n * 204
        plate.box((mid - 80, 760, mid + 80, HIGH), 0).oval((mid, 762), 80, 78, 0)
    for n in range(9):
        x = -6 + n * 204
        plate.box((x - 26, 880, x + 26, 1000))
        plate.box((x - 36, 960, x + 36, 1000))
    return plate


def _carriages(train: Plate, lights: Plate) -> None:
    """Raise an engine heading left and four carriages with their windows."""
    train.shape([(170, 626), (150, 596), (190, 540), (400, 532), (400, 626)])
    lights.shape([(200, 556), (250, 552), (250, 582), (184, 584)])
    for n in range(5):
        left = 412 + n * 262
        train.box((left, 536, left + 250, 626))
        train.shape([(left + 8, 536), (left + 20, 526), (left + 230, 526), (left + 242, 536)])
        for window in range(7):
            x = left + 16 + window * 33
            if (n * 3 + window * 5) % 6:
                lights.box((x, 556, x + 21, 586))
        train.line([(left - 14, 616), (left + 4, 616)], 6)
