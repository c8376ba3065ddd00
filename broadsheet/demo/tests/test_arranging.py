"""The demo's fronts: arranged through the acts, no story twice on any of them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from broadsheet.demo.arranging import FILE
from broadsheet.demo.build import build_edition
from broadsheet.demo.tests.cut import NOW, QUICK_PASSWORDS, silent, small_edition
from broadsheet.demo.words import load_edition
from broadsheet.fronts.models import Banner, Front
from broadsheet.sections.models import Section

pytestmark = pytest.mark.django_db
_HEADLINE = re.compile(r'<(?:h[234]|li)><a href="(/[^"]+-\d+\.html)"')


@pytest.fixture(scope="module")
def paper(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The small newspaper, built once for this file."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(**QUICK_PASSWORDS):
        build_edition(small_edition(), silent, NOW)
        yield
        transaction.set_rollback(True)


def test_no_front_of_the_demo_shows_a_story_twice(paper: None) -> None:
    """Home, every section, the special: each headline once, lines under the lead counted too."""
    tops = Section.objects.filter(depth=3).order_by("path")
    addresses = ["/", *(section.address for section in tops)]
    seen = 0
    for address in addresses:
        page = Client().get(address).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        links = Counter(_HEADLINE.findall(main))
        seen += len(links)

        assert [link for link, times in links.items() if times > 1] == [], address
    assert seen


def test_the_fronts_are_live_and_the_banner_is_up(paper: None) -> None:
    """Home, a front for each top section, two rails in their places, one live banner."""
    kinds = Counter(Front.objects.values_list("kind", flat=True))

    assert kinds["home"] == 1
    assert kinds["section"] == Section.objects.filter(depth=3).count()
    assert set(Front.objects.filter(kind="rail").values_list("at", flat=True)) == {"beside", "foot"}
    assert not Front.objects.filter(live=None).exists()
    assert Banner.objects.count() <= 1


def test_what_the_fronts_name_is_in_the_edition() -> None:
    """Every story, section and topic that the arrangement names is there."""
    edition, said = load_edition(), tomllib.loads(FILE.read_text(encoding="utf-8"))
    fronts = [said["home"], *said["specials"], *said["rails"]]
    containers = [one for front in fronts for one in front["containers"]]
    stories = {card["story"] for one in containers for card in one.get("cards", ())}

    assert stories | {said["banner"]["story"]} <= edition.stories.keys()
    assert {one["section"] for one in containers if "section" in one} <= edition.sections.keys()
    assert {one["topic"] for one in containers if "topic" in one} <= edition.topics.keys()
