"""Pictures of one thing on one ground: leaves, boxes, fish, a storm."""

from __future__ import annotations

from math import cos, exp, pi, sin

from PIL import Image

from broadsheet.demo.drawing.press import Plate, Point, Press
from broadsheet.demo.drawing.shapes import arc, limb, outline, placed, smooth

WIDE, HIGH = 1600, 1067


def manuscript() -> Image.Image:
    """Palm leaves fanned on their cord, written in a script that does not exist."""
    press = Press(401, "#f0e2c0")
    press.solid("#2c3b3a")
    weave = press.plate()
    for n in range(30):
        weave.line([(-20, n * 72 - 500), (WIDE + 20, n * 72 - 100)], 3)
    press.ink(weave, "#344645", opaque=True, grain=0)
    tones = ("#cfae6d", "#d9bd80", "#c7a25e", "#e0c68d")
    holes = []
    for n in range(8):
        centre, turn = (700 + 8 * n, 170 + n * 104), -0.3 + n * 0.082
        _leaf(press, centre, turn, tones[n % 4])
        holes += placed([(-310, 0)], centre, 1, turn)
    cord = press.plate()
    path = [(300, 30), *holes, (470, 1010), (430, 1090)]
    cord.line(smooth(path, closed=False, steps=20), 9)
    press.ink(cord, "#b8402c", opaque=True, grain=0.1)
    knot = press.plate()
    for n in range(4):
        knot.shape(limb([(300, 30), (264 + 30 * n, -10), (244 + 46 * n, -60)], [12, 9, 5]))
    press.ink(knot, "#b8402c", opaque=True, grain=0.1)
    return press.finish()


def _leaf(press: Press, centre: Point, turn: float, tone: str) -> None:
    """Pull one leaf: its shadow, its blade, four lines of letters and two holes."""
    half, deep = 720, 50
    outline = [
        (-half, -deep + 12),
        (-half / 2, -deep),
        (half / 2, -deep),
        (half, -deep + 10),
        (half + 9, -deep / 2),
        (half + 12, 0),
        (half + 9, deep / 2),
        (half, deep - 10),
        (half / 2, deep),
        (-half / 2, deep),
        (-half, deep - 12),
    ]
    shadow = press.plate().shape(placed(outline, (centre[0] + 8, centre[1] + 13), 1, turn))
    press.ink(shadow, "#7d8a80", grain=0.1)
    leaf, ink = press.plate().shape(placed(outline, centre, 1, turn)), press.plate()
    for x in (-310, 330):
        leaf.oval(placed([(x, 0)], centre, 1, turn)[0], 8, tone=0)
    press.ink(leaf, tone, opaque=True, grain=0.14)
    for row in range(4):
        _letters(press, ink, (centre, turn), -32 + row * 21)
    press.ink(ink, "#3a2414", opaque=True, grain=0.16)


def _letters(press: Press, ink: Plate, place: tuple[Point, float], y: float) -> None:
    """Raise a line of round letters with gaps at the string holes."""
    centre, turn = place
    x = -670.0
    while x < 660:  # noqa: PLR2004  # the margin
        if min(abs(x + 310), abs(x - 330)) > 30:  # noqa: PLR2004  # keep clear of the holes
            start, size = press.rng.random(), press.rng.uniform(5, 7)
            loop = arc((x, y), size, start, start + press.rng.uniform(0.6, 1.0), 7)
            ink.line(placed(loop, centre, 1, turn), 2.2)
            if press.chance(0.45):  # some letters have a stem
                ink.line(placed([(x + size, y - 7), (x + size, y + 7)], centre, 1, turn), 2.2)
        x += press.rng.uniform(15, 21) if press.chance(0.9) else 36


def containers_falling() -> Image.Image:
    """A bar chart of shipping containers that steps down and topples."""
    press = Press(402, "#f3ebd9")
    press.solid("#e9dcc0")
    rules = press.plate()
    for n in range(8):
        rules.box((110, 130 + n * 104, 1530, 132 + n * 104))
    press.ink(rules, "#b9a888", opaque=True, grain=0.1)
    heights = (7, 8, 7, 6, 6, 4, 3, 1)
    inks = ("#c8392b", "#1f5f74", "#dd9a2e", "#38785a", "#27364a")
    sides, ribs = {ink: press.plate() for ink in inks}, press.plate()
    for column, tall in enumerate(heights):
        for row in range(tall):
            at = (126 + column * 172, 862 - row * 92)
            _container(sides[inks[(column * 2 + row * 3) % 5]], ribs, at, 0)
    for n, (x, y, turn) in enumerate(((1342, 640, 0.5), (1420, 452, 1.1), (1500, 800, 0.24))):
        _container(sides[inks[(n * 2 + 1) % 5]], ribs, (x, y), turn)
    for colour, plate in sides.items():
        press.ink(plate, colour, opaque=True, grain=0.16)
    press.ink(ribs, "#cfc4b4", grain=0.05)
    ground = press.plate().box((0, 954, WIDE, HIGH))
    press.ink(ground, "#27364a", opaque=True, grain=0.14)
    fall = press.plate()
    path = [(196, 250), (380, 150), (560, 246), (740, 330), (900, 340), (1070, 530), (1240, 640)]
    fall.line(smooth([*path, (1400, 880)], closed=False, steps=14), 12)
    fall.shape(placed([(0, 0), (-52, -22), (-40, -62)], (1412, 906), 1, 0.1))
    press.ink(fall, "#0f1722", opaque=True, grain=0.12)
    return press.finish()


