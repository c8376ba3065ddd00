"""Pictures for the sports pages."""

from __future__ import annotations

from math import cos, sin

from PIL import Image

from broadsheet.demo.drawing.fleet import crane
from broadsheet.demo.drawing.press import Plate, Point, Press
from broadsheet.demo.drawing.shapes import (
    arc,
    blade,
    down_to,
    gouge,
    limb,
    outline,
    placed,
    ridge,
    smooth,
    swell,
)

WIDE, HIGH = 1600, 1067


def stadium_lights() -> Image.Image:
    """The Harbour Ground at night from high up, under four masts."""
    press = Press(301, "#f4efdc")
    press.solid("#101a33")
    cones = press.plate()
    masts = ((190, 150, 560), (560, 90, 700), (1040, 90, 900), (1410, 150, 1040))
    for x, y, aim in masts:
        cones.shape([(x - 50, y), (x + 50, y), (aim + 330, 760), (aim - 330, 760)])
    press.ink(cones, "#24365c", opaque=True, grain=0.25)
    stands = press.plate().oval((800, 700), 860, 330)
    press.ink(stands, "#1b2443", opaque=True, grain=0.1)
    _crowd(press)
    bowl = press.plate().oval((800, 742), 650, 232)
    press.ink(bowl, "#2f7d4f", opaque=True, grain=0.1)
    mown = press.plate()
    for n in range(11):
        mown.box((140 + n * 122, 480, 201 + n * 122, 1000))
    press.ink(mown.within(bowl), "#3f9460", opaque=True, grain=0.14)
    white = press.plate().shape([(756, 690), (844, 690), (860, 806), (740, 806)])
    press.ink(white, "#d9c08a", opaque=True, grain=0.1)
    ring, inside = (
        press.plate().oval((800, 742), 612, 212),
        press.plate().oval((800, 742), 606, 207),
    )
    press.ink(ring.without(inside), "#f4efdc", opaque=True, grain=0.1)
    press.ink(_fielders(press), "#f4efdc", opaque=True, grain=0)
    frame, lamps = press.plate(), press.plate()
    for x, y, _ in masts:
        frame.shape(blade((x, 640), (x, y), 30, 16)).box((x - 92, y - 66, x + 92, y + 46))
        for row in range(3):
            for column in range(5):
                lamps.oval((x - 70 + 35 * column, y - 44 + 34 * row), 12.5)
    press.ink(frame, "#070c1a", opaque=True, grain=0.05)
    press.ink(lamps, "#fff4c9", opaque=True, grain=0)
    front = ridge(press.rng, (-10, 960), (WIDE + 10, 960), 14)
    heads = press.plate().shape(down_to(front, HIGH))
    for n in range(40):
        heads.oval((n * 42 + press.rng.uniform(-8, 8), 962 + press.rng.uniform(-10, 14)), 21, 24)
    press.ink(heads, "#070c1a", opaque=True, grain=0.04)
    return press.finish()


def _crowd(press: Press) -> None:
    """Pull the people in the stands: rows of specks in three colours."""
    inks = ("#e2b04a", "#c9483a", "#8fa6c4")
    plates = [press.plate() for _ in inks]
    for row in range(9):
        across, down = 672 + row * 21, 244 + row * 10
        for n in range(230):
            angle = n / 230 + press.rng.uniform(0, 0.004)
            at = arc((0, 0), 1, angle, angle, 1)[0]
            if press.chance(0.7):  # three seats of ten are empty
                spot = (800 + at[0] * across, 716 + at[1] * down)
                press.rng.choice(plates).oval(spot, 4.4, 5)
    for plate, colour in zip(plates, inks, strict=True):
        press.ink(plate, colour, opaque=True, grain=0)


def _fielders(press: Press) -> Plate:
    plate = press.plate()
    spots = (
        (800, 700),
        (786, 800),
        (640, 640),
        (980, 650),
        (520, 740),
        (1120, 760),
        (700, 880),
        (900, 900),
        (360, 700),
        (1260, 680),
        (820, 580),
        (810, 812),
    )
    for x, y in spots:
        plate.shape([(x - 6, y), (x - 4, y - 24), (x + 4, y - 24), (x + 6, y)]).oval((x, y - 29), 5)
        plate.shape([(x, y), (x + 40, y + 10), (x + 40, y + 13), (x - 2, y + 2)], 90)
    return plate


