"""What editors do around the stories: arrange the navigation, write promos; time passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from broadsheet.furniture.models import MenuVersion, Place, Promo
from broadsheet.furniture.navigation import actions as navigation
from broadsheet.furniture.navigation import rules
from broadsheet.furniture.navigation.rules import Document, Entry
from broadsheet.furniture.promos import actions as promos
from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_next
from broadsheet.people.models import Contributor
from broadsheet.pictures.models import Picture
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.models import Form
from tests.press.newsroom import picked

A_DAY = timedelta(days=1)
MOST = 8


def arrange(number: int, words: str) -> bool:
    """Arrange the navigation, or leave a place of it to the sections."""
    strip = tuple(_row(kind, number + at, words) for at, kind in enumerate(rules.KINDS[:4]))
    heading = Entry("heading", words=words[: rules.WORDS])
    places: dict[str, Any] = {
        "strip": strip if number % 3 else None,
        "more": (heading, *strip[:2]) if number % 2 else None,
        "footer": (strip[0], heading, *strip[1:]) if number % 5 else None,
        "ear_end": strip[:1],
        "policies": strip[3:],
    }
    language = "hi" if number % 4 == 0 else "en"
    return bool(navigation.change(language, Document(places, words), by=None))


def _row(kind: str, number: int, words: str) -> Entry:
    model: Any = {"section": Section, "topic": Topic, "person": Contributor}.get(kind)
    found = picked(list(model.objects.order_by("pk")), number) if model else None
    if found is None:
        return Entry("page", f"/page/{number}/", words[: rules.WORDS])
    starts = clock.now() + A_DAY if number % 4 == 0 else None
    return Entry(kind, str(found.pk), words if number % 2 else "", starts)


def take_back(number: int, _words: str) -> bool:
    """Have an earlier version of the navigation stand again."""
    version = picked(list(MenuVersion.objects.order_by("pk")), number)
    return version is not None and bool(
        navigation.take_back(version.language, version.number, by=None)
    )


def add(number: int, words: str) -> bool:
    """Write a promo for some pages, for now or for later."""
    if Promo.objects.count() >= MOST:
        return False
    return bool(promos.add(by=None, **_said(number, words)))


def change(number: int, words: str) -> bool:
    """Change all that a promo says, switch it on or off."""
    row = picked(list(Promo.objects.order_by("pk")), number)
    said = {**_said(number // 8, words), "is_on": number % 4 > 0}
    return row is not None and bool(promos.change(row, by=None, **said))


def put_in_order(number: int, _words: str) -> bool:
    """Put one promo before all others."""
    row = picked(list(Promo.objects.order_by("pk")), number)
    if row is None:
        return False
    promos.arrange(row.language, [row.pk], by=None)
    return True


def its_time_comes(number: int, _words: str) -> bool:
    """A promo or a row of the navigation begins or ends."""
    return do_next(clock.now() + (number % 3) * A_DAY) is not None


def _said(number: int, words: str) -> dict[str, Any]:
    section = picked(list(Section.objects.order_by("pk")), number // 3)
    starts = clock.now() + A_DAY * (number % 3 - 1)
    there = Picture.objects.filter(withdrawn_at=None).order_by("pk")
    return {
        "words": words,
        "link_words": words[:60] if number % 2 else "",
        "address": f"/page/{number}/",
        "picture": picked(list(there), number) if number % 3 == 0 else None,
        "place": Place.values[number % len(Place.values)],
        "language": "hi" if number % 7 == 0 else "en",
        "sections": [section.pk] if section and number % 2 else [],
        "forms": [Form.LIVE] if number % 5 == 0 else [],
        "starts_at": starts,
        "ends_at": starts + 2 * A_DAY if number % 2 else None,
    }


ACTS = (arrange, take_back, add, change, put_in_order, its_time_comes)
