"""The cast of this room's tests: advertisements with a picture, booked by the act."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from broadsheet.adverts.actions import book
from broadsheet.adverts.models import Advert
from broadsheet.adverts.rules import PLACES, SIDE
from broadsheet.pictures.models import Picture
from broadsheet.stories.tests.cast import MONDAY

A_WEEK = timedelta(days=7)


def picture(title: str = "Rope and chain", size: tuple[int, int] = (600, 500)) -> Picture:
    """A picture of one colour in the library."""
    file = BytesIO()
    Image.new("RGB", size, "navy").save(file, "JPEG")
    file.seek(0)
    made: Picture = Picture.objects.create(
        title=title, file=ImageFile(file, name=f"{title.replace(' ', '-').lower()}.jpg")
    )
    return made


def sold(name: str = "Chandler & Sons", at: datetime = MONDAY, **said: Any) -> Advert:
    """An advertisement that was sold for a week, beside stories unless something else is said."""
    terms = {
        "kind": "sold",
        "name": name,
        "advertiser": name,
        "alt": "Rope by the yard",
        "link": "https://chandler.example/rope?utm_source=post",
        "places": [SIDE],
        "starts_at": at,
        "ends_at": at + A_WEEK,
    }
    if "picture" not in said:
        said["picture"] = picture(name)
    return book(by=None, at=at, **(terms | said))


def house(name: str = "Subscribe", at: datetime = MONDAY, **said: Any) -> Advert:
    """One of the paper's own, at every place and without an end."""
    terms: dict[str, Any] = {"kind": "house", "advertiser": "", "places": list(PLACES)}
    return sold(name, at, **({**terms, "ends_at": None, "link": "/subscribe/"} | said))
