"""What sellers do to advertisements, and editors to sponsors: book, change, pause; time passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from broadsheet.adverts import actions
from broadsheet.adverts.models import Advert
from broadsheet.adverts.rules import FRONT, PLACES
from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_next
from broadsheet.pictures.models import Picture
from broadsheet.sections.models import Section
from broadsheet.stories.actions import publish
from broadsheet.stories.models import Form
from tests.press.newsroom import picked, stories

A_DAY = timedelta(days=1)
MOST = 8


def book(number: int, words: str) -> bool:
    """Book an advertisement for some places, for now or for later."""
    if Advert.objects.count() >= MOST:
        return False
    return bool(actions.book(by=None, **_said(number, words)))


def change(number: int, words: str) -> bool:
    """Change all that a booking says."""
    row = picked(list(Advert.objects.order_by("pk")), number)
    return row is not None and bool(actions.change(row, by=None, **_said(number // 8, words)))


def switch(number: int, _words: str) -> bool:
    """Pause, resume or end a booking."""
    row = picked(list(Advert.objects.order_by("pk")), number)
    act = picked([actions.pause, actions.resume, actions.end], number // 8)
    return row is not None and act is not None and bool(act(row, by=None))


def its_time_comes(number: int, _words: str) -> bool:
    """A booking begins or ends."""
    return do_next(clock.now() + (number % 5) * A_DAY) is not None


def silence(number: int, _words: str) -> bool:
    """Let one section have no advertisements, or none."""
    section = picked(list(Section.objects.order_by("pk")), number)
    actions.silence([section.pk] if section and number % 3 else [], by=None)
    return True


def sponsor(number: int, words: str) -> bool:
    """Say who paid for a story, or that nobody did; keep advertisements off it."""
    story = picked(stories(live=True), number)
    if story is None:
        return False
    draft: Any = story.get_latest_revision_as_object()
    paid = number % 3 > 0
    draft.sponsor_kind = ["", "sponsored", "partnership"][number % 3]
    draft.sponsor_name = words if paid else ""
    draft.sponsor_link = "https://mills.example/" if paid and number % 2 else ""
    draft.no_adverts = number % 4 == 0
    publish(draft.save_revision(), by=None)
    return True


def _said(number: int, words: str) -> dict[str, Any]:
    section = picked(list(Section.objects.order_by("pk")), number // 3)
    starts = clock.now() + A_DAY * (number % 4 - 1)
    return {
        "name": words,
        "kind": "house" if number % 3 == 0 else "sold",
        "advertiser": words,
        "picture": picked(list(Picture.objects.filter(withdrawn_at=None).order_by("pk")), number),
        "alt": words,
        "link": "/subscribe/",
        "places": [PLACES[number % len(PLACES)], PLACES[number // 4 % len(PLACES)]],
        "sections": [section.pk] if section and number % 5 == 0 else [],
        "forms": [FRONT, Form.LIVE] if number % 7 == 0 else [],
        "languages": ["en"] if number % 2 else [],
        "starts_at": starts,
        "ends_at": starts + 2 * A_DAY,
        "share": 10 + number % 10 * 10,
        "priority": number % 3 + 1,
    }


ACTS = (book, change, switch, its_time_comes, silence, sponsor)