def batter() -> Image.Image:
    """A batter at the end of a drive, cut as one dark shape on bands of turf."""
    press = Press(302, "#f6ecd2")
    press.solid("#f0b24a")
    press.ink(press.plate().oval((470, 430), 330), "#f7d58a", opaque=True, grain=0.3)
    for n in range(6):
        top = 720 + n * 60
        colour = ("#2f7d4f", "#25693f")[n % 2]
        press.ink(press.plate().box((0, top, WIDE, HIGH)), colour, opaque=True, grain=0.12)
    stand = ridge(press.rng, (-10, 690), (WIDE + 10, 690), 8)
    press.ink(press.plate().shape(down_to(stand, 724)), "#1c3c3a", opaque=True, grain=0.2)
    strip = press.plate().shape([(250, 1010), (1260, 950), (1660, 1000), (1660, HIGH), (200, HIGH)])
    press.ink(strip, "#dcbf86", opaque=True, grain=0.2)
    body, pads = press.plate(), press.plate()
    _batting(body, pads)
    press.ink(body, "#1d2440", opaque=True, grain=0.1)
    press.ink(pads, "#f6ecd2", opaque=True, grain=0.08)
    trail = press.plate()
    for n in range(5):
        trail.shape(gouge((1040, 900 - n * 10), (1440 - n * 40, 850 - n * 16), 5))
    press.ink(trail, "#f6ecd2", opaque=True, grain=0.2)
    press.ink(press.plate().oval((1472, 838), 23), "#c6392a", opaque=True, grain=0.06)
    wickets = press.plate()
    for n in range(3):
        wickets.line([(330 + n * 30, 1000), (326 + n * 30, 790)], 11)
    wickets.line([(322, 788), (392, 786)], 7)
    press.ink(wickets, "#f6ecd2", opaque=True, grain=0.06)
    return press.finish()


def _batting(body: Plate, pads: Plate) -> None:
    """Raise the figure: front leg bent, bat over the shoulder, cap forward."""
    trunk = outline(
        "640,640 664,540 716,430 780,366 846,366 882,420 868,500 826,590 780,690 690,704"
    )
    body.shape(smooth(trunk)).oval((700, 650), 62).oval((730, 646), 60)
    body.shape(limb([(690, 650), (580, 780), (520, 960)], [112, 84, 58]))
    body.shape(limb([(730, 640), (900, 720), (930, 940)], [118, 92, 58]))
    body.shape(smooth([(480, 950), (540, 940), (590, 968), (590, 990), (480, 990)]))
    body.shape(smooth([(900, 920), (960, 916), (1040, 950), (1040, 972), (900, 972)]))
    pads.shape(limb([(912, 716), (936, 820), (936, 934)], [86, 76, 66]))
    pads.shape(limb([(574, 774), (540, 860), (516, 944)], [74, 68, 60]))
    for n in range(3):
        pads.line([(900 + 4 * n, 770 + 52 * n), (980, 764 + 52 * n)], 5, 0)
        pads.line([(520 - 10 * n, 812 + 44 * n), (590 - 12 * n, 830 + 44 * n)], 5, 0)
    body.shape(limb([(836, 414), (964, 396), (906, 280)], [74, 56, 44])).oval((838, 412), 40)
    body.shape(limb([(770, 400), (850, 330), (892, 262)], [60, 50, 42]))
    pads.oval((896, 262), 32).oval((914, 292), 28)
    bat = outline("-9,0 9,0 9,-92 30,-112 34,-330 20,-352 -20,-352 -34,-330 -30,-112 -9,-92")
    pads.shape(placed(bat, (900, 268), 1.0, -1.05))
    body.oval((852, 322), 62, 66).shape([(800, 340), (880, 350), (872, 410), (790, 410)])
    body.shape(smooth([(792, 316), (820, 256), (880, 250), (918, 296), (990, 318), (910, 326)]))


