"""Boats, cranes and people: small figures that several pictures share."""

from __future__ import annotations

from broadsheet.demo.drawing.press import Plate, Point
from broadsheet.demo.drawing.shapes import arc, limb, mirrored, placed


def crane(plate: Plate, foot: Point, scale: float, *, flip: bool = False) -> None:
    """Raise a quay crane with its boom out; `foot` is the middle of its legs."""
    parts = (
        ([(-46, 0), (-30, -150), (-18, -150), (-30, 0)], 0),
        ([(30, 0), (18, -150), (32, -150), (46, 0)], 0),
        ([(-34, -92), (34, -92), (34, -82), (-34, -82)], 0),
        ([(-60, -165), (60, -165), (60, -148), (-60, -148)], 0),
        ([(-52, -200), (-6, -200), (-6, -165), (-52, -165)], 0),
        ([(-90, -172), (220, -186), (220, -178), (-90, -160)], 0),
        ([(10, -165), (26, -165), (20, -268), (12, -268)], 0),
    )
    for outline, _ in parts:
        shape = mirrored(outline) if flip else outline
        plate.shape(placed(shape, foot, scale))
    side = -1 if flip else 1
    for end in ((216, -184), (120, -180), (-86, -168)):
        rope = placed([(16 * side, -264), (end[0] * side, end[1])], foot, scale)
        plate.line(rope, 2.4 * scale)
    plate.line(placed([(150 * side, -180), (150 * side, -110)], foot, scale), 2 * scale)
    plate.shape(
        placed(
            [
                (150 * side - 24, -110),
                (150 * side + 24, -110),
                (150 * side + 24, -90),
                (150 * side - 24, -90),
            ],
            foot,
            scale,
        )
    )


def ferry(plate: Plate, waterline: Point, scale: float) -> None:
    """Raise a small passenger ferry heading left."""
    plate.shape(placed([(-150, -26), (130, -26), (118, 6), (-110, 6)], waterline, scale))
    plate.shape(placed([(-92, -58), (112, -58), (120, -26), (-104, -26)], waterline, scale))
    plate.shape(placed([(-60, -84), (20, -84), (26, -58), (-70, -58)], waterline, scale))
    plate.shape(placed([(40, -110), (66, -110), (70, -58), (36, -58)], waterline, scale))
    plate.line(placed([(-20, -84), (-20, -140)], waterline, scale), 3 * scale)


def rowing_boat(plate: Plate, waterline: Point, scale: float, *, sail: bool = False) -> None:
    """Raise an open boat with one person standing to pole it, or under a small sail."""
    hull = [(-112, -34), (-92, -18), (92, -18), (112, -34), (84, 8), (40, 16), (-40, 16), (-84, 8)]
    plate.shape(placed(hull, waterline, scale))
    if sail:
        plate.shape(placed([(-6, -20), (-6, -190), (86, -40)], waterline, scale))
        plate.line(placed([(-8, -18), (-8, -196)], waterline, scale), 4 * scale)
        return
    plate.shape(placed(limb([(20, -20), (22, -60), (16, -98)], [26, 30, 22]), waterline, scale))
    plate.oval(placed([(12, -116)], waterline, scale)[0], 13 * scale)
    plate.shape(placed(limb([(16, -90), (-14, -74), (-34, -82)], [11, 9, 7]), waterline, scale))
    plate.line(placed([(-60, 40), (-20, -150)], waterline, scale), 4 * scale)


def umbrella(plate: Plate, top: Point, radius: float, tone: int = 255) -> None:
    """Raise an open umbrella seen from the side: a dome with a scalloped edge."""
    x, y = top
    dome = arc((x, y + radius), radius, 0.5, 1.0, 30)
    plate.shape(dome, tone)
    for n in range(4):
        plate.oval((x - radius + radius / 2 * (n + 0.5), y + radius), radius / 4, radius / 7, 0)
    plate.line([(x, y - radius / 6), (x, y)], max(2.0, radius / 16), tone)
