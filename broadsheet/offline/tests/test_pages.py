"""The worker and the page of what is saved, as they are served."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from broadsheet.offline import script
from broadsheet.stories.tests.cast import StoryFactory, paper

pytestmark = pytest.mark.django_db


def test_the_worker_is_one_plain_script_with_a_policy_of_its_own(client: Client) -> None:
    """No import or export is left in it, every module is, and it may fetch from the paper alone."""
    answer = client.get("/sw.js")
    text = answer.content.decode()

    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    assert re.findall(r"(?m)^\s*(?:import|export)\b", text) == []
    for name in ("judged", "everyStory", "bring", "look", "inTurn"):
        assert len(re.findall(rf"function {name}\(", text)) == 1


def test_no_two_modules_of_the_worker_use_one_name() -> None:
    """They become one script."""
    text = "".join(map(script.plain, script.PARTS))
    names = re.findall(r"(?m)^(?:async )?(?:function|class|const|let) (\w+)", text)

    assert sorted(names) == sorted(set(names))


def test_the_worker_never_stands_before_pages_of_one_reader(client: Client) -> None:
    """The desk, accounts, and whatever a room keeps from the press."""
    text = client.get("/sw.js").content.decode()

    for start in ("/desk/", "/account/", "/review/"):
        assert f'"{start}"' in text


def test_switched_off_the_worker_takes_itself_away_and_nothing_is_offered(
    client: Client, settings: Any
) -> None:
    """Devices that still have one empty what they kept."""
    settings.OFFLINE_READING = False
    story = StoryFactory(published=True)

    text = client.get("/sw.js").content.decode()

    assert "unregister" in text
    assert "fetch" not in text
    assert client.get("/saved/").status_code == 404
    assert b"data-offline" not in client.get(story.address).content


def test_the_list_has_its_words_in_the_language_of_its_address(client: Client) -> None:
    """Without script it says why it is empty; the paper's own language has one address only."""
    paper()

    assert "needs JavaScript" in client.get("/saved/").content.decode()
    assert 'lang="hi"' in client.get("/saved/hi/").content.decode()
    assert client.get("/saved/en/").status_code == 404
    assert client.get("/saved/xx/").status_code == 404


def test_a_story_says_what_a_device_is_to_know_of_it(client: Client) -> None:
    """A draft's preview says nothing: nobody can keep it."""
    story = StoryFactory(published=True, title='The "Harbour" & its bridge')

    text = client.get(story.address).content.decode()

    found = re.search(r'data-offline="([^"]*)"', text)
    assert found is not None
    assert "The \\&quot;Harbour\\&quot; &amp; its bridge" in found[1]
