"""Reading changes nothing: no GET of a reader writes to the database, at any address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from broadsheet.press import plates
from broadsheet.stories.models import OldAddress
from tests.press import newsroom

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")
# Not readers' pages: the desk (drafts and previews), signing in, and files. A review link shows a
# draft, and each look at it is logged.
OTHERS = {"desk/", "account/", "documents/", "media/images/<path:name>",
          "media/recordings/<path:name>", "review/<str:token>/"}  # fmt: skip
API = tuple(
    f"v1/{rest}"
    for rest in ("policy/", "me/", "me/comments/", "stories/1/", "stories/1/comments/",
                 "stories/1/comments/newest/", "comments/1/", "comments/1/answers/",
                 "comments/1/recommendation/", "comments/1/reports/", "moderation/comments/",
                 "moderation/comments/1/", "moderation/comments/1/decisions/",
                 "moderation/decisions/1/", "openapi.json")
)  # fmt: skip
FURTHER = ("/topic/ferries/page/2/", "/by/asha-rao/page/2/", "/nation/page/2/",
           "/feeds/topic/ferries.rss", "/feeds/by/asha-rao.atom", "/sitemaps/stories-0.xml",
           "/sitemaps/topics-0.xml", "/sitemaps/people-0.xml",
           "/tombstones/0.json",
           "/s/1", "/follow/all/en/", "/feeds/story/1.rss", "/cards/by/asha-rao-000000000000.png",
           "/ads.txt", "/app-ads.txt", "/.well-known/security.txt",
           "/corrections/before/99/", "/corrections/in/nation/", "/corrections/in/nation/feed.atom",
           "/corrections/in/nation/before/99/", "/corrections/ask/answer/none/",
           "/lite", "/lite/", "/lite/nation/", "/lite/topic/ferries/", "/lite/corrections/",
           "/lite/part.2/nation/", "/lite/nowhere/",
           "/conversation/1/newest/", "/conversation/1/in/1/", "/conversation/1/comment/1/",
           "/conversation/1/now.json", "/conversation/my/write/1/", "/conversation/my/edit/1/",
           "/conversation/my/take-back/1/", "/conversation/my/recommend/1/",
           "/conversation/my/report/1/", "/conversation/my/ignore/1/",
           "/conversation/my/follow/1/", "/conversation/my/unfollow/none/",
           "/conversation/my/ignored/", "/conversation/my/comments/",
           "/conversation/policy/1/", "/conversation/my/notice/1/", "/conversation/my/data/",
           "/conversation/my/notice/at/none/", "/conversation/my/reasons/1/",
           "/conversation/transparency/2026-1.json", "/conversation/my/tokens/",
           *(f"/conversation/api/{rest}" for rest in ("none", *API)))  # fmt: skip
ODD = ("/?p=1", "/nowhere/", "/a-999999.html",
       "/nation/page/99/", "/topic/none/", "/by/none/",
       "/media/images/none.jpg", "/documents/1/none.pdf", "/robots.txt",
       "/%F0%9F%97%9E")  # fmt: skip


@pytest.fixture
def paper(settings: Any, tmp_path: Path) -> None:
    """A small paper with something in every state."""
    settings.MEDIA_ROOT = tmp_path / "media"
    newsroom.found()
    story = newsroom.stories(live=True)[0]
    OldAddress.objects.create(story=story, path="/old/system/17.html")
    newsroom.unpublish(1, "")
    newsroom.withdraw(1, "")
    newsroom.merge_topics(0, "")


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collect every statement that writes."""
    found: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def addresses() -> list[str]:
    """Every address that a plate lists, the stories' old ones, and odd ones."""
    listed = [one.address for plate in plates.registered() for one in islice(plate.addresses(), 50)]
    stories = [story.address for story in newsroom.stories()]
    histories = [f"{address.removesuffix('.html')}/history/" for address in stories]
    lite = [f"/lite{address}" for address in [*stories, *histories]]
    asking = [f"/corrections/ask/{story.number}/" for story in newsroom.stories()]
    return [*listed, *stories, *histories, *lite, *asking, *FURTHER, *ODD, "/old/system/17.html"]


def test_no_address_writes_when_it_is_read(paper: None, client: Client) -> None:
    """Also those that are not there, that redirect, and that were withdrawn."""
    with writes() as found:
        statuses = {address: client.get(address).status_code for address in addresses()}

    assert found == []
    assert {200, 301, 404} <= set(statuses.values())
    assert {410, 451} & set(statuses.values())


def test_every_pattern_of_readers_has_a_plate_that_was_read(paper: None) -> None:
    """A new kind of page that nobody prints, and so nobody reads here, is found out."""
    matched = {get_resolver().resolve(one).route for one in addresses() if "?" not in one}

    assert set(_patterns(get_resolver())) - OTHERS - matched == set()


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Give the route of every pattern that a reader's request can come to."""
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if route in OTHERS or route.startswith("_"):
            continue
        if isinstance(pattern, URLPattern):
            yield route
        elif str(pattern.pattern) or not _is_wagtails(pattern):
            yield from _patterns(pattern, route)


def _is_wagtails(pattern: URLResolver) -> bool:
    """Wagtail's own patterns stand behind ours, and are never reached."""
    return getattr(pattern.urlconf_module, "__name__", "").startswith("wagtail")
