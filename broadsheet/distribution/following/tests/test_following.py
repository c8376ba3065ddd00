"""Following: a printed page for whatever has a feed, and a feed of one story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client

from broadsheet.distribution.following import ways
from broadsheet.distribution.following.today import place
from broadsheet.distribution.tests.papers import published
from broadsheet.kit import clock
from broadsheet.stories import actions
from broadsheet.stories.models import Ground, LiveEntry, Story
from broadsheet.stories.rules import Change
from broadsheet.stories.social.tests.heads import head
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db
FOLLOWED = ("/follow/all/en/", "/follow/section/nation/", "/follow/topic/monsoon/",
            "/follow/by/meera-nair/")  # fmt: skip


def feeds_of(client: Client, address: str) -> list[str]:
    """The feeds that a page's head names, its own first."""
    links = head(client, address).links
    return [one["href"] for one in links if one.get("type") == "application/rss+xml"]


def test_every_page_leads_to_its_ways_and_names_its_feed(client: Client) -> None:
    """The link, the page behind it, and the feed that both name: all of the same thing."""
    story = published("Fares rise")
    number = story.number
    pages = {
        story.address: ("story", str(number)),
        "/nation/": ("section", "nation"),
        "/topic/monsoon/": ("topic", "monsoon"),
        "/by/meera-nair/": ("by", "meera-nair"),
    }
    for address, (family, name) in pages.items():
        follow, feed = f"/follow/{family}/{name}/", f"/feeds/{family}/{name}.rss"

        assert f'href="{follow}"' in client.get(address).content.decode()
        assert feeds_of(client, address) == [feed, "/feeds/all/en.rss"]
        assert feeds_of(client, follow)[0] == feed
        assert (
            f'<code dir="ltr">http://127.0.0.1:8000{feed}</code>'
            in client.get(follow).content.decode()
        )
        assert not feedparser.parse(client.get(feed).content).bozo


def test_a_page_of_ways_has_nothing_of_others_until_the_reader_asks(
    client: Client, settings: Any
) -> None:
    """Plain links, the policy of readers' pages, and no search engine keeps it."""
    settings.FOLLOW_AT = ["https://flipboard.com/@harbourpost", "https://t.me/harbourpost"]
    published("Fares rise")
    for address in FOLLOWED:
        answer = client.get(address)
        text = answer.content.decode()

        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert 'name="robots" content="noindex"' in text
        assert "https://feedly.com/i/subscription/feed%2Fhttp%3A%2F%2F127.0.0.1" in text
        assert (
            '<a href="https://flipboard.com/@harbourpost" rel="me noopener">Flipboard</a>' in text
        )
        assert "utm_" not in text


def test_nothing_is_followed_that_is_not_there(client: Client) -> None:
    """Nor a draft."""
    draft = cast.StoryFactory()
    none = ("section/none", "topic/none", "by/none", "all/xx", "story/x", f"story/{draft.number}")

    assert {client.get(f"/follow/{name}/").status_code for name in none} == {404}
    assert {client.get(f"/feeds/{name}.rss").status_code for name in none} == {404}


def test_a_merged_topics_ways_are_those_of_the_one_that_stands(client: Client) -> None:
    """As its page and its feed."""
    published("Fares rise")
    actions.merge_topic(cast.topic(), cast.topic("Rain"), by=None)

    assert client.get("/follow/topic/monsoon/").headers["Location"] == "/follow/topic/rain/"


@pytest.mark.parametrize(("ground", "status"), [(Ground.EDITORIAL, 410), (Ground.LEGAL, 451)])
def test_a_withdrawn_story_is_followed_no_more(client: Client, ground: Ground, status: int) -> None:
    """Its feed says so to the reader's program, and no word of it is left."""
    story = published("A headline that nobody may read")
    actions.withdraw(story, ground, by=None, note="Ordered.", at=clock.now())
    gone = [client.get(f"/{one}") for one in
            (f"feeds/story/{story.number}.rss", f"follow/story/{story.number}/")]  # fmt: skip

    assert [answer.status_code for answer in gone] == [status, status]
    assert all("nobody may read" not in answer.content.decode() for answer in gone)


def test_a_storys_feed_has_what_happens_to_it_newest_first(client: Client) -> None:
    """Its publication, an update, a correction; each for itself, for ever the same."""
    story = published("Fares rise", at=clock.now() - timedelta(hours=3))
    for title, change, note in (
        ("Fares rise by half", Change.UPDATE, "The figures came."),
        ("Fares rise by a third", Change.CORRECTION, "A third, not half."),
    ):
        draft = Story.objects.get(pk=story.pk)
        draft.title = title
        actions.publish(draft.save_revision(clean=False), by=None, change=change, note=note)
    found = feedparser.parse(client.get(f"/feeds/story/{story.number}.atom").content)

    assert [entry.title for entry in found.entries] == [
        "Correction: Fares rise by a third",
        "Update: Fares rise by a third",
        "Fares rise by a third",
    ]
    assert [entry.summary for entry in found.entries][:2] == [
        "A third, not half.",
        "The figures came.",
    ]
    assert len({entry.id for entry in found.entries}) == 3
    assert "#correction-" in found.entries[0].link


def test_a_live_storys_feed_has_its_entries(client: Client) -> None:
    """One without a headline is known by its first words; its links are full addresses."""
    story, at = published("Storm", form="live"), clock.now()
    told = {
        "story": story,
        "text": f'<p>The sea is <a linktype="page" id="{story.pk}">up</a>.</p>',
    }
    LiveEntry.objects.create(at=at + timedelta(minutes=1), headline="Ferries stop", **told)
    LiveEntry.objects.create(at=at + timedelta(minutes=2), **told)
    found = feedparser.parse(client.get(f"/feeds/story/{story.number}.rss").content)

    assert [entry.title for entry in found.entries] == ["The sea is up.", "Ferries stop", "Storm"]
    assert f"http://127.0.0.1:8000{story.address}" in found.entries[0].content[0].value
    assert "Each new entry" in client.get(f"/follow/story/{story.number}/").content.decode()


def test_a_further_way_stands_among_the_others(client: Client, monkeypatch: Any) -> None:
    """By its order, and only where it is had: a room registers it, and the page knows no more."""
    published("Fares rise")
    monkeypatch.setattr(ways, "_ways", list(ways._ways))
    ways.register(
        ways.Way(
            "mail",
            "distribution/following/elsewhere.html",
            lambda what: {"places": [("Mail", "/mail/")]} if what.family == "topic" else None,
            order=10,
        )
    )
    topic, section = (client.get(one).content.decode() for one in (FOLLOWED[2], FOLLOWED[1]))

    assert -1 < topic.find('href="/mail/"') < topic.find("<code")
    assert "/mail/" not in section


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.whatsapp.com/channel/0029Va", "WhatsApp"),
        ("https://news.example/paper", "news.example"),
    ],
)
def test_a_place_is_called_as_readers_call_it(address: str, name: str) -> None:
    """Else by its host."""
    assert place(address) == name
