"""What editors do with banners: raise, change, take down; and their time is over."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.fronts.banners import actions, rules
from broadsheet.fronts.models import Banner
from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_next
from broadsheet.sections.models import Section
from broadsheet.stories.models import Story
from tests.press.newsroom import picked

HOUR = timedelta(hours=1)


def _order(number: int, words: str) -> rules.Order:
    story = picked(list(Story.objects.out().order_by("pk")), number) if number % 5 else None
    section = picked(list(Section.objects.order_by("pk")), number // 3)
    return rules.Order(
        level=rules.LEVELS[number % 3],
        text=words,
        language="hi" if number % 7 == 0 else "en",
        until=clock.now() + HOUR * (1 + number % 20),
        story=story.pk if story else None,
        sections=frozenset({section.pk}) if section and number % 2 else None,
    )


def _standing(number: int) -> Banner | None:
    return picked(list(Banner.objects.filter(state=Banner.State.UP).order_by("pk")), number)


def raise_one(number: int, words: str) -> bool:
    """Raise a banner of some level, somewhere."""
    return actions.raise_banner(_order(number, words), by=None).is_up


def change(number: int, words: str) -> bool:
    """Have one say something else, elsewhere."""
    banner = _standing(number)
    if banner is None:
        return False
    return actions.change_banner(banner, _order(number // 2, words), by=None).is_up


def take_down(number: int, _words: str) -> bool:
    """Take one down."""
    banner = _standing(number)
    return banner is not None and not actions.take_down(banner, by=None).is_up


def end(number: int, _words: str) -> bool:
    """The time of one is over."""
    banner = _standing(number)
    return banner is not None and do_next(banner.until) is not None


ACTS = (raise_one, raise_one, change, take_down, end)
"""Everything that the machine may do with banners."""