def football() -> Image.Image:
    """Two sides leaping for a ball in front of cranes and warehouses."""
    press = Press(303, "#efe6d0")
    press.lines(press.plate().rows(lambda t: 0.7 - 0.6 * t, (0, 0, WIDE, 600)), "#8fb0b5", cell=26)
    works = press.plate()
    for n, (edge, wide) in enumerate(((-20, 300), (290, 240), (980, 330), (1330, 300))):
        top = 470 - 30 * (n % 2)
        works.box((edge, top, edge + wide, 640))
        for tooth in range(4):
            left = edge + wide / 4 * tooth
            works.shape([(left, top), (left, top - 60), (left + wide / 4, top)])
    crane(works, (620, 610), 1.5)
    crane(works, (860, 610), 1.2, flip=True)
    press.ink(works, "#5f7f88", opaque=True, grain=0.18)
    pitch = press.plate().shape(down_to(swell(WIDE, 640, 4, 700), HIGH))
    press.ink(pitch, "#7a8a45", opaque=True, grain=0.16)
    mud = press.plate()
    for _ in range(26):
        x, y = press.rng.uniform(-40, WIDE), press.rng.uniform(690, HIGH)
        mud.oval((x, y), press.rng.uniform(40, 190), press.rng.uniform(6, 20))
    press.ink(mud.within(pitch), "#6b5236", opaque=True, grain=0.2)
    red, blue, skin, white = (press.plate() for _ in range(4))
    _leaper(red, skin, white, (560, 590), 1)
    _leaper(blue, skin, white, (1010, 610), -1)
    _leaper(red, skin, white, (1350, 760), -0.7)
    _leaper(blue, skin, white, (240, 770), 0.7)
    stripes = press.plate()
    for n in range(40):
        stripes.box((n * 44, 0, n * 44 + 20, HIGH))
    press.ink(skin, "#4a2c20", opaque=True, grain=0.06)
    press.ink(white, "#f4ecd9", opaque=True, grain=0.06)
    press.ink(red, "#c8382a", opaque=True, grain=0.12)
    press.ink(blue, "#f4ecd9", opaque=True, grain=0.05)
    press.ink(blue.within(stripes), "#1f4a86", opaque=True, grain=0.1)
    _ball(press, (786, 196))
    return press.finish()


def _leaper(shirt: Plate, skin: Plate, white: Plate, hip: Point, side: float) -> None:
    """Raise a player in the air; `side` says which way, and how large."""
    size = abs(side) * 1.25
    turn = 1 if side > 0 else -1

    def at(points: list[Point]) -> list[Point]:
        return placed([(x * turn, y) for x, y in points], hip, size)

    skin.shape(limb(at([(-20, 40), (-70, 120), (-30, 200)]), [50 * size, 40 * size, 28 * size]))
    skin.shape(limb(at([(30, 40), (80, 130), (150, 170)]), [50 * size, 40 * size, 28 * size]))
    white.shape(limb(at([(-46, 150), (-30, 204)]), [40 * size, 32 * size]))
    white.shape(limb(at([(104, 146), (152, 172)]), [40 * size, 32 * size]))
    white.shape(at([(-58, -10), (56, -14), (84, 74), (14, 84), (-10, 50), (-60, 88), (-84, 60)]))
    shirt.shape(limb(at([(0, 0), (14, -80), (34, -150)]), [104 * size, 108 * size, 112 * size]))
    shirt.shape(limb(at([(66, -150), (122, -176)]), [52 * size, 42 * size]))
    shirt.shape(limb(at([(4, -148), (-56, -122)]), [52 * size, 42 * size]))
    skin.shape(limb(at([(112, -172), (170, -150), (206, -186)]), [34 * size, 28 * size, 20 * size]))
    skin.shape(
        limb(at([(-46, -126), (-102, -96), (-140, -130)]), [34 * size, 28 * size, 20 * size])
    )
    skin.shape(at(arc((52, -238), 40, 0, 1)))
    skin.shape(at([(24, -180), (62, -180), (66, -220), (34, -220)]))


def _ball(press: Press, at: Point) -> None:
    ball, spots = press.plate().oval(at, 66), press.plate()
    spots.shape(placed(arc((0, 0), 22, 0.05, 1.05, 5), at, 1))
    for n in range(5):
        place = arc(at, 56, n / 5 + 0.05, n / 5 + 0.05, 1)[0]
        spots.shape(placed(arc((0, 0), 20, n / 5, n / 5 + 1, 5), place, 1))
        spots.line([arc(at, 20, n / 5 + 0.05, n / 5 + 0.05, 1)[0], place], 4)
    press.ink(ball, "#fbf6e8", opaque=True, grain=0.06)
    press.ink(spots.within(ball), "#22262e", opaque=True, grain=0.04)


