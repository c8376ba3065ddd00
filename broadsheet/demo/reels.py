"""What the edition says of its films and sounds. It is read before Django is up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from broadsheet.demo.drawing.bell import bell
from broadsheet.demo.fields import Fields, WordsError

FOLDER = Path(__file__).parent / "edition" / "recordings"
MADE = {"bell": bell}


@dataclass(frozen=True, slots=True)
class Film:
    """A film or a sound: its words, its poster, and the languages of its captions.

    Its file lies beside the list as ``<key>.webm``, or is made by the demo's own code.
    """

    key: str
    title: str
    caption: str
    credit: str
    making: str
    poster: str
    transcript: str
    chapters: str
    captions: tuple[str, ...]


def film(key: str, fields: Fields) -> Film:
    """Read one entry of the list; raises WordsError."""
    found = Film(
        key=key,
        title=fields.text("title"),
        caption=fields.maybe("caption"),
        credit=fields.text("credit"),
        making=fields.one_of("making", ("recorded", "animation"), "animation"),
        poster=fields.maybe("poster"),
        transcript=fields.maybe("transcript"),
        chapters=fields.maybe("chapters"),
        captions=fields.texts("captions"),
    )
    fields.finish()
    files = [FOLDER / f"{key}.{language}.vtt" for language in found.captions]
    if key not in MADE:
        files.append(FOLDER / f"{key}.webm")
    for file in files:
        if not file.is_file():
            raise WordsError(f"{fields.where}: there is no file {file.name}")
    return found
