"""Columnists as cut paper: busts of a few flat shapes, lit from the left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PIL import Image

from broadsheet.demo.drawing.press import Plate, Point, Press
from broadsheet.demo.drawing.shapes import arc, limb, outline, placed, smooth

SIDE = (800, 800)
FACE = outline(
    "-112,-60 -116,20 -104,100 -66,168 0,196 66,168 104,100 116,20 112,-60 "
    "92,-130 40,-168 -40,-168 -92,-130"
)
NECK = [(-56, 120), (56, 120), (66, 260), (-66, 260)]
SHOULDERS = outline(
    "-330,460 -310,330 -240,270 -120,236 -60,220 60,220 120,236 240,270 310,330 330,460"
)
AT = (400.0, 360.0)


class Bust:
    """A portrait being pasted together: each layer is one sheet of coloured paper."""

    def __init__(self, seed: int, ground: str, disc: str) -> None:
        self.press = Press(seed, ground, SIDE)
        self.paste([arc((0, 30), 330, 0, 1, 90)], disc, grain=0.24)

    def paste(
        self,
        shapes: Sequence[Iterable[Point]],
        colour: str,
        *,
        cut: Plate | None = None,
        grain: float = 0.12,
    ) -> Plate:
        """Paste shapes, given about the middle of the face, in one colour."""
        plate = self.press.plate()
        for shape in shapes:
            plate.shape(placed(shape, AT))
        if cut:
            plate.within(cut)
        self.press.ink(plate, colour, opaque=True, grain=grain)
        return plate

    def shade(self, shapes: Sequence[Iterable[Point]], colour: str, cut: Plate) -> None:
        """Lay translucent shapes inside another layer."""
        plate = self.press.plate()
        for shape in shapes:
            plate.shape(placed(shape, AT))
        self.press.ink(plate.within(cut), colour, grain=0.14)

    def head(self, skin: str, dusk: str, cloth: str) -> Plate:
        """Paste shoulders, neck and face, the right half of it in shade."""
        body = self.paste([smooth(SHOULDERS, closed=False)], cloth)
        self.shade([[(20, 200), (340, 200), (340, 470), (60, 470)]], "#cfc8c0", body)
        neck = self.paste([NECK], skin)
        self.shade([smooth([(-70, 150), (0, 214), (70, 190), (70, 280), (-20, 250)])], dusk, neck)
        face = self.paste([smooth(FACE), *self._ears()], skin)
        self.shade(
            [
                smooth(
                    [(14, -190), (24, -40), (40, 20), (16, 90), (24, 210), (150, 180), (150, -120)]
                )
            ],
            dusk,
            face,
        )
        return face

    def _ears(self) -> list[list[Point]]:
        ear = smooth([(-112, -30), (-136, -36), (-142, 0), (-128, 38), (-108, 36)])
        return [ear, [(-x, y) for x, y in ear]]

    def features(self, ink: str, *, brow: float = 14, mouth: str = "#8a3a2c") -> None:
        """Paste brows, eyes, nose and mouth."""
        marks = self.press.plate()
        for side in (-1, 1):
            path = [(side * 76, -34), (side * 50, -46), (side * 22, -36)]
            marks.shape(placed(limb(path, [brow / 2, brow, brow / 1.4]), AT))
            marks.shape(
                placed(
                    smooth([(side * 66, -4), (side * 48, -14), (side * 30, -4), (side * 48, 4)]), AT
                )
            )
        nose = [(4, -20), (14, 40), (22, 62), (0, 72), (-14, 66)]
        marks.line(placed(smooth(nose, closed=False), AT), 6)
        self.press.ink(marks, ink, opaque=True, grain=0.05)
        lips = [(-38, 112), (-12, 104), (0, 108), (12, 104), (38, 112), (12, 128), (-12, 128)]
        self.paste([smooth(lips)], mouth)

    def rings(self, centres: list[Point], radius: float, width: float, colour: str) -> None:
        """Paste round spectacles."""
        plate, holes = self.press.plate(), self.press.plate()
        for x, y in centres:
            plate.oval((AT[0] + x, AT[1] + y), radius)
            holes.oval((AT[0] + x, AT[1] + y), radius - width)
        plate.without(holes)
        plate.line(placed([(-14, -10), (0, -16), (14, -10)], AT), width)
        for side in (-1, 1):
            plate.line(placed([(side * 92, -14), (side * 122, -22)], AT), width)
        self.press.ink(plate, colour, opaque=True, grain=0.04)

    def finish(self) -> Image.Image:
        """Return the portrait."""
        return self.press.finish()


def visvan() -> Image.Image:
    """Kamala Visvan: grey hair drawn back, round spectacles, a green sari."""
    bust = Bust(501, "#f2e3c2", "#d98a3d")
    bust.paste(
        [
            arc((0, -196), 62, 0, 1),
            smooth(
                outline("-132,40 -146,-90 -84,-196 0,-220 84,-196 146,-90 132,40 100,80 -100,80")
            ),
        ],
        "#8b8f94",
    )
    bust.head("#a5693f", "#c79a80", "#2f6f5e")
    hair = smooth(
        outline(
            "-124,-10 -128,-100 -70,-186 0,-200 70,-186 128,-100 124,-10 104,-70 "
            "60,-122 0,-146 -60,-122 -104,-70"
        )
    )
    top = bust.paste([hair], "#a7abb0")
    bust.shade([[(4, -210), (140, -210), (140, 20), (60, 0)]], "#b9bcc2", top)
    bust.paste([[(-3, -200), (3, -200), (3, -146), (-3, -146)]], "#c9372a")
    bust.features("#2a1c18")
    bust.rings([(-50, -6), (50, -6)], 43, 6, "#1d2a38")
    bust.paste([arc((0, -70), 9, 0, 1)], "#b3261e", grain=0)
    drape = smooth([(-60, 226), (-170, 262), (-220, 300), (40, 470), (200, 470)], closed=False)
    bust.paste([[*drape, (260, 470), (120, 330), (20, 262)]], "#e3b23c")
    return bust.finish()


def cawasji() -> Image.Image:
    """Behram Cawasji: bald, a large white moustache, a bow tie."""
    bust = Bust(502, "#dfe3d8", "#4d7c8a")
    bust.head("#d6a57c", "#dcb9a2", "#2b3345")
    side = smooth([(-112, 40), (-128, 10), (-126, -60), (-108, -84), (-100, -20)])
    bust.paste([side, [(-x, y) for x, y in side]], "#f3efe6")
    bust.paste([[(-62, 216), (0, 262), (62, 216), (80, 300), (0, 470), (-80, 300)]], "#f6f1e6")
    bust.features("#3a2c28", brow=22, mouth="#9a4a3a")
    wing = smooth([(0, 84), (40, 78), (96, 104), (134, 84), (120, 128), (60, 138), (0, 112)])
    bust.paste([wing, [(-x, y) for x, y in wing]], "#f6f1e6", grain=0.06)
    tie = [(0, 246), (64, 214), (76, 250), (64, 286), (0, 258)]
    bust.paste([tie, [(-x, y) for x, y in tie], arc((0, 252), 15, 0, 1)], "#c8392b")
    lapel = [(-60, 226), (-150, 250), (-90, 400), (-20, 470), (-8, 440)]
    bust.paste([lapel, [(-x, y) for x, y in lapel]], "#1c2333")
    return bust.finish()


def idikkula() -> Image.Image:
    """Thomas Idikkula: a faded cap, dark glasses, grey stubble."""
    bust = Bust(503, "#e9e2c9", "#6f9a5b")
    face = bust.head("#6f452d", "#a98874", "#f1e9d6")
    stubble = smooth(
        outline("-112,50 -60,86 0,84 60,86 112,50 104,110 66,172 0,200 -66,172 -104,110")
    )
    bust.shade([stubble], "#b9b2ac", face)
    bust.features("#20130f", mouth="#5a2a20")
    glass = smooth([(-100, -32), (-50, -38), (-14, -28), (-16, 14), (-50, 28), (-92, 16)])
    bust.paste(
        [glass, [(-x, y) for x, y in glass], [(-20, -26), (20, -26), (20, -16), (-20, -16)]],
        "#14181f",
    )
    bust.paste(
        [[(-84, -22), (-58, -28), (-78, 8), (-90, 8)], [(32, -24), (50, -28), (30, 10), (22, 8)]],
        "#3c4a58",
    )
    crown = smooth(outline("-130,-66 -128,-140 -80,-206 0,-226 80,-206 128,-140 130,-66 0,-96"))
    cap = bust.paste([crown], "#b9402f")
    bust.shade([[(10, -230), (140, -230), (140, -60), (40, -90)]], "#c9b0a8", cap)
    brim = smooth(outline("-136,-62 -70,-104 40,-104 150,-84 226,-44 150,-50 0,-64 -100,-50"))
    bust.paste([brim], "#8f2d22")
    bust.paste([arc((0, -158), 26, 0, 1)], "#f1e9d6")
    bust.paste(
        [outline("-70,222 -20,300 0,262 20,300 70,222 96,250 30,340 0,300 -30,340 -96,250")],
        "#d9cdb2",
    )
    return bust.finish()


def rahi() -> Image.Image:
    """Zubaida Rahi: short dark hair, a large red earring, a blue shawl."""
    bust = Bust(504, "#f0dcd0", "#8a3f5c")
    back = smooth(
        outline("-138,90 -158,-40 -120,-180 0,-226 120,-180 158,-40 138,90 60,130 -60,130")
    )
    bust.paste([back], "#161a2a")
    bust.head("#b97a50", "#cfa68c", "#1f4a78")
    fringe = smooth(
        outline(
            "-128,30 -136,-90 -80,-196 20,-214 110,-170 136,-70 128,30 110,-40 "
            "70,-104 -10,-92 -76,-70 -106,-20"
        )
    )
    hair = bust.paste([fringe], "#1d2336")
    bust.shade(
        [smooth([(-60, -180), (20, -200), (90, -150), (60, -140), (0, -160)])], "#8f96ad", hair
    )
    bust.features("#1a1214", mouth="#b3302a")
    bust.paste([arc((-132, 84), 34, 0, 1), arc((-132, 44), 8, 0, 1)], "#d8392b", grain=0.06)
    bust.paste([arc((-132, 84), 14, 0, 1)], "#f0dcd0", grain=0)
    fold = smooth(
        outline("-70,216 -200,262 -300,330 -330,470 -120,470 60,360 150,250 70,224 0,286")
    )
    shawl = bust.paste([fold], "#3f7fb0")
    stripes = [
        [(-330 + 60 * n, 480), (-150 + 60 * n, 220), (-138 + 60 * n, 220), (-318 + 60 * n, 480)]
        for n in range(7)
    ]
    bust.shade(stripes, "#8fb2cc", shawl)
    return bust.finish()
