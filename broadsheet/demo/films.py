"""The demo's films and sounds: what the edition says of each, put into the library by the acts."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.base import ContentFile

from broadsheet.accounts.models import User
from broadsheet.demo.reels import FOLDER, MADE, Film
from broadsheet.pictures.models import Picture
from broadsheet.recordings.actions import add_captions, add_recording
from broadsheet.recordings.models import Recording

TERMS = "Made for the demo edition of Broadsheet; free to use with it."


def screen(
    films: Mapping[str, Film], pictures: Mapping[str, Picture], *, by: User
) -> dict[str, Recording]:
    """Return the library's recordings by their keys in the edition; those that lack are added."""
    there = {row.title: row for row in Recording.objects.filter(usage_terms=TERMS)}
    return {
        key: there.get(words.title) or _added(words, pictures, by) for key, words in films.items()
    }


def _added(words: Film, pictures: Mapping[str, Picture], by: User) -> Recording:
    sound = MADE.get(words.key)
    content = sound() if sound else (FOLDER / f"{words.key}.webm").read_bytes()
    row = add_recording(
        ContentFile(content, name=words.key),
        words.title,
        by=by,
        caption=words.caption,
        credit=words.credit,
        making=words.making,
        poster=pictures.get(words.poster),
        transcript=words.transcript,
        chapters=words.chapters,
        usage_terms=TERMS,
    )
    for language in words.captions:
        text = (FOLDER / f"{words.key}.{language}.vtt").read_bytes()
        kind = "captions" if language == row.language else "subtitles"
        add_captions(row, language, ContentFile(text, name=f"{language}.vtt"), by=by, kind=kind)
    return row
