"""Pictures of the harbour and the sea."""

from __future__ import annotations

from math import cos, pi, sin

from PIL import Image

from broadsheet.demo.drawing.fleet import crane, ferry, rowing_boat
from broadsheet.demo.drawing.press import Plate, Press
from broadsheet.demo.drawing.shapes import arc, blade, down_to, gouge, ridge, smooth, swell

WIDE, HIGH = 1600, 1067
SLOW = 9  # decades before the sea began to rise faster


def ripples(press: Press, plate: Plate, top: float, bottom: float, count: int) -> None:
    """Cut slivers across the water, larger towards the front."""
    for _ in range(count):
        near = press.rng.random() ** 1.6
        y = top + (bottom - top) * near
        x, length = press.rng.uniform(-40, WIDE), (18 + 150 * near) * press.rng.uniform(0.5, 1.2)
        plate.shape(gouge((x, y), (x + length, y + press.rng.uniform(-2, 2)), 2 + 7 * near), 0)


def harbour_dawn() -> Image.Image:
    """Cranes and a ferry before sunrise, in four inks."""
    press = Press(101, "#f6dfb4")
    sky = press.plate().rows(lambda t: 0.85 * (1 - t) ** 1.1, (0, 0, WIDE, 660))
    press.lines(sky, "#5c8f9c")
    glow = press.plate().glow((1010, 650), 640, 235)
    press.lines(glow.without(press.plate().box((0, 650, WIDE, HIGH))), "#f3944f", opaque=True)
    sun = press.plate().oval((1010, 612), 84).without(press.plate().box((0, 650, WIDE, HIGH)))
    press.ink(sun, "#f2552c", grain=0.1, opaque=True)
    for level, rough, colour in ((606, 30, "#b7786a"), (628, 16, "#86606a")):
        hills = ridge(press.rng, (-10, level), (WIDE + 10, level + 8), rough)
        press.ink(press.plate().shape(down_to(hills, 652)), colour, opaque=True)
    sea = press.plate().box((0, 650, WIDE, HIGH))
    ripples(press, sea, 656, HIGH, 330)
    press.ink(sea, "#3f7486", opaque=True)
    path = press.plate()
    for n in range(46):
        y = 658 + 9 * n
        half = 40 + press.rng.uniform(0, 60 + 3 * n)
        path.shape(gouge((1010 - half, y), (1010 + half, y), 4 + n / 6))
    press.ink(path, "#f2743c", grain=0.2, opaque=True)
    press.ink(_quay(press), "#1d2b3a", grain=0.22, opaque=True)
    boat = press.plate()
    ferry(boat, (760, 795), 1.25)
    press.ink(boat, "#1d2b3a", grain=0.12, opaque=True)
    lamps = press.plate()
    for n in range(9):
        lamps.box((660 + 22 * n, 752, 672 + 22 * n, 764))
    press.ink(lamps, "#ffd98a", grain=0, opaque=True)
    return press.finish()


def _quay(press: Press) -> Plate:
    """Cut the quay on the left with its three cranes, and birds."""
    plate = press.plate()
    plate.shape([(-10, 700), (560, 690), (600, 705), (600, 760), (-10, 830)])
    crane(plate, (130, 705), 1.5)
    crane(plate, (330, 700), 1.25)
    crane(plate, (500, 697), 0.95)
    for n in range(7):
        plate.box((20 + 70 * n, 668 - 24 * (n % 3), 84 + 70 * n, 700))
    plate.shape([(1330, 672), (1640, 664), (1640, 700), (1350, 690)])
    crane(plate, (1480, 672), 0.62, flip=True)
    crane(plate, (1560, 670), 0.55, flip=True)
    for x, y, s in ((880, 250, 26), (950, 214, 18), (1010, 268, 15), (820, 205, 13)):
        plate.shape([(x - s, y - s / 2), (x, y), (x + s, y - s / 2), (x, y + s / 4)])
    return plate


