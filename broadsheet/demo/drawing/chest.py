"""The plan chest: every picture's key and the function that prints it, and the file it makes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import Image

from broadsheet.demo.drawing import civic, faces, games, imprint, things, town, water
from broadsheet.demo.drawing.imprint import Imprint

PRINTS: dict[str, Callable[[], Image.Image]] = {
    "harbour-dawn": water.harbour_dawn,
    "ferry-terminal": water.ferry_terminal,
    "night-skyline": water.night_skyline,
    "lighthouse": water.lighthouse,
    "turbines": water.turbines,
    "tide-lines": water.tide_lines,
    "monsoon-street": town.monsoon_street,
    "flood-street": town.flood_street,
    "market-awnings": town.market_awnings,
    "coast-mail": town.coast_mail,
    "courtroom": civic.courtroom,
    "ballot": civic.ballot,
    "stadium-lights": games.stadium_lights,
    "batter": games.batter,
    "football": games.football,
    "kites": games.kites,
    "manuscript": things.manuscript,
    "containers-falling": things.containers_falling,
    "fish": things.fish,
    "cyclone": things.cyclone,
    "portrait-visvan": faces.visvan,
    "portrait-cawasji": faces.cawasji,
    "portrait-idikkula": faces.idikkula,
    "portrait-rahi": faces.rahi,
}

# Grain is dear in a JPEG: pictures that have much of it give up a little quality for size. Where
# that is known it stands here, so that no file is written twice.
QUALITY, LOWER, LOWEST = 86, 4, 60
KNOWN = {
    "ferry-terminal": 84,
    "market-awnings": 80,
    "harbour-dawn": 76,
    "monsoon-street": 76,
    "flood-street": 76,
    "manuscript": 68,
}
LARGEST = 300_000


def pull(key: str, said: Imprint) -> bytes:
    """Print a picture and return its JPEG file, at most 300 kB, with `said` in its metadata.

    Raises KeyError for a picture that is not in the chest.
    """
    sheet = PRINTS[key]()
    quality = KNOWN.get(key, QUALITY)
    written = _written(sheet, quality, said)
    while len(written) > LARGEST and quality > LOWEST:
        quality -= LOWER
        written = _written(sheet, quality, said)
    return written


def _written(sheet: Image.Image, quality: int, said: Imprint) -> bytes:
    file = BytesIO()
    sheet.save(
        file,
        "JPEG",
        quality=quality,
        progressive=True,
        optimize=True,
        xmp=imprint.xmp(said),
        exif=imprint.exif(said),
        extra=imprint.segment(said),
    )
    return file.getvalue()
