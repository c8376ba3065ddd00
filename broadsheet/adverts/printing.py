"""Advertisements as settled slots of the press, and the page of a reader's choices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from broadsheet.adverts import keys, queries
from broadsheet.adverts.booking import origin_of
from broadsheet.adverts.models import Advert, QuietSection
from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.pictures.rules import Use
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.slots import settled
from broadsheet.press.tracking import track

SLOT = "advert"
CHOICES = "/privacy/choices/"
WEIGHT = 8
# What the desk alone sees of a booking.
UNSEEN = ("name", "paused", "starts_at", "ends_at", "made_at", "changed_at")
# How wide a picture is shown: the boxes of static/css/adverts.css.
SIZES = {
    "front-top": "(min-width: 64rem) 970px, calc(100vw - 2rem)",
    "foot": "(min-width: 64rem) 970px, calc(100vw - 2rem)",
    "side": "300px",
    "text": "300px",
}


def settle() -> None:
    """Track bookings, register their slot and the readers' page; called once, at the start."""
    track(Advert, writes=_keys_of, unseen=UNSEEN)
    track(QuietSection, writes=lambda _row: [keys.QUIET])
    settled(SLOT, advert)
    register(
        Plate(
            "privacy choices",
            re.compile(rf"{CHOICES}(?:[a-z]{{2,8}}/)?"),
            _addresses,
            worth=lambda address: Wanted(address, WEIGHT),
        )
    )


def _keys_of(row: Advert) -> list[str]:
    return [keys.running(language) for language in row.languages or dict(settings.LANGUAGES)]


def _addresses() -> Iterator[Wanted]:
    yield Wanted(CHOICES, WEIGHT)
    for language in dict(settings.LANGUAGES):
        if language != settings.PAPER_LANGUAGE:
            yield Wanted(choices_in(language), WEIGHT)


def choices_in(language: str) -> str:
    """Return where a reader of a language says what other sites may do."""
    return CHOICES if language == settings.PAPER_LANGUAGE else f"{CHOICES}{language}/"


def advert(place: str, language: str, section: str, form: str, bucket: str) -> str:
    """Return what stands at a place of the pages of one bucket, or "": an empty place is none."""
    with one_page(), translation.override(language):
        there = queries.standing_at(place, language, int(section), form, int(bucket))
        if there is None:
            return ""
        context = {
            "advert": there,
            "use": Use(picture=there.picture, alt=there.alt),
            "sizes": SIZES[place],
            "place": place,
            "host": origin_of(there.frame).partition("://")[2],
            "choices": choices_in(language),
            "page_lang": language,
        }
        return trimmed(get_template("adverts/place.html").render(context))