def ferry_terminal() -> Image.Image:
    """The wave roof of Thurai Point with a boat alongside and people going down to it."""
    press = Press(102, "#fbeedd")
    press.lines(press.plate().rows(lambda t: 0.8 * (1 - t), (0, 0, WIDE, 620)), "#7fb2bd", cell=24)
    low = press.plate().rows(lambda t: 0.85 * t**2, (0, 200, WIDE, 640))
    press.lines(low, "#f5a27a", cell=24)
    far = ridge(press.rng, (-10, 596), (WIDE + 10, 580), 22)
    press.ink(press.plate().shape(down_to(far, 650)), "#8fa9ad", opaque=True)
    sea = press.plate().box((0, 636, WIDE, HIGH))
    ripples(press, sea, 640, HIGH, 360)
    press.ink(sea, "#2f7c8a", opaque=True)
    hall, bays = _hall(press)
    press.ink(hall, "#214a56", opaque=True, grain=0.14)
    press.ink(bays, "#ffd27d", opaque=True, grain=0.1)
    press.ink(_roof(press, 26), "#214a56", opaque=True, grain=0.1)
    press.ink(_roof(press, 0), "#e2512f", opaque=True, grain=0.14)
    quay = press.plate().shape([(-10, 716), (1130, 716), (1190, 742), (1190, 800), (-10, 800)])
    press.ink(quay, "#173640", opaque=True, grain=0.18)
    boat, windows = press.plate(), press.plate()
    _catamaran(boat, windows)
    press.ink(boat, "#fbf6ec", opaque=True, grain=0.06)
    press.ink(windows, "#173640", opaque=True, grain=0.08)
    press.ink(_crowd(press), "#173640", opaque=True, grain=0.05)
    return press.finish()


def _roof(press: Press, drop: float) -> Plate:
    top = swell(1180, 330 + drop, 62, 396, phase=0.9)
    under = swell(1180, 352 + drop, 62, 396, phase=0.9)
    return press.plate().shape([*top, *under[::-1]])


def _hall(press: Press) -> tuple[Plate, Plate]:
    """Cut the wall of the hall and the lit bays in it."""
    wall = press.plate().shape([*swell(1120, 356, 62, 396, phase=0.9), (1128, 716), (-20, 716)])
    wall.within(press.plate().box((0, 0, 1100, 716)))
    bays = press.plate()
    for n in range(13):
        left = 18 + 84 * n
        bays.box((left, 470, left + 66, 560))
        bays.box((left, 574, left + 66, 716))
        bays.box((left + 30, 470, left + 34, 716), 0)
    return wall, bays


def _catamaran(boat: Plate, windows: Plate) -> None:
    boat.shape([(980, 790), (1580, 776), (1556, 850), (1500, 872), (1040, 872), (1000, 850)])
    boat.shape([(1020, 700), (1470, 690), (1540, 778), (1010, 790)])
    boat.shape([(1090, 640), (1330, 634), (1388, 694), (1080, 702)])
    boat.line([(1200, 640), (1190, 540)], 6)
    windows.shape([(1046, 724), (1464, 714), (1500, 756), (1040, 766)])
    for n in range(9):
        x = 1088 + 47 * n
        windows.box((x, 700, x + 7, 780), 0)
    windows.shape([(1250, 652), (1322, 650), (1356, 682), (1246, 686)])
    windows.shape([(1000, 852), (1556, 846), (1500, 874), (1040, 874)])


def _crowd(press: Press) -> Plate:
    """Cut people along the quay, walking to the right."""
    plate = press.plate()
    x, end = 30.0, 1010
    while x < end:
        tall = press.rng.uniform(54, 70)
        plate.oval((x, 718 - tall), 8.5)
        plate.shape(
            smooth([(x - 11, 716), (x - 9, 728 - tall), (x + 9, 728 - tall), (x + 13, 716)])
        )
        if press.chance(0.3):
            plate.box((x + 12, 690, x + 26, 710))
        x += press.rng.uniform(24, 62)
    return plate


def night_skyline() -> Image.Image:
    """The city across the bay, its windows doubled in the water."""
    press = Press(103, "#182338")
    press.ink(press.plate().glow((430, 640), 900, 150), "#3a3f6b", opaque=True, grain=0.1)
    stars = press.plate()
    for _ in range(150):
        at = (press.rng.uniform(0, WIDE), press.rng.uniform(0, 430))
        stars.oval(at, press.rng.choice((1, 1.3, 2.2)))
    press.ink(stars, "#e9e2cf", opaque=True, grain=0)
    press.ink(press.plate().oval((1240, 190), 66), "#f3e2b0", opaque=True, grain=0.3)
    far, near, lights = press.plate(), press.plate(), press.plate()
    _towers(press, far, None, (230, 420))
    press.ink(far, "#2b3a5c", opaque=True)
    _towers(press, near, lights, (90, 330))
    press.ink(near, "#0d1424", opaque=True, grain=0.05)
    press.ink(lights, "#f7c35f", opaque=True, grain=0.12)
    water = press.plate().box((0, 676, WIDE, HIGH))
    press.ink(water, "#12243a", opaque=True, grain=0.1)
    shine = lights.mirrored(676)
    combs = press.plate()
    for n in range(44):
        combs.box((0, 682 + 9 * n, WIDE, 682 + 9 * n + 3 + n / 14))
    press.ink(shine.within(combs), "#d99a4a", opaque=True, grain=0.2)
    moon = press.plate()
    for n in range(24):
        half = press.rng.uniform(14, 26 + 3.4 * n)
        moon.shape(gouge((1240 - half, 690 + 15 * n), (1240 + half, 690 + 15 * n), 5))
    press.ink(moon, "#e9d9a6", opaque=True, grain=0.2)
    boat = press.plate()
    rowing_boat(boat, (560, 900), 1.5)
    press.ink(boat, "#080d18", opaque=True, grain=0)
    return press.finish()


