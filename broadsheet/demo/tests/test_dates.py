"""The edition's calendar: always today's, never tomorrow's."""

from datetime import UTC, date, datetime

import pytest

from broadsheet.demo.dates import dated, day_zero, moment_of, newest
from broadsheet.demo.words import Moment, load_edition


def test_a_moment_is_local_and_counted_from_the_editions_day() -> None:
    """Twenty to eight in Marunai, three days before, is ten past two at Greenwich."""
    zone = load_edition().paper.zone
    moment = moment_of(Moment(-3, "07:40"), date(2026, 3, 2), zone)

    assert moment.astimezone(UTC) == datetime(2026, 2, 27, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 2, 6, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 2, 0, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 20, 0, tzinfo=UTC), date(2026, 3, 1)),
    ],
)
def test_nothing_in_the_edition_is_yet_to_come(now: datetime, expected: date) -> None:
    """At half past eleven it is today's; before its last story was written, yesterday's."""
    edition = load_edition()
    day = day_zero(edition, now)

    assert day == expected
    assert moment_of(newest(edition), day, edition.paper.zone) <= now


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on Saturday, 28 February"),
        ("hi", "on शनिवार, 28 फ़रवरी"),
        ("ta", "on சனி, 28 பிப்ரவரி"),
        ("ur", "on سنیچر, 28 فروری"),
    ],
)
def test_calendar_words_are_written_in_the_storys_language(language: str, text: str) -> None:
    """A weekday and a date are counted from the edition's own day."""
    words = dated("on {weekday -2}, {date -2}", date(2026, 3, 2), language)

    assert words == text


def test_every_calendar_word_of_the_edition_is_understood() -> None:
    """After dating, no brace is left in any story."""
    texts = [repr(story) for story in load_edition().stories.values()]
    left = [t for t in texts if "{" in dated(t, date(2026, 3, 2), "en")]

    assert left == []
