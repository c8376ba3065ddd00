"""What may stand in the files that machines read, and what may not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.distribution.addresses import file_of
from broadsheet.distribution.rules import NEWS_FOR, Said, against, since, standing_of

NOW = datetime(2026, 11, 22, 21, tzinfo=UTC)
SOON, LATE = NOW + timedelta(days=10), NOW + timedelta(days=400)
MAIL = "mailto:safe@post.example"

GOOD = {
    "nothing": Said(),
    "a rule for one crawler": Said(robots="User-agent: Slow\nDisallow: /gallery/ # too many"),
    "two crawlers, one rule": Said(robots="User-agent: A\nuser-agent: B\nDisallow: /"),
    "a path that ends": Said(robots="User-agent: *\nDisallow: /*.pdf$\nAllow: /a"),
    "an empty rule": Said(robots="User-agent: *\nDisallow:"),
    "sellers": Said(ads="# ours\nads.example, 17, DIRECT, f08c\nads.example,18,reseller"),
    "whose": Said(ads="OWNERDOMAIN=post.example\nads.example, 1, DIRECT"),
    "a way to report": Said(contacts=f"{MAIL}\nhttps://post.example/safe", expires=SOON),
}
BAD = {
    "no rule at all": (Said(robots="be nice"), "line 1"),
    "a rule for nobody": (Said(robots="\nDisallow: /a"), "line 2"),
    "another word": (Said(robots="User-agent: *\nNoindex: /a"), "line 2"),
    "no path": (Said(robots="User-agent: *\nDisallow: a"), "begins with “/”"),
    "a crawler with spaces": (Said(robots="User-agent: two words\nAllow: /"), "line 1"),
    "everybody shut out": (Said(robots="User-agent: *\nDisallow: /"), "PAPER_PUBLIC"),
    "among others": (Said(robots="User-agent: A\nUser-agent: *\nDisallow: /"), "PAPER_PUBLIC"),
    "the sitemaps again": (Said(robots="Sitemap: https://a.example/s.xml"), "already"),
    "too long": (Said(robots="#" * 100_001), "longer than"),
    "half a seller": (Said(ads="ads.example, 17"), "ads.txt, line 1"),
    "a seller without a domain": (Said(app_ads="ads, 17, DIRECT"), "app-ads.txt, line 1"),
    "another kind of seller": (Said(ads="ads.example, 17, FRIEND"), "RESELLER"),
    "a bare address": (Said(contacts="safe@post.example", expires=SOON), "mailto:"),
    "no end": (Said(contacts=MAIL), "until when"),
    "an end that is over": (Said(contacts=MAIL, expires=NOW), "still to come"),
    "an end too far": (Said(contacts=MAIL, expires=LATE), "a year"),
    "a page without TLS": (Said(policy="http://post.example/"), "https://"),
}


@pytest.mark.parametrize("said", GOOD.values(), ids=GOOD.keys())
def test_what_machines_understand_is_let_through(said: Said) -> None:
    """As the standards have it."""
    assert against(said, NOW) == ()


@pytest.mark.parametrize(("said", "words"), BAD.values(), ids=BAD.keys())
def test_what_they_would_not_understand_is_refused_with_its_line(said: Said, words: str) -> None:
    """And what would shut out every search engine, and an end that is over."""
    assert [words in reason.words for reason in against(said, NOW)] == [True]


def test_somebody_is_told_before_security_txt_ends() -> None:
    """A month ahead, and after it; not before, nor where there is no such file."""
    in_a_year, over = NOW + timedelta(days=300), NOW - timedelta(days=2)

    told = [standing_of(MAIL, end, NOW) for end in (in_a_year, SOON, over)]
    assert told[0] is None
    assert told[1] is not None
    assert (told[1].days, told[1].expired) == (10, False)
    assert told[2] is not None
    assert told[2].expired
    assert standing_of("", SOON, NOW) is None


def test_no_story_is_news_for_more_than_two_days() -> None:
    """The next look is an hour away: what is shown now is not too old then."""
    oldest = since(NOW)

    assert NOW + timedelta(hours=1) - oldest == NEWS_FOR


def test_a_story_stays_in_its_sitemap() -> None:
    """Which one is said by its number alone."""
    assert [file_of(number) for number in (1, 499, 500, 2286799)] == [0, 0, 1, 4573]