def _towers(press: Press, plate: Plate, lights: Plate | None, heights: tuple[int, int]) -> None:
    """Cut a row of buildings, and their windows on a second plate."""
    rng, x = press.rng, -20.0
    while x < WIDE:
        wide = rng.uniform(46, 118)
        top = 676 - rng.uniform(*heights) * (0.75 + 0.35 * sin(x / 260))
        plate.box((x, top, x + wide, 680))
        _cap(press, plate, (x, top, wide))
        if lights:
            _windows(press, lights, (x, top, x + wide))
        x += wide + rng.choice((-4, 0, 6, 14))


def _cap(press: Press, plate: Plate, place: tuple[float, float, float]) -> None:
    x, top, wide = place
    mid = x + wide / 2
    kind = press.rng.randrange(5)
    if kind == 0:
        plate.line([(mid, top), (mid, top - 60)], 3)
    elif kind == 1:
        plate.oval((mid, top), wide / 2.6, wide / 2.4).line([(mid, top), (mid, top - 64)], 3)
    elif kind == 2:  # noqa: PLR2004  # the third of five roofs
        plate.shape([(x, top), (mid, top - 34), (x + wide, top)])


def _windows(press: Press, lights: Plate, place: tuple[float, float, float]) -> None:
    left, top, right = place
    y, foot = top + 16, 656
    while y < foot:
        x = left + 9
        while x < right - 14:
            if press.chance(0.36):
                lights.box((x, y, x + 7, y + 10))
            x += 15
        y += 21


def lighthouse() -> Image.Image:
    """Kuruvi Light: two beams, a striped tower, heavy water."""
    press = Press(104, "#f3e6c8")
    press.solid("#16324a")
    lamp = (610.0, 268.0)
    beams = press.plate()
    beams.shape([lamp, (WIDE + 20, 20), (WIDE + 20, 300)])
    beams.shape([lamp, (-20, 250), (-20, 400)])
    press.ink(beams, "#2e5a70", opaque=True, grain=0.18)
    core = press.plate().shape([lamp, (WIDE + 20, 96), (WIDE + 20, 226)])
    press.ink(core.shape([lamp, (-20, 296), (-20, 358)]), "#f0d58a", opaque=True, grain=0.35)
    for level, height, colour in ((730, 26, "#2b6274"), (800, 34, "#1f4d63")):
        waves = swell(WIDE, level, height, 300, phase=level / 50, peak=0.6)
        press.ink(press.plate().shape(down_to(waves, HIGH)), colour, opaque=True)
    rock = ridge(press.rng, (250, 960), (560, 684), 46)[:-1]
    rock += [(560, 684), *ridge(press.rng, (660, 684), (1020, 960), 50)]
    press.ink(press.plate().shape(down_to(rock, HIGH)), "#0e1c28", opaque=True, grain=0.2)
    tower = press.plate().shape(blade((610, 700), (610, 318), 128, 76))
    press.ink(tower, "#f3e6c8", opaque=True, grain=0.1)
    bands = press.plate()
    for n in range(3):
        bands.box((500, 360 + 122 * n, 720, 421 + 122 * n))
    press.ink(bands.within(tower), "#d9442b", opaque=True, grain=0.14)
    shade = press.plate().shape([(615, 310), (720, 310), (720, 710), (640, 710)])
    press.ink(shade.within(tower), "#8fa3b0", grain=0.2)
    press.ink(_lantern(press), "#0e1c28", opaque=True, grain=0.05)
    press.ink(press.plate().oval(lamp, 26, 30), "#fff3c4", opaque=True, grain=0)
    for level, height, colour in ((900, 46, "#17405a"), (985, 52, "#0f2c42")):
        waves = swell(WIDE, level, height, 380, phase=level / 31, peak=0.8)
        plate = press.plate().shape(down_to(waves, HIGH))
        _foam(press, plate, waves)
        press.ink(plate, colour, opaque=True, grain=0.12)
    return press.finish()


def _lantern(press: Press) -> Plate:
    plate = press.plate().box((556, 306, 664, 322)).box((574, 236, 646, 306))
    plate.oval((610, 238), 40, 34).line([(610, 210), (610, 170)], 5)
    plate.box((582, 244, 638, 300), 0)
    for x in (596, 624):
        plate.line([(x, 244), (x, 306)], 3)
    return plate


