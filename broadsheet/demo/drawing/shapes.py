"""Outlines that several pictures need: waves, hills, arcs, gouges, and how to turn them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin
from random import Random

from broadsheet.demo.drawing.press import Point

TURN = 2 * pi


def outline(text: str) -> list[Point]:
    """Return the points of an outline written as “x,y x,y …”."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def placed(points: Iterable[Point], at: Point, scale: float = 1, turn: float = 0) -> list[Point]:
    """Return the points scaled, turned about the origin (in radians) and set at a place."""
    c, s = cos(turn) * scale, sin(turn) * scale
    return [(at[0] + x * c - y * s, at[1] + x * s + y * c) for x, y in points]


def mirrored(points: Iterable[Point]) -> list[Point]:
    """Return the points with left and right exchanged about x = 0."""
    return [(-x, y) for x, y in points]


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 10) -> list[Point]:
    """Return a Catmull–Rom curve through the points."""
    count = len(points)
    spans = range(count if closed else count - 1)
    curve: list[Point] = []
    for n in spans:
        if closed:
            a, b, c, d = (points[(n + k) % count] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[max(0, min(count - 1, n + k))] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    if not closed:
        curve.append(points[-1])
    return curve


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def arc(centre: Point, radius: float, start: float, end: float, steps: int = 40) -> list[Point]:
    """Return points along an arc, angles in turns clockwise from the right."""
    return [
        (
            centre[0] + radius * cos(TURN * (start + (end - start) * n / steps)),
            centre[1] + radius * sin(TURN * (start + (end - start) * n / steps)),
        )
        for n in range(steps + 1)
    ]


def ridge(rng: Random, left: Point, right: Point, rough: float, times: int = 6) -> list[Point]:
    """Return a broken line between two points, made by moving midpoints: hills, torn paper."""
    line = [left, right]
    for _ in range(times):
        finer: list[Point] = [line[0]]
        for (x0, y0), (x1, y1) in pairwise(line):
            finer += [((x0 + x1) / 2, (y0 + y1) / 2 + rng.uniform(-rough, rough)), (x1, y1)]
        line, rough = finer, rough * 0.52
    return line


def swell(  # a wave has this many parts
    width: float, level: float, height: float, length: float, phase: float = 0, peak: float = 0
) -> list[Point]:
    """Return a wave line across the sheet; `peak` above 0 sharpens the crests."""
    points = []
    x = -20.0
    while x <= width + 20:
        angle = TURN * (x / length) + phase
        rise = sin(angle + peak * sin(angle)) if peak else sin(angle)
        points.append((x, level - height * rise))
        x += 8
    return points


def down_to(line: Sequence[Point], bottom: float) -> list[Point]:
    """Close a line into a shape that reaches down to `bottom`."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


def gouge(start: Point, end: Point, width: float) -> list[Point]:
    """Return the mark of a V-tool: a sliver, thickest before its middle."""
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0) or 1
    nx, ny = -(y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2
    mid = (x0 + (x1 - x0) * 0.4, y0 + (y1 - y0) * 0.4)
    return [start, (mid[0] + nx, mid[1] + ny), end, (mid[0] - nx, mid[1] - ny)]


def blade(start: Point, end: Point, wide: float, narrow: float) -> list[Point]:
    """Return a straight taper: a mast, a limb, a beam of light."""
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0) or 1
    nx, ny = -(y1 - y0) / length / 2, (x1 - x0) / length / 2
    return [
        (x0 + nx * wide, y0 + ny * wide),
        (x1 + nx * narrow, y1 + ny * narrow),
        (x1 - nx * narrow, y1 - ny * narrow),
        (x0 - nx * wide, y0 - ny * wide),
    ]


def limb(points: Sequence[Point], widths: Sequence[float]) -> list[Point]:
    """Return a bent limb: a smooth band along the points, as wide as said at each."""
    path = smooth(points, closed=False, steps=8)
    left: list[Point] = []
    right: list[Point] = []
    for n, (x, y) in enumerate(path):
        before, after = path[max(0, n - 1)], path[min(len(path) - 1, n + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = hypot(dx, dy) or 1
        place = n / (len(path) - 1) * (len(widths) - 1)
        low = min(int(place), len(widths) - 2)
        half = (widths[low] + (widths[low + 1] - widths[low]) * (place - low)) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return left + right[::-1]
