"""The demo's advertisements: one of the paper's own and one that was sold, booked by its editor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from broadsheet.accounts.models import User
from broadsheet.adverts.actions import book
from broadsheet.adverts.models import Advert
from broadsheet.adverts.rules import FOOT, HOUSE, SIDE, SOLD, TEXT
from broadsheet.demo.drawing import posters
from broadsheet.pictures import door
from broadsheet.pictures.models import Picture, PictureKind

FOR = timedelta(days=365)
ADVERTS: tuple[tuple[Callable[[], bytes], dict[str, Any]], ...] = (
    (
        posters.corrections,
        {
            "name": "We put it right",
            "kind": HOUSE,
            "alt": "We put it right. Every correction, on one page, for ever.",
            "link": "/corrections/",
            "places": [FOOT],
            "languages": ["en"],
        },
    ),
    (
        posters.chandler,
        {
            "name": "Anbu & Daughters",
            "advertiser": "Anbu & Daughters",
            "kind": SOLD,
            "alt": "Rope by the yard. Chain by the fathom. Anbu & Daughters, Rope Walk.",
            "link": "https://anbu-and-daughters.example/?utm_source=courant",
            "places": [SIDE, TEXT],
            "languages": ["en"],
            "share": 50,
        },
    ),
)


def sell(by: User, now: datetime) -> int:
    """Book what lacks of the advertisements; return how many there are."""
    there = set(Advert.objects.values_list("name", flat=True))
    for draw, said in ADVERTS:
        if said["name"] not in there:
            terms = {"starts_at": now, "ends_at": now + FOR if said["kind"] == SOLD else None}
            book(by=by, at=now, picture=_hung(draw, said, by), **said, **terms)
    return len(ADVERTS)


def _hung(draw: Callable[[], bytes], said: dict[str, Any], by: User) -> Picture:
    """Put a poster into the library, through its door."""
    name = said["name"].lower().replace(" ", "-").replace("&", "and")
    file = ContentFile(draw(), name=f"{name}.jpg")
    door.examine(file)
    picture = Picture(
        title=f"Advertisement: {said['name']}",
        file=file,
        description=said["alt"],
        kind=PictureKind.ILLUSTRATION,
        uploaded_by_user=by,
    )
    picture.save()
    return picture
