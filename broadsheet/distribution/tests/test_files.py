"""Sitemaps and the files that machines ask every site for.

The checks of sitemaps are written from sitemaps.org's protocol 0.9 and Google Search Central's
pages on news and image sitemaps: which elements, in which order, how many.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from lxml import etree
from PIL import Image

from broadsheet.distribution import actions, icons, queries
from broadsheet.distribution.models import NewsWindow, SitemapChange, SitemapFile
from broadsheet.distribution.sitemaps import NEWS_SPACES, SPACES
from broadsheet.distribution.tests.papers import photograph, published
from broadsheet.distribution.xml import SITEMAP
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.kinds import Due
from broadsheet.outbox.models import Appointment
from broadsheet.stories import actions as stories
from broadsheet.stories.models import Byline, Ground, Story, StoryTopic
from broadsheet.stories.rules import Change
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db
NAMES = {"s": SITEMAP, "i": SPACES["xmlns:image"], "x": SPACES["xmlns:xhtml"]}
NAMES |= {"n": NEWS_SPACES["xmlns:news"]}
TWO_DAYS = timedelta(hours=48)


def tree(address: str) -> Any:
    """A sitemap, read."""
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return etree.fromstring(answer.content)


def faults(top: Any) -> Iterator[str]:
    """Say what the protocol does not allow."""
    inside = {"urlset": "url", "sitemapindex": "sitemap"}[etree.QName(top).localname]
    for entry in top:
        names = [
            etree.QName(child).localname for child in entry if child.tag.startswith("{" + SITEMAP)
        ]
        if etree.QName(entry).localname != inside or names not in (["loc"], ["loc", "lastmod"]):
            yield f"{etree.QName(entry).localname}: {names}"
        where = entry.findtext("s:loc", "", NAMES)
        if not where.startswith("http://127.0.0.1:8000/") or len(where) > 2048:
            yield where
        for at in entry.iterfind("s:lastmod", NAMES):
            datetime.fromisoformat(at.text)
        for news in entry.iterfind("n:news", NAMES):
            told = [etree.QName(one).localname for one in news.iter()][1:]
            if told != ["publication", "name", "language", "publication_date", "title"]:
                yield f"news: {told}"


def locations(address: str) -> list[str]:
    """The paths in a sitemap, checked."""
    top = tree(address)
    assert list(faults(top)) == []
    return [
        one.text.removeprefix("http://127.0.0.1:8000") for one in top.iterfind("*/s:loc", NAMES)
    ]


def test_the_index_leads_to_every_story_and_section(
    settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """A story with its picture; a slip moves no lastmod, what was withdrawn is not there."""
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        story = published("Rain", picture=photograph(), at=clock.now() - timedelta(hours=2))
        gone = published("Gone")
        stories.withdraw(gone, Ground.EDITORIAL, by=None, note="Wrong.")
        draft = Story.objects.get(pk=story.pk)
        draft.title = "Heavy rain"
        stories.publish(draft.save_revision(clean=False), by=None, change=Change.TYPO)
    file = f"/sitemaps/stories-{story.number // 500}.xml"
    (entry,) = tree(file)

    assert locations("/sitemap.xml")[:2] == ["/sitemaps/sections.xml", file]
    assert locations("/sitemaps/sections.xml") == ["/", "/nation/", "/corrections/"]
    assert locations(file) == [story.address]
    lastmod = datetime.fromisoformat(entry.findtext("s:lastmod", "", NAMES))
    assert story.published_at is not None
    assert abs(lastmod - story.published_at) < timedelta(seconds=1)
    assert entry.findtext("i:image/i:loc", "", NAMES).endswith(".jpg")


def test_topics_and_people_have_sitemaps_once_a_story_of_theirs_is_out() -> None:
    """One made for a story that nobody may know of yet is named nowhere."""
    monsoon, merger = cast.topic("Monsoon"), cast.topic("Merger of two banks")
    meera = cast.byline("Meera Nair")
    cast.byline("Asha Rao")
    out, draft = cast.StoryFactory(), cast.StoryFactory()
    for story, named in ((out, monsoon), (draft, merger)):
        StoryTopic.objects.create(story=story, topic=named)
    Byline.objects.create(story=out, contributor=meera)
    topics = f"/sitemaps/topics-{monsoon.pk // 500}.xml"
    people = f"/sitemaps/people-{meera.pk // 500}.xml"

    assert Client().get(topics).status_code == 404

    draft_of_out = Story.objects.get(pk=out.pk)
    stories.publish(draft_of_out.save_revision(clean=False), by=None)

    assert {topics, people} <= set(locations("/sitemap.xml"))
    assert locations(topics) == ["/topic/monsoon/"]
    assert locations(people) == ["/by/meera-nair/"]


def test_versions_in_other_languages_name_each_other() -> None:
    """Each names all, itself among them, as Google asks."""
    group = UUID(int=7)
    story = published("Rain", translation_group=group)
    published("बारिश", translation_group=group, language="hi")
    found = tree(f"/sitemaps/stories-{story.number // 500}.xml")

    links = [[one.get("hreflang") for one in entry.iterfind("x:link", NAMES)] for entry in found]
    assert links == [["en", "hi"], ["en", "hi"]]


def test_a_sitemap_that_nobody_told_of_is_found() -> None:
    """As in a paper from before there were any, or after a crash."""
    published("Rain")
    SitemapFile.objects.all().delete()
    SitemapChange.objects.all().delete()

    assert [actions.find_sitemaps(clock.now()) for _ in range(2)] == [1, 0]


def test_what_acts_note_of_a_sitemap_stands_in_the_index_before_its_hour_and_after_it() -> None:
    """Each act leaves a row in its own transaction; the hour folds them into the sitemap's own."""
    at = clock.now() + timedelta(minutes=3)
    story = published("Rain")
    actions.note_sitemap(story.number, at)
    before = queries.changed()
    actions.find_sitemaps(at)

    assert before == queries.changed() == {story.number // 500: at}
    assert SitemapChange.objects.count() == 0


def test_news_is_of_two_days_without_what_was_paid_for() -> None:
    """The hour moves the window; the next one is appointed while there is any news."""
    now = clock.now()
    story = published("Rain", at=now - timedelta(hours=40))
    published("Ghee", sponsor_kind="sponsored", sponsor_name="The Dairy Board")
    actions.open_window(now)
    actions.open_window(now)
    before = locations("/sitemap-news.xml")
    later = now + timedelta(hours=7, minutes=30)
    left = actions.move_window(Due(actions.LOOK, actions.WINDOW, "", later, later))
    after = locations("/sitemap-news.xml")

    assert (before, after, left) == ([story.address], [], True)
    assert story.published_at is not None
    assert story.published_at + TWO_DAYS > later
    assert Appointment.objects.filter(act=actions.LOOK, due_at__gt=later).count() == 1
    assert NewsWindow.objects.count() == 1


def text(address: str) -> str:
    """A plain file."""
    answer = Client().get(address)
    return answer.content.decode() if answer.status_code == 200 else ""


def test_robots_txt_keeps_crawlers_from_the_desk_and_names_the_sitemaps(settings: Any) -> None:
    """By the choice of the paper; a copy that is not public shuts everybody out."""
    before = text("/robots.txt")
    actions.change_files({"crawlers": "search", "robots": "User-agent: Slow\nDisallow: /"}, by=None)
    search = text("/robots.txt")
    actions.change_files({"crawlers": "refused"}, by=None)
    refused = text("/robots.txt")
    settings.PAPER_PUBLIC = False

    assert "Disallow: /desk/" in before
    assert "Sitemap: http://127.0.0.1:8000/sitemap-news.xml" in before
    assert ["GPTBot" in one for one in (before, search, refused)] == [False, True, True]
    assert ["OAI-SearchBot" in one for one in (before, search, refused)] == [False, False, True]
    assert "User-agent: Slow" in refused
    assert text("/robots.txt") == "User-agent: *\nDisallow: /\n"


def test_files_are_there_once_the_paper_has_something_to_say() -> None:
    """And a wrong one is refused: nothing changes."""
    end = clock.now() + timedelta(days=90)
    empty = [text("/ads.txt"), text("/.well-known/security.txt")]
    actions.change_files({"ads": "ads.example, 17, DIRECT"}, by=None)
    said = {"security_contacts": "mailto:safe@post.example", "security_expires": end}
    actions.change_files(said, by=None)
    with pytest.raises(Refused, match=r"ads.txt, line 1"):
        actions.change_files({"ads": "ads.example"}, by=None)

    assert empty == ["", ""]
    assert text("/ads.txt") == "ads.example, 17, DIRECT\n"
    assert text("/.well-known/security.txt").splitlines()[0] == "Contact: mailto:safe@post.example"
    assert f"Expires: {end:%Y-%m-%dT%H:%M:%S}Z" in text("/.well-known/security.txt")


def test_the_manifest_names_icons_of_the_sizes_that_it_says() -> None:
    """And browsers find those that they ask for by themselves."""
    told = json.loads(text("/manifest.webmanifest"))
    icons_ = [*told["icons"], {"src": "/apple-touch-icon.png", "sizes": "180x180"}]

    for one in icons_:
        drawn = Image.open(BytesIO(Client().get(one["src"]).content))
        assert f"{drawn.width}x{drawn.height}" == one["sizes"]
    favicon = Image.open(BytesIO(Client().get("/favicon.ico").content))
    assert favicon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert {one["purpose"] for one in told["icons"]} == {"any", "maskable"}


@pytest.mark.parametrize(
    ("name", "letter"),
    [("The Harbour Post", "H"), ("हिन्द", "ह"), ("தினம்", "த"), ("روزنامہ", "ر"), ("24", "")],
)
def test_a_paper_is_known_by_its_first_letter(name: str, letter: str, settings: Any) -> None:
    """In each script; where there is no face for it a mark is drawn, and never nothing."""
    settings.PAPER_NAME = name
    drawn = Image.open(BytesIO(icons.png("192"))).convert("L")

    assert icons.letter(name) == letter
    tones = [tone for tone, pixels in enumerate(drawn.histogram()) if pixels]
    assert (tones[0] < 50, tones[-1] > 200) == (True, True)


def test_every_page_names_its_feed() -> None:
    """A section's and that of all; so a feed reader finds them."""
    published("Rain")
    page = text("/nation/")

    assert 'href="/feeds/section/nation.rss"' in " ".join(page.split())
    assert 'href="/feeds/all/en.rss"' in " ".join(page.split())
    assert cast.section().key == "nation"
