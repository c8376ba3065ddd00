"""Pictures of the court and the vote."""

from __future__ import annotations

from PIL import Image

from broadsheet.demo.drawing.press import Plate, Point, Press
from broadsheet.demo.drawing.shapes import arc, blade, limb, outline, placed, smooth

WIDE, HIGH = 1600, 1067


def courtroom() -> Image.Image:
    """Two judges on a high bench, the bar below, a tall window behind."""
    press = Press(204, "#ead9b6")
    press.solid("#6e2f26")
    panels = press.plate()
    for n in range(9):
        panels.box((24 + n * 178, 60, 178 + n * 178, 700)).box(
            (40 + n * 178, 76, 162 + n * 178, 684), 0
        )
    press.ink(panels, "#8a4432", opaque=True, grain=0.2)
    window = press.plate().box((640, 210, 960, 560)).oval((800, 210), 160)
    press.ink(window, "#f3dfa6", opaque=True, grain=0.16)
    bars = (
        press.plate().box((794, 40, 806, 560)).box((640, 330, 960, 340)).box((640, 205, 960, 215))
    )
    press.ink(bars.within(window), "#6e2f26", opaque=True)
    light = press.plate().shape([(640, 560), (960, 560), (1380, HIGH), (760, HIGH)])
    press.ink(light, "#a3543a", opaque=True, grain=0.3)
    bench = press.plate().box((320, 560, 1280, 760)).box((280, 536, 1320, 566))
    for n in range(6):
        bench.box((346 + n * 156, 590, 470 + n * 156, 730), 150)
    press.ink(bench, "#34160f", opaque=True, grain=0.12)
    judges, bands = press.plate(), press.plate()
    for x in (610.0, 990.0):
        _jurist(judges, bands, (x, 540), 1.15)
    row, row_bands = press.plate(), press.plate()
    for n in range(8):
        x = 110 + n * 198 + press.rng.uniform(-20, 20)
        _jurist(row, row_bands, (x, HIGH + 30), press.rng.uniform(1.75, 2.0), back=True)
    press.ink(judges, "#190d0c", opaque=True, grain=0.06)
    press.ink(bands, "#f7efdd", opaque=True, grain=0)
    press.ink(row, "#120a0b", opaque=True, grain=0.05)
    press.ink(row_bands, "#e9dcc0", opaque=True, grain=0.05)
    return press.finish()


def _jurist(plate: Plate, bands: Plate, foot: Point, scale: float, *, back: bool = False) -> None:
    """Raise one gowned figure to the waist; from behind, only a line of collar is seen."""
    gown = smooth(
        outline("-96,0 -92,-70 -58,-112 -20,-126 20,-126 58,-112 92,-70 96,0"),
        closed=False,
    )
    plate.shape(placed([*gown, (96, 10), (-96, 10)], foot, scale))
    plate.shape(placed(arc((0, -158), 34, 0, 1), foot, scale))
    plate.shape(placed([(-14, -134), (14, -134), (16, -112), (-16, -112)], foot, scale))
    if back:
        bands.shape(placed([(-17, -126), (17, -126), (20, -117), (-20, -117)], foot, scale))
        return
    plate.shape(placed(arc((0, -166), 40, 0.48, 1.02), foot, scale))
    bands.shape(placed([(-4, -122), (-16, -70), (-2, -70), (0, -118)], foot, scale))
    bands.shape(placed([(4, -122), (16, -70), (2, -70), (0, -118)], foot, scale))


def ballot() -> Image.Image:
    """A raised hand with an inked finger before rows of ballot boxes."""
    press = Press(206, "#f3ead6")
    press.solid("#e9b44c")
    boxes, slots = press.plate(), press.plate()
    for row in range(4):
        for column in range(8):
            x, y = column * 214 - 60 + (row % 2) * 107, 70 + row * 262
            boxes.box((x, y, x + 172, y + 176)).box((x - 8, y - 16, x + 180, y + 8))
            slots.box((x + 46, y - 8, x + 126, y)).oval((x + 86, y + 96), 30)
    press.ink(boxes, "#1f6672", opaque=True, grain=0.16)
    press.ink(slots, "#e9b44c", opaque=True, grain=0.1)
    for shift, colour in ((26, "#174a54"), (0, "#8c4a2f")):
        hand = _hand(press, shift)
        press.ink(hand, colour, opaque=True, grain=0.1)
    lines, nails, mark = press.plate(), press.plate(), press.plate()
    for x, y in ((640, 450), (742, 410), (842, 432), (940, 520)):
        for n in range(2):
            lines.line(
                smooth(
                    [(x - 20, y + 16 * n), (x, y + 5 + 16 * n), (x + 22, y + 16 * n)], closed=False
                ),
                4,
            )
    for x, y in ((700, 640), (778, 620), (856, 640)):
        lines.line(smooth([(x - 26, y + 10), (x, y), (x + 26, y + 10)], closed=False), 5)
    for x, y, wide in ((622, 232, 25), (742, 182, 26), (851, 228, 25), (963, 364, 20)):
        nails.oval((x, y), wide, wide * 1.15)
    nails.oval((489, 622), 22, 24)
    mark.shape(placed([(-10, -40), (10, -42), (13, 64), (-10, 62)], (624, 236), 1))
    press.ink(lines, "#5f2d1c", opaque=True, grain=0.1)
    press.ink(nails, "#c98a66", opaque=True, grain=0.05)
    press.ink(mark, "#2a1a4a", opaque=True, grain=0.12)
    cuff = press.plate().shape([(600, 950), (960, 950), (1000, HIGH), (570, HIGH)])
    press.ink(cuff, "#c63d2a", opaque=True, grain=0.14)
    # Cut the wrong way round, as blocks are: what prints is the back of a left hand.
    return press.finish().transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def _hand(press: Press, shift: float) -> Plate:
    """Cut a left hand, palm forward: four fingers, thumb and wrist."""
    plate = press.plate()
    fingers = (
        ((660, 640), (636, 440), (622, 226), 92, 74),
        ((748, 620), (744, 400), (742, 176), 96, 76),
        ((836, 630), (846, 430), (852, 222), 92, 74),
        ((910, 680), (942, 520), (966, 356), 82, 62),
    )
    for root, joint, tip, wide, narrow in fingers:
        path = [(x + shift, y + shift) for x, y in (root, joint, tip)]
        plate.shape(limb(path, [wide, (wide + narrow) / 2 + 4, narrow]))
        plate.oval(path[-1], narrow / 2 + 0.5).oval(path[0], wide / 2)
    thumb = [(x + shift, y + shift) for x, y in ((650, 850), (560, 740), (486, 610))]
    plate.shape(limb(thumb, [130, 96, 70])).oval(thumb[-1], 35)
    palm = outline("612,640 700,590 850,590 950,660 944,800 900,930 660,930 610,800")
    plate.shape(smooth([(x + shift, y + shift) for x, y in palm]))
    plate.shape(blade((780 + shift, 880), (780 + shift, HIGH + 10), 256, 250))
    return plate
