"""Feeds carry what a story plays, for readers that play feeds."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from broadsheet.recordings import withdrawing
from broadsheet.recordings.tests import made
from broadsheet.stories.actions import publish
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db


def test_a_sound_is_an_enclosure_until_it_is_withdrawn(client: Client) -> None:
    """With its size and its length, in every format; and a link in the text."""
    bell = made.recording("The bell", content=made.ogg(9))
    publish(cast.StoryFactory(body=[("audio", {"recording": bell})]), by=None, at=cast.MONDAY)
    feeds = {kind: f"/feeds/section/nation.{kind}" for kind in ("rss", "atom", "json")}
    texts = {kind: client.get(address).content.decode() for kind, address in feeds.items()}
    [item] = json.loads(texts["json"])["items"]

    assert f'length="{bell.size}"' in texts["rss"]
    assert 'medium="audio"' in texts["rss"]
    assert 'rel="enclosure"' in texts["atom"]
    assert item["attachments"][0]["duration_in_seconds"] == 9
    assert "Listen: The bell" in item["content_html"]
    withdrawing.withdraw(bell, "editorial", by=None, note="Ours.")
    assert "attachments" not in json.loads(client.get(feeds["json"]).content)["items"][0]
