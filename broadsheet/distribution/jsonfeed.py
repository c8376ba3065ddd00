"""A feed as JSON (JSON Feed, version 1.1)."""

from __future__ import annotations

import json
from typing import Any

from broadsheet.distribution.items import Feed, Item, Media
from broadsheet.distribution.xml import clean, moment

TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """Return the document, in UTF-8."""
    told = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.about,
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    filled = {key: value for key, value in told.items() if value}
    items = [_item(item) for item in feed.items]
    return clean(json.dumps({**filled, "items": items}, ensure_ascii=False)).encode()


def _item(item: Item) -> dict[str, Any]:
    told = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "content_text": "" if item.html else item.summary or item.title,
        "image": item.image.address if item.image else "",
        "date_published": moment(item.published),
        "date_modified": moment(item.updated),
        "authors": [{"name": one.name, "url": one.home} for one in item.authors],
        "tags": [one.label for one in item.categories],
        "language": item.language,
        "attachments": [_attachment(one) for one in item.media],
    }
    return {key: value for key, value in told.items() if value}


def _attachment(media: Media) -> dict[str, Any]:
    return {
        "url": media.address,
        "mime_type": media.mime,
        "title": media.title,
        "size_in_bytes": media.size,
        "duration_in_seconds": media.seconds,
    }