def _foam(press: Press, plate: Plate, waves: list[tuple[float, float]]) -> None:
    """Cut streaks down the faces of the waves."""
    for x, y in waves[::2]:
        for _ in range(2):
            drop = press.rng.uniform(14, 80)
            start = (x + press.rng.uniform(-12, 12), y + press.rng.uniform(10, 90))
            plate.shape(gouge(start, (start[0] + drop, start[1] + drop * 0.35), 4), 0)


def turbines() -> Image.Image:
    """Wind turbines receding over the Sangu Bank, and a small boat."""
    press = Press(105, "#f8d874")
    for n in range(7):
        y = 120 + 74 * n
        cloud = swell(WIDE, y, 10 + 2 * n, 620 + 60 * n, phase=n * 1.9)
        band = press.plate().shape([*cloud, *[(x, y + 16 + n * 2) for x, y in cloud[::-1]]])
        press.ink(band, "#f3bd5b", grain=0.3)
    press.ink(press.plate().oval((1210, 300), 92), "#fdf3d0", opaque=True, grain=0.12)
    sea = press.plate().box((0, 690, WIDE, HIGH))
    press.ink(sea, "#3d8f78", opaque=True, grain=0.12)
    deep = press.plate().box((0, 770, WIDE, HIGH))
    ripples(press, deep, 700, HIGH, 240)
    press.ink(deep, "#1f6a63", opaque=True, grain=0.1)
    shade, masts = press.plate(), press.plate()
    for n in range(9):
        depth = 0.82**n
        x, foot = 250 + 1420 * (1 - depth), 690 + 190 * depth**1.5
        _turbine(press, (masts, shade), (x, foot), depth)
    press.ink(masts, "#fdf8ea", opaque=True, grain=0.06)
    press.ink(shade, "#7aa59a", grain=0.1)
    boat = press.plate()
    rowing_boat(boat, (930, 940), 1.1, sail=True)
    press.ink(boat, "#0f3a3c", opaque=True, grain=0.08)
    return press.finish()


def _turbine(
    press: Press, plates: tuple[Plate, Plate], foot: tuple[float, float], depth: float
) -> None:
    masts, shade = plates
    x, y = foot
    hub = (x, y - 520 * depth)
    masts.shape(blade(foot, hub, 30 * depth, 13 * depth))
    shade.shape([(x, y), (x + 15 * depth, y), (hub[0] + 6 * depth, hub[1]), hub])
    turn = press.rng.uniform(0, 2 * pi / 3)
    for n in range(3):
        angle = turn + n * 2 * pi / 3
        tip = (hub[0] + 270 * depth * cos(angle), hub[1] + 270 * depth * sin(angle))
        mid = (hub[0] + 70 * depth * cos(angle + 0.16), hub[1] + 70 * depth * sin(angle + 0.16))
        masts.shape([hub, mid, tip, hub])
        masts.line([hub, tip], max(2.0, 7 * depth))
    masts.oval(hub, 15 * depth)
    masts.box((x - 26 * depth, y - 10 * depth, x + 26 * depth, y + 16 * depth))


def tide_lines() -> Image.Image:
    """Fourteen decades of the sea at the old pier, one band each, and the gauge's post."""
    press = Press(106, "#f5efe1")
    for n in reversed(range(14)):
        level = 1016 - 32 * n if n < SLOW else 728 - 74 * (n - SLOW)
        line = swell(WIDE, level, 9 + 0.9 * n, 230 + 29 * n, phase=n * 2.2, peak=0.4)
        plate = press.plate().shape(down_to(line, HIGH))
        ripples(press, plate, level + 12, level + 70, 14)
        press.ink(plate, _depth(n), opaque=True, grain=0.1)
    press.ink(_gauge(press), "#d6402b", opaque=True, grain=0.14)
    ticks = press.plate()
    for n in range(30):
        ticks.box((1182, 130 + 28 * n, 1182 + (44 if n % 5 == 0 else 24), 135 + 28 * n))
    press.ink(ticks, "#f5efe1", opaque=True, grain=0)
    return press.finish()


def _depth(decade: int) -> str:
    """Return the blue of a decade: deep for the first, pale for the last."""
    share = decade / 13
    deep, pale = (16, 58, 92), (206, 226, 224)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(deep, pale, strict=True))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _gauge(press: Press) -> Plate:
    plate = press.plate().box((1166, 90, 1246, HIGH))
    plate.shape(arc((1206, 90), 40, 0.5, 1.0))
    plate.box((1000, 640, 1420, 664)).box((1050, 664, 1070, HIGH)).box((1350, 664, 1370, HIGH))
    return plate
