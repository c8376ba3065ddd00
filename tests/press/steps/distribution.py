"""What a paper tells machines: whole feeds or short, files; crawlers come, and news grows old."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.distribution import actions
from broadsheet.distribution.models import Crawlers
from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_next
from broadsheet.press.pressroom import Pressroom
from broadsheet.sections.models import Section
from tests.press.newsroom import picked

A_DAY = timedelta(days=1)
ASKED = (
    *("/sitemap.xml", "/sitemap-news.xml", "/sitemaps/sections.xml", "/sitemaps/stories-0.xml"),
    *("/sitemaps/topics-0.xml", "/sitemaps/people-0.xml", "/feeds/all/en.rss"),
    *("/feeds/section/nation.atom", "/feeds/topic/ferries.json", "/feeds/by/asha-rao.rss"),
    *("/robots.txt", "/ads.txt", "/.well-known/security.txt"),
)


def choose_feeds(number: int, _words: str) -> bool:
    """Have whole stories in every feed or not, and a hub or none."""
    hub = "https://hub.example/" if number % 3 else ""
    actions.change_feeds({"full_text": bool(number % 2), "hub": hub}, by=None)
    return True


def choose_for_a_section(number: int, _words: str) -> bool:
    """Have one section's feed otherwise than the paper's, or as them again."""
    section = picked(list(Section.objects.order_by("pk")), number)
    if section is None:
        return False
    actions.change_section_feed(section, picked([True, False, None], number // 4), by=None)
    return True


def write_files(number: int, words: str) -> bool:
    """Say something else in the files; what their standards do not allow is refused."""
    seller = f"seller.example, {number}, DIRECT # {' '.join(words.split())}"
    said = {
        "crawlers": picked(Crawlers.values, number),
        "robots": "User-agent: Wanderer\nDisallow: /" if number % 2 else "",
        "ads": seller if number % 5 else "",
        "security_contacts": "mailto:desk@post.example" if number % 3 else "",
        "security_expires": clock.now() + A_DAY * (1 + number % 300) if number % 3 else None,
    }
    actions.change_files(said, by=None)
    return True


def ask(number: int, _words: str) -> bool:
    """A crawler or a feed reader comes."""
    return Pressroom().print_for_reader(str(picked(ASKED, number)))


def grow_old(number: int, _words: str) -> bool:
    """Hours pass: what was news to machines is none."""
    return bool(do_next(clock.now() + A_DAY * (number % 4)))


ACTS = (choose_feeds, choose_for_a_section, write_files, ask, grow_old)
