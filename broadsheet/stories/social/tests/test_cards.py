"""Cards over HTTP: complete, drawn where there is no picture, and gone with their story."""

from __future__ import annotations

import base64
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from broadsheet.people.models import Contributor
from broadsheet.pictures.tests.drawn import encoded, image
from broadsheet.pictures.tests.drawn import picture as library_picture
from broadsheet.sections.actions import add_section
from broadsheet.stories import actions
from broadsheet.stories.models import Byline, Ground, Story
from broadsheet.stories.picture_files import make_ahead, pictures_of
from broadsheet.stories.rules import Change
from broadsheet.stories.social import drawing
from broadsheet.stories.social.cards import of_story
from broadsheet.stories.social.tests.heads import picture, told
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db

# ogp.me: what every page must tell.
REQUIRED = {"og:title", "og:type", "og:image", "og:url"}
SIZE = {"og:image:width": "1200", "og:image:height": "630", "og:image:type": "image/png"}
HEAVIEST = 100_000


def story(**given: Any) -> Story:
    """A story with its writer, published."""
    made = cast.StoryFactory(**given)
    made.bylines.set([Byline(contributor=cast.byline())])
    made.save_revision()
    actions.publish(made, by=None, at=cast.MONDAY)
    fresh: Story = Story.objects.get(pk=made.pk)
    return fresh


def card_of(client: Client, address: str) -> str:
    """The path of the card that a page names."""
    return urlsplit(told(client, address)["og:image"][0]).path


@pytest.fixture
def pages(settings: Any) -> list[str]:
    """A page of each kind, none with a picture."""
    settings.PAPER_TERRITORY = "IN"
    first = story(kicker="Ports")
    first.story_topics.create(topic=cast.topic())
    return [first.address, "/", "/nation/", "/topic/monsoon/", "/by/meera-nair/"]


def test_every_kind_of_page_has_a_whole_card(client: Client, pages: list[str]) -> None:
    """What the protocol requires, once each, and a drawn picture of the right size behind it."""
    for address in pages:
        said = told(client, address)
        missing = REQUIRED - said.keys()
        once = [name for name in (*REQUIRED, *SIZE, "og:locale") if len(said.get(name, [])) != 1]
        sizes = {name: said[name][0] for name in SIZE}
        answer = client.get(urlsplit(said["og:image"][0]).path)
        drawn = picture(answer.content)

        assert (missing, once, sizes) == (set(), [], SIZE), address
        assert said["og:image"][0].startswith("http")
        assert said["og:locale"] == ["en_IN"]
        assert said["og:image:alt"] == said["twitter:image:alt"] != [""]
        assert said["twitter:card"] == ["summary_large_image"]
        assert answer.headers["Content-Type"] == "image/png"
        assert (drawn.format, drawn.size) == ("PNG", (1200, 630))
        assert len(answer.content) <= HEAVIEST


def test_a_story_tells_its_clocks_its_writers_and_its_section(client: Client) -> None:
    """As the protocol has them for an article: authors are addresses of profiles."""
    said = told(client, story(kicker="Ports").address)

    assert said["og:type"] == ["article"]
    assert said["article:author"] == ["http://127.0.0.1:8000/by/meera-nair/"]
    assert datetime.fromisoformat(said["article:published_time"][0]) == cast.MONDAY
    assert said["article:section"] == ["Nation"]
    assert told(client, "/by/meera-nair/")["og:type"] == ["profile"]


@pytest.mark.parametrize(
    ("width", "height", "shown"), [(1600, 1200, (1200, 630)), (500, 400, (500, 400))]
)
def test_a_story_with_a_picture_shows_it_in_the_shape_of_cards(
    client: Client, settings: Any, tmp_path: Path, width: int, height: int, shown: tuple[int, int]
) -> None:
    """Cut to 1200 by 630; a small one is told whole, since nothing is enlarged."""
    settings.MEDIA_ROOT = tmp_path
    lead = library_picture("jetty.jpg", encoded(image(width, height)), description="The jetty")
    first = story(picture=lead)
    make_ahead(pictures_of(first))
    said = told(client, first.address)
    size = (int(said["og:image:width"][0]), int(said["og:image:height"][0]))

    assert size == shown
    assert said["og:image:type"] == ["image/jpeg"]
    assert said["og:image:alt"] == ["The jetty"]
    with closing(client.get(urlsplit(said["og:image"][0]).path)) as answer:
        assert answer.status_code == 200


def test_the_desk_sees_the_very_card_of_a_draft(client: Client) -> None:
    """In the preview itself: no address tells of a draft."""
    draft = cast.StoryFactory(social_title="We crossed the bridge first")
    shown = draft.make_preview_request(preview_mode="social").content.decode()
    data = base64.b64encode(drawing.png(of_story(draft).words)).decode()

    assert f"data:image/png;base64,{data}" in shown
    assert "No face here" not in shown