def kites() -> Image.Image:
    """Kites of many shapes over Saltpan's dunes in the evening."""
    press = Press(304, "#f9ead0")
    press.lines(press.plate().rows(lambda t: 0.62 * (1 - t), (0, 0, WIDE, 860)), "#f0a08a", cell=34)
    inks = ("#d23a2d", "#1f6f86", "#e8a021", "#26405e", "#3a8a5e", "#7a3a6a")
    paper, folds = {ink: press.plate() for ink in inks}, press.plate()
    strings, tails = press.plate(), press.plate()
    places = _places(press)
    for n, (x, y, size) in enumerate(places):
        turn = press.rng.uniform(-0.5, 0.3)
        plate = paper[inks[n % len(inks)]]
        (_diamond, _hawk, _box_kite)[n % 3](plate, folds, (x, y), size, turn)
        foot = (press.rng.uniform(250, 1350), 930)
        bend = ((x + foot[0]) / 2 - 60, (y + foot[1]) / 2 + 90)
        strings.line(smooth([(x, y), bend, foot], closed=False, steps=16), 1.6)
        if n % 3 == 0:
            _tail(tails, (x, y), size, turn)
    press.ink(strings, "#6b5a55", opaque=True, grain=0)
    press.ink(tails, "#26405e", opaque=True, grain=0.06)
    for colour, plate in paper.items():
        press.ink(plate, colour, opaque=True, grain=0.16)
    press.ink(folds, "#c9bba6", grain=0.1)
    for level, rough, colour in ((870, 24, "#e3b877"), (930, 30, "#b98550")):
        dunes = ridge(press.rng, (-10, level), (WIDE + 10, level + 20), rough, 5)
        press.ink(
            press.plate().shape(down_to(smooth(dunes, closed=False, steps=4), HIGH)),
            colour,
            opaque=True,
            grain=0.2,
        )
    press.ink(_flyers(press), "#2a2430", opaque=True, grain=0.05)
    return press.finish()


def _places(press: Press) -> list[tuple[float, float, float]]:
    found: list[tuple[float, float, float]] = []
    for _ in range(900):
        x, y = press.rng.uniform(60, WIDE - 60), press.rng.uniform(60, 700)
        size = press.rng.uniform(34, 104) * (1.15 - y / 1100)
        if all((x - a) ** 2 + (y - b) ** 2 > (1.7 * (size + c)) ** 2 for a, b, c in found):
            found.append((x, y, size))
    return found[:26]


def _diamond(plate: Plate, folds: Plate, at: Point, size: float, turn: float) -> None:
    plate.shape(placed([(0, -1.1), (0.8, 0), (0, 1.2), (-0.8, 0)], at, size, turn))
    folds.shape(placed([(0, -1.1), (0.8, 0), (0, 1.2)], at, size, turn))


def _hawk(plate: Plate, folds: Plate, at: Point, size: float, turn: float) -> None:
    wing = [(0, -0.7), (0.5, -0.75), (1.4, -0.2), (0.6, 0.05), (0.25, 0.3), (0.5, 1.0), (0, 0.8)]
    plate.shape(placed([*wing, *[(-x, y) for x, y in wing[::-1]]], at, size, turn))
    folds.shape(placed(wing, at, size, turn))


def _box_kite(plate: Plate, folds: Plate, at: Point, size: float, turn: float) -> None:
    for top in (-0.9, 0.3):
        plate.shape(
            placed([(-0.7, top), (0.7, top), (0.7, top + 0.6), (-0.7, top + 0.6)], at, size, turn)
        )
        folds.shape(
            placed([(0.1, top), (0.7, top), (0.7, top + 0.6), (0.1, top + 0.6)], at, size, turn)
        )
    for x in (-0.68, 0.1, 0.68):
        plate.line(placed([(x, -0.9), (x, 0.9)], at, size, turn), max(2.0, size / 22))


def _tail(tails: Plate, at: Point, size: float, turn: float) -> None:
    """Raise a tail of bows that swings away to the left."""
    root = placed([(0, 1.2)], at, size, turn)[0]
    path = [(root[0] - 9 * n, root[1] + size * 0.28 * n + 10 * sin(n * 1.1)) for n in range(8)]
    tails.line(smooth(path, closed=False), 2)
    for n, (x, y) in enumerate(path[1:], 1):
        lean = cos(n * 1.1)
        tails.shape(placed([(-9, -5), (0, 0), (9, -5), (9, 5), (0, 0), (-9, 5)], (x, y), 1, lean))


def _flyers(press: Press) -> Plate:
    """Raise a few small people on the dunes, arms up."""
    plate = press.plate()
    for _ in range(22):
        x, y, tall = press.rng.uniform(60, 1540), press.rng.uniform(936, 990), 46
        plate.shape(limb([(x, y), (x, y - tall * 0.7)], [16, 18])).oval((x, y - tall * 0.95), 7.5)
        reach = press.rng.choice((-1, 1)) * 18
        plate.line([(x, y - tall * 0.62), (x + reach, y - tall * 1.15)], 5)
        plate.line([(x - 4, y), (x - 6, y + 18)], 5)
        plate.line([(x + 4, y), (x + 7, y + 18)], 5)
    return plate
