"""Feeds as documents: whatever stands in a story, every parser takes them and reads it back.

The checks of Atom are written from RFC 4287 (4.1 and its RELAX NG in appendix B) and RFC 6721.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from broadsheet.distribution import bodies
from broadsheet.distribution.atom import ATOM, atom
from broadsheet.distribution.items import Author, Category, Feed, Gone, Image, Item
from broadsheet.distribution.jsonfeed import json_feed
from broadsheet.distribution.rss import rss
from broadsheet.distribution.xml import clean

MONDAY = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
SITE = "https://post.example"
A = f"{{{ATOM}}}"
# Of an entry and of a feed: which elements there may be, and how often (RFC 4287, 4.1.1, 4.1.2).
ONCE = {"id", "title", "updated"}
AT_MOST_ONCE = {"published", "summary", "content", "subtitle", "rights", "logo", "icon"}
OFTEN = {"author", "category", "link", "contributor", "entry"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def item(**given_: Any) -> Item:
    """A story with everything that an item can have."""
    words: dict[str, Any] = {
        "id": "tag:post.example,2026-11-23:story-7",
        "address": f"{SITE}/nation/ferries-7.html",
        "title": "Ferries stop at noon",
        "language": "en",
        "published": MONDAY,
        "updated": MONDAY + timedelta(hours=1),
        "summary": "The harbour is closed.",
        "html": '<div dir="ltr" lang="en"><p>It rains.</p></div>',
        "authors": (Author("Meera Nair", f"{SITE}/by/meera-nair/"),),
        "categories": (Category("nation", "Nation", f"{SITE}/#sections"),),
        "image": Image(f"{SITE}/a.jpg", "image/jpeg", 1200, 800, "A jetty", "At noon", "PTI"),
    }
    return Item(**{**words, **given_})


def feed(*items: Item, **given_: Any) -> Feed:
    """A feed of these items."""
    words: dict[str, Any] = {
        "id": f"{SITE}/feeds/all/en",
        "title": "The Harbour Post",
        "about": "All the news",
        "language": "en",
        "home": f"{SITE}/",
        "address": f"{SITE}/feeds/all/en.atom",
        "paper": "The Harbour Post",
    }
    return Feed(**{**words, **given_}, items=items)


def faults_of_atom(body: bytes) -> list[str]:
    """Return what RFC 4287 does not allow, in words."""
    top = etree.fromstring(body)
    found = [] if top.tag == f"{A}feed" else ["the root is no feed"]
    for place in (top, *top.iter(f"{A}entry")):
        names = [etree.QName(child).localname for child in place if child.tag.startswith(A)]
        found += [f"{name}: {names.count(name)}" for name in ONCE if names.count(name) != 1]
        found += [f"{name} twice" for name in AT_MOST_ONCE if names.count(name) > 1]
        found += [f"{name}: unknown" for name in set(names) - ONCE - AT_MOST_ONCE - OFTEN]
        rels = [link.get("rel") for link in place.findall(f"{A}link")]
        found += ["no alternate"] if "alternate" not in rels else []
    for at in (*top.iter(f"{A}updated"), *top.iter(f"{A}published")):
        found += [] if RFC_3339.fullmatch(at.text or "") else [f"no date: {at.text}"]
    for person in top.iter(f"{A}author"):
        found += [] if person.findtext(f"{A}name") else ["an author without a name"]
    found += ["a link without href" for link in top.iter(f"{A}link") if not link.get("href")]
    return found


@pytest.mark.parametrize("write", [rss, atom], ids=["rss", "atom"])
def test_a_feed_is_read_back_to_the_same_fields(write: Any) -> None:
    """By feedparser, which finds nothing to mend."""
    one = item()

    found = feedparser.parse(write(feed(one)))
    (entry,) = found.entries
    assert not found.bozo
    assert (entry.id, entry.link, entry.title) == (one.id, one.address, one.title)
    assert entry.published_parsed[:6] == (2026, 11, 23, 6, 30, 0)
    assert entry.updated_parsed[:6] == (2026, 11, 23, 7, 30, 0)
    assert (entry.summary, entry.content[-1].value) == (one.summary, one.html)
    assert [person.name for person in entry.authors] == ["Meera Nair"]
    assert [tag.scheme for tag in entry.tags] == [f"{SITE}/#sections"]
    assert entry.media_content[0]["url"] == entry.enclosures[0].href == f"{SITE}/a.jpg"


def test_atom_is_as_its_standard_has_it() -> None:
    """With everything, with nothing, and with a story that was withdrawn."""
    gone = Gone("tag:post.example,2026-11-22:story-6", MONDAY)
    bare = item(summary="", html="", authors=(), categories=(), image=None)
    bodies_ = [atom(feed(item(), bare, gone=(gone,), hub=f"{SITE}/hub")), atom(feed(about=""))]

    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))

    assert [faults_of_atom(body) for body in bodies_] == [[], []]
    assert [grammar.validate(etree.fromstring(body)) for body in bodies_] == [True, True]
    assert not grammar.validate(etree.fromstring(bodies_[0].replace(b"<updated>", b"<updated>+")))
    assert b'<at:deleted-entry ref="tag:post.example,2026-11-22:story-6" when=' in bodies_[0]
    assert b'rel="hub"' in bodies_[0]


def test_a_json_feed_is_as_its_standard_has_it() -> None:
    """Version 1.1: an item has an id and a content."""
    told = json.loads(json_feed(feed(item(), item(html=""))))

    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [bool(one.get("content_html")) for one in told["items"]] == [True, False]
    assert told["items"][1]["content_text"] == "The harbour is closed."
    assert told["items"][0]["date_modified"] == "2026-11-23T07:30:00Z"


@pytest.mark.parametrize(("language", "words"), [("hi", "दिल्ली में बारिश"), ("ur", "دہلی میں بارش")])
def test_every_script_survives(language: str, words: str) -> None:
    """With its language on the item, for those who read it aloud or set it from the right."""
    one = item(title=words, language=language)
    found = [feedparser.parse(write(feed(one))).entries[0] for write in (rss, atom)]

    assert [entry.title for entry in found] == [words, words]
    assert found[1].title_detail.language == language


HOSTILE = st.text(st.characters(), max_size=40) | st.sampled_from(
    [
        "]]>",
        "<![CDATA[",
        "&amp;&#0;",
        "\x00\x0b\ufffe",
        "\ud800",
        "<script>1</script>",
        "\r\n",
        "\u202e",
    ]
)


@given(words=st.lists(HOSTILE, min_size=7, max_size=7))
def test_no_words_break_a_feed(words: list[str]) -> None:
    """Whatever a headline, a name or a caption holds."""
    title, summary, html, name, label, alt, about = words
    one = item(
        title=title,
        summary=summary,
        html=html,
        authors=(Author(name, SITE),),
        categories=(Category("a", label, SITE),),
        image=replace(Image(SITE, "image/jpeg", 1, 1), alt=alt),
    )
    whole = feed(one, about=about)

    read = etree.fromstring(atom(whole)).findtext(f"{A}entry/{A}title") or ""
    assert read == clean(title)
    assert etree.fromstring(rss(whole)).tag == "rss"
    assert json.loads(json_feed(whole))["items"][0]["id"] == one.id


@given(words=HOSTILE)
def test_nothing_runs_or_loads_in_a_body(words: str) -> None:
    """No script, style or frame gets into a feed, in whichever block it stands."""
    evil = f"<script>{words}</script><style>a</style><iframe src='/x'></iframe><p>{words}</p>"
    raw: list[dict[str, Any]] = [
        {"type": "paragraphs", "value": evil},
        {"type": "subhead", "value": evil},
        {"type": "quote", "value": {"text": evil, "speaker": words}},
        {"type": "embed", "value": {"address": "javascript:alert(1)", "text": evil}},
        {"type": "pull_quote", "value": {"text": evil}},
        {"type": "fact_box", "value": {"title": words, "text": evil}},
    ]
    found = bodies.body(raw, bodies.AtHand())

    tags = {name.lower() for name in re.findall(r"<([a-zA-Z0-9]+)", found)}
    assert tags <= bodies.TAGS
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', found))


def test_a_body_keeps_its_order_and_its_links_are_full(settings: Any) -> None:
    """Players and posts become links, a picture a figure, a dead link its words."""
    settings.SITE_URL = SITE
    link = '<p>See <a linktype="page" id="4">that</a>, <a linktype="page" id="5">this</a>, {}.</p>'
    raw: list[dict[str, Any]] = [
        {"type": "paragraphs", "value": link.format('<a href="/nation/">here</a>')},
        {"type": "video", "value": {"title": "Rain", "address": "https://youtu.be/abcdefgh"}},
        {"type": "picture", "value": {"picture": 9}},
    ]
    image = Image(f"{SITE}/a.jpg", "image/jpeg", 3, 2, 'A "jetty"', "Noon", "PTI")
    at_hand = bodies.AtHand({4: (f"{SITE}/a-4.html", "A")}, lambda _use: image)
    found = bodies.body(raw, at_hand)

    there = [f'href="{SITE}/a-4.html"', f'href="{SITE}/nation/"', "youtu.be/abcdefgh", "<figure>"]
    assert [found.index(words) for words in there] == sorted(found.index(words) for words in there)
    assert "<a>this</a>" in found
    assert 'alt="A &quot;jetty&quot;"' in found
