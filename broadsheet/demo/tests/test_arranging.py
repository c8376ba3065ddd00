"""The demo's fronts: arranged through the acts, no story twice on any of them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from lxml import etree

from broadsheet import distribution
from broadsheet.demo.arranging import FILE
from broadsheet.demo.build import build_edition
from broadsheet.demo.tests.cut import NOW, QUICK_PASSWORDS, silent, small_edition
from broadsheet.demo.words import load_edition
from broadsheet.fronts.models import Banner, Front
from broadsheet.sections.models import Section
from broadsheet.stories.models import Byline, StoryTopic

pytestmark = pytest.mark.django_db
GRAMMAR = Path(distribution.__file__).parent / "tests" / "atom.rng"
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
    specials = Front.objects.filter(kind="special").values_list("topic__slug", flat=True)
    assert specials
    addresses = ["/", *(section.address for section in tops)]
    addresses += [f"/topic/{slug}/" for slug in specials]
    seen = 0
    for address in addresses:
        page = Client().get(address).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        links = Counter(_HEADLINE.findall(main))
        seen += len(links)

        assert [link for link, times in links.items() if times > 1] == [], address
    assert seen


def test_every_atom_feed_of_the_demo_is_what_rfc_4287_describes(paper: None) -> None:
    """Of all, of each section, of topics and people, of corrections: by the standard's grammar."""
    sections = Section.objects.order_by("path").values_list("key", "url_path")
    slugs = StoryTopic.objects.values_list("topic__slug", flat=True).distinct()[:3]
    names = Byline.objects.values_list("contributor__slug", flat=True).distinct()[:3]
    addresses = ["/corrections/feed.atom", "/corrections/in/city/feed.atom", "/feeds/all/en.atom"]
    addresses += [f"/feeds/section/{key}.atom" for key, _path in sections]
    addresses += [f"/feeds/topic/{slug}.atom" for slug in slugs]
    addresses += [f"/feeds/by/{slug}.atom" for slug in names]
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    wrong = {}
    for address in addresses:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        if not grammar.validate(etree.fromstring(answer.content)):
            wrong[address] = str(grammar.error_log.last_error)

    assert wrong == {}


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