def _container(side: Plate, ribs: Plate, at: Point, turn: float) -> None:
    """Raise one container with its corrugations; `at` is its upper left corner."""
    side.shape(placed([(0, 0), (158, 0), (158, 86), (0, 86)], at, 1, turn))
    for n in range(9):
        x = 11 + n * 16.4
        ribs.shape(placed([(x, 9), (x + 7, 9), (x + 7, 77), (x, 77)], at, 1, turn))


def fish() -> Image.Image:
    """Rows of sardines, all facing left but one."""
    press = Press(403, "#f5ecd7")
    backs, flanks, eyes, marks = (press.plate() for _ in range(4))
    odd = press.plate()
    for row in range(7):
        for column in range(5):
            at = (150 + column * 340 + (row % 2) * 150 - 60, 92 + row * 148)
            lean = press.rng.uniform(-0.05, 0.05)
            if (row, column) == (3, 2):
                _one_fish((odd, flanks, eyes, marks), at, lean, -1)
            else:
                _one_fish((backs, flanks, eyes, marks), at, lean, 1)
    press.ink(flanks, "#a9c6c9", opaque=True, grain=0.3)
    press.ink(backs, "#1f4f7c", opaque=True, grain=0.18)
    press.ink(odd, "#d2412c", opaque=True, grain=0.18)
    press.ink(marks, "#f5ecd7", opaque=True, grain=0.05)
    press.ink(eyes, "#151d29", opaque=True, grain=0)
    return press.finish()


def _one_fish(plates: tuple[Plate, Plate, Plate, Plate], at: Point, lean: float, way: int) -> None:
    back, flank, eye, marks = plates

    def set_at(points: list[Point]) -> list[Point]:
        return placed([(x * way, y) for x, y in points], at, 1, lean)

    belly = [(-140, 2), (-96, 30), (-20, 42), (60, 28), (112, 6), (112, -6), (0, 4), (-100, -8)]
    spine = outline("-146,0 -120,-20 -60,-38 10,-38 70,-22 114,-5 114,6 40,2 -40,8 -110,10")
    flank.shape(set_at(smooth(belly)))
    back.shape(set_at(smooth(spine)))
    back.shape(set_at([(104, 0), (164, -40), (148, 0), (164, 42)]))
    back.shape(set_at([(-10, -36), (26, -62), (40, -34)]))
    flank.shape(set_at([(10, 36), (40, 58), (46, 30)]))
    for n in range(7):
        marks.oval(set_at([(-66 + n * 24, -4 + n * 0.4)])[0], 4.4)
    marks.line(set_at(arc((-128, 2), 42, -0.12, 0.12, 8)), 4)
    marks.oval(set_at([(-118, -6)])[0], 11)
    eye.oval(set_at([(-119, -6)])[0], 6.5)


def cyclone() -> Image.Image:
    """Meghala from above: two arms of cloud winding into an eye, a coast at the left."""
    press = Press(404, "#eef0e6")
    press.solid("#123a54")
    depth = press.plate().glow((900, 540), 900, 200)
    press.ink(depth, "#1c5470", opaque=True, grain=0.14)
    for n, colour in enumerate(("#2f6d86", "#6fa0ad", "#c3d7d6", "#f2f2e8")):
        cloud = press.plate()
        for arm in range(2):
            _arm(press, cloud, arm * pi + 0.16 * n, 1.0 - 0.12 * n)
        press.ink(cloud, colour, opaque=True, grain=0.2)
    eye = press.plate().oval((900, 540), 40, 37)
    press.ink(eye, "#123a54", opaque=True, grain=0.1)
    edge = [
        (190.0 + 60 * sin(y / 170) + press.rng.uniform(-14, 14), y) for y in range(-20, 1100, 22)
    ]
    land = press.plate().shape([(-20, -20), *smooth(edge, closed=False, steps=3), (-20, 1100)])
    press.ink(land, "#d9b36a", opaque=True, grain=0.2)
    line = press.plate().line(smooth(edge, closed=False, steps=3), 5)
    press.ink(line, "#8a5a2c", opaque=True, grain=0.1)
    towns = press.plate().oval((168, 372), 12).oval((196, 690), 12)
    press.ink(towns, "#c8392b", opaque=True, grain=0)
    return press.finish()


def _arm(press: Press, cloud: Plate, start: float, width: float) -> None:
    """Raise one arm of the spiral as overlapping puffs, thinning outwards."""
    for n in range(420):
        turn = n / 420 * 3.7 * pi
        reach = 40 * exp(0.232 * turn)
        angle = start - turn
        body = (20 + reach * 0.36) * width * (1 - (n / 430) ** 4)
        wobble = press.rng.uniform(0.7, 1.25)
        x = 900 + reach * cos(angle) + press.rng.uniform(-8, 8)
        y = 540 + reach * 0.9 * sin(angle) + press.rng.uniform(-8, 8)
        cloud.oval((x, y), body * wobble * 0.62, body * wobble * 0.52)
