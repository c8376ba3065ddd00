"""The Content-Security-Policy of the readers' pages."""

import base64
import hashlib
import re

import pytest
from django.test import Client

from broadsheet.stories import csp
from broadsheet.stories.tests.cast import StoryFactory, paper

pytestmark = pytest.mark.django_db


def test_the_inline_script_of_a_page_is_the_one_that_the_policy_allows() -> None:
    """A page has one inline script, and its hash is in the page's own policy."""
    paper()
    response = Client().get("/")
    page = response.content.decode()
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()

    assert len(scripts) == 1
    assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"]


def test_the_policy_has_no_way_around_it() -> None:
    """Nothing inline, nothing evaluated, nothing from anywhere."""
    text = csp.policy()

    assert "unsafe" not in text
    assert "*" not in text
    assert "default-src 'none'" in text


def test_a_page_that_is_not_there_has_the_policy_too() -> None:
    """A 404 shows what the address said, so it needs the policy most."""
    paper()
    response = Client().get("/no/such/page/")

    assert response.status_code == 404
    assert "script-src" in response.headers["Content-Security-Policy"]


def test_no_page_has_a_style_of_its_own_or_a_handler_in_its_markup() -> None:
    """The policy would block them, so a template that has one is broken."""
    story = StoryFactory(published=True)
    page = Client().get(story.address).content.decode()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