def test_a_changed_headline_is_a_new_card_and_the_old_address_leads_to_it(client: Client) -> None:
    """For now, not for ever: it may be changed back."""
    first = story()
    before = card_of(client, first.address)
    first.title = "The harbour bridge shuts again"
    first.save_revision()
    actions.publish(first, by=None, at=cast.MONDAY + timedelta(hours=1), change=Change.UPDATE)
    after = card_of(client, first.address)
    asked = client.get(before)

    assert before != after
    assert (asked.status_code, asked.headers["Location"]) == (302, after)
    assert client.get(after).status_code == 200


def test_the_same_story_is_drawn_the_same(client: Client) -> None:
    """Byte for byte: nothing of the clock and no chance is in a card."""
    address = card_of(client, story().address)

    first = client.get(address).content
    drawing.png.cache_clear()

    assert client.get(address).content == first


def test_a_draft_has_no_card(client: Client) -> None:
    """Nor has what is offline, at whatever address somebody guesses."""
    draft, offline = cast.StoryFactory(), cast.StoryFactory(offline=True)
    guesses = [f"/cards/story/{one.number}-{'0' * 12}.png" for one in (draft, offline)]

    assert [client.get(guess).status_code for guess in guesses] == [404, 404]


@pytest.mark.parametrize(("ground", "status"), [(Ground.EDITORIAL, 410), (Ground.LEGAL, 451)])
def test_a_withdrawn_story_has_no_card_any_more(
    client: Client, ground: Ground, status: int
) -> None:
    """Its card goes with it, and so does its short address."""
    first = story(title="A headline that nobody may read")
    card = card_of(client, first.address)
    actions.withdraw(first, ground, by=None, note="Ordered.", at=cast.MONDAY)
    gone = [client.get(address) for address in (card, f"/s/{first.number}", first.address)]

    assert [answer.status_code for answer in gone] == [status] * 3
    assert all("nobody may read" not in answer.content.decode() for answer in gone)
    assert all("og:image" not in answer.content.decode() for answer in gone)


def test_an_opinion_has_its_writers_name_on_its_card(client: Client) -> None:
    """The one thing that tells an opinion from news."""
    words = told(client, story(form="opinion", kicker="Opinion").address)["og:image:alt"]

    assert "Meera Nair" in words[0]


def test_what_was_paid_for_says_so_on_its_card(client: Client) -> None:
    """A card is often all that is seen of a story."""
    paid = story(sponsor_kind="sponsored", sponsor_name="Harbour Cement")
    said = told(client, paid.address)

    assert "Harbour Cement" in of_story(paid).words.kicker
    assert "Harbour Cement" in said["og:title"][0]


def test_a_merged_topics_card_leads_to_the_one_that_stands(client: Client) -> None:
    """As its page does."""
    one, other = cast.topic("Ferry"), cast.topic("Ferries")
    actions.merge_topic(one, other, by=None, at=cast.MONDAY)
    asked = client.get(f"/cards/topic/ferry-{'0' * 12}.png")

    assert asked.status_code == 302
    assert "/cards/topic/ferries-" in asked.headers["Location"]


def test_nobodys_card_is_not_there(client: Client) -> None:
    """Of a section, topic, person or page that is none."""
    cast.section()
    names = ("section/none", "topic/none", "by/none", "paper/none", "story/99999", "story/none")

    assert {client.get(f"/cards/{name}-{'0' * 12}.png").status_code for name in names} == {404}


# --- scripts ---


@pytest.mark.parametrize(
    ("language", "headline"),
    [("hi", "बंदरगाह का पुल खुला, IPL 2026 के मैच टले"), ("ta", "துறைமுகப் பாலம் திறப்பு")],
)
def test_a_headline_is_set_in_the_face_of_its_script(
    client: Client, language: str, headline: str
) -> None:
    """Every letter has one, other scripts' words and figures among them."""
    first = story(title=headline, language=language)
    answer = client.get(card_of(client, first.address))

    assert drawing.can_draw(of_story(first).words)
    assert len(picture(answer.content).convert("L").getcolors() or []) > 10
    assert told(client, first.address)["og:locale"] == [f"{language}_IN"]


def test_a_script_without_a_face_leaves_the_papers_name(client: Client) -> None:
    """Never boxes or broken letters: the card says whose it is, and the log which letter lacked."""
    first = story(title="ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ", language="en")
    answer = client.get(card_of(client, first.address))

    assert not drawing.can_draw(of_story(first).words)
    assert picture(answer.content).size == (1200, 630)


def test_a_person_without_a_page_in_latin_has_a_card_too(client: Client) -> None:
    """A name in its own script."""
    cast.section()
    Contributor.objects.create(kind="person", name="मीरा नायर", slug="mira", language="hi")

    assert client.get(card_of(client, "/by/mira/")).status_code == 200


def test_a_sections_card_is_its_own(client: Client) -> None:
    """Two sections, two cards."""
    cast.paper()
    for name in ("Nation", "Sport"):
        add_section(name, parent=cast.paper(), by=None, at=cast.MONDAY)

    assert card_of(client, "/nation/") != card_of(client, "/sport/")
