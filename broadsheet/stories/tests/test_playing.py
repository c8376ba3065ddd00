"""What is played and hung in a story, as readers and machines get it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.blocks import StructBlockValidationError

from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests.drawn import encoded, image
from broadsheet.recordings import actions as recordings
from broadsheet.recordings.tests import made
from broadsheet.stories.actions import publish
from broadsheet.stories.blocks import AudioBlock, VideoBlock
from broadsheet.stories.cards import cards
from broadsheet.stories.models import Story
from broadsheet.stories.picture_files import make_ahead, pictures_of
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db


def picture(title: str) -> Picture:
    """A picture of the library."""
    file = ContentFile(encoded(image(900, 600)), name=f"{title}.jpg")
    row: Picture = Picture.objects.create(
        title=title, file=file, description=f"{title} seen", caption=f"{title}.", credit="PTI"
    )
    return row


def out(body: list[tuple[str, Any]], **given: Any) -> Story:
    """A published story of these blocks."""
    story = cast.StoryFactory(body=body, **given)
    publish(story, by=None, at=cast.MONDAY)
    found: Story = Story.objects.get(pk=story.pk)
    make_ahead(pictures_of(found))
    return found


def said_to_machines(page: str) -> list[dict[str, Any]]:
    """The JSON-LD of a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(text) for text in found]


def film(**given: Any) -> Any:
    """A film with captions in two languages, chapters and a poster."""
    row = made.recording(
        caption="At first light.", credit="Asha Purkait", agency="pti",
        chapters="0:00 Start\n0:30 Sea", poster=picture("Poster"), **given,
    )  # fmt: skip
    recordings.add_captions(row, "en", made.file(made.VTT, "a.vtt"), by=None)
    hindi = made.VTT.replace(b"It rains.", "बारिश।".encode())
    recordings.add_captions(row, "hi", made.file(hindi, "b.vtt"), by=None, kind="subtitles")
    return row


def test_a_film_plays_by_the_browsers_own_player(client: Client) -> None:
    """With its poster, size, captions, chapters and the words of its captions; never by itself."""
    story = out([("video", {"recording": film()})])
    page = client.get(story.address).content.decode()
    player = re.search(r"<video.*?</video>", page, re.DOTALL)
    assert player

    assert 'preload="none"' in player[0]
    assert 'width="640" height="360"' in " ".join(player[0].split())
    assert "autoplay" not in page
    assert re.search(r'poster="/media/images/Poster[^"]+\.jpg"', player[0])
    assert re.findall(r'srclang="(\w+)"', player[0]) == ["en", "hi"]
    assert "Asha Purkait, PTI" in page
    assert 'data-at="30"' in page
    assert "<summary>Transcript</summary>" in page
    assert "The first boat leaves." in page


def test_machines_are_told_of_a_film(client: Client) -> None:
    """A VideoObject with all that Google asks, and the words."""
    story = out([("video", {"recording": film()})])
    [article, *_rest] = said_to_machines(client.get(story.address).content.decode())
    [video] = article["video"]

    assert video["@type"] == "VideoObject"
    assert video["duration"] == "PT1M4S"
    assert video["uploadDate"].startswith("2024-05-06T")
    assert video["contentUrl"].endswith(".mp4")
    assert video["contentUrl"].startswith("http")
    assert video["thumbnailUrl"].startswith("http")
    assert video["transcript"].startswith("The first boat leaves.")
    assert [clip["endOffset"] for clip in video["hasPart"]] == [30, 64]


def test_a_sound_plays_the_same_way(client: Client) -> None:
    """And is an AudioObject to machines."""
    row = made.recording("The bell", content=made.ogg(7))
    story = out([("audio", {"recording": row, "transcript": "A bell, seven times."})])
    page = client.get(story.address).content.decode()

    assert "<audio controls" in " ".join(page.split())
    assert said_to_machines(page)[0]["audio"][0]["duration"] == "PT7S"
    assert "A bell, seven times." in page


def test_a_film_at_a_provider_is_a_link_until_the_reader_asks(client: Client) -> None:
    """Nothing of another host is in the page."""
    value = {"title": "The vote", "address": "https://www.youtube.com/watch?v=abcdefghijk"}
    page = client.get(out([("video", value)]).address).content.decode()

    assert 'data-player="https://www.youtube-nocookie.com/embed/abcdefghijk"' in page
    assert "<iframe" not in page
    assert "<video" not in page


def test_the_film_of_a_video_story_leads_it_and_cards_say_its_length(client: Client) -> None:
    """It stands once, above the text."""
    text = ("paragraphs", "<p>The boat left.</p>")
    story = out([text, ("video", {"recording": film()})], form="video")
    page = client.get(story.address).content.decode()

    assert page.count("<video") == 1
    assert page.index("<video") < page.index("The boat left.")
    assert story.play_seconds == 64
    assert cards([story.pk])[story.pk].length == "1:04"
    assert "1:04" in client.get("/nation/").content.decode()


def test_a_block_asks_for_a_recording_or_an_address() -> None:
    """And for a recording of its own kind."""
    sound = made.recording("The bell", content=made.ogg(8))
    empty = VideoBlock().to_python({"title": "Nothing"})
    wrong = VideoBlock().to_python({"recording": sound.pk})
    right = AudioBlock().to_python({"recording": sound.pk})

    for value in (empty, wrong):
        with pytest.raises(StructBlockValidationError):
            VideoBlock().clean(value)
    assert AudioBlock().clean(right)["recording"] == sound


def test_a_page_that_plays_nothing_carries_nothing_of_players(client: Client) -> None:
    """Style sheets and scripts stand where they are needed."""
    page = client.get(out([("paragraphs", "<p>Words.</p>")]).address).content.decode()

    assert not re.search(r"gallery\.(css|js)|player\.(css|js)", page)


# --- galleries ---


def hung(*titles: str) -> dict[str, Any]:
    """A gallery of these pictures."""
    return {"title": "Kites", "pictures": [{"picture": picture(one)} for one in titles]}


def test_a_gallery_is_a_page_of_figures(client: Client) -> None:
    """Counted, each with an address of its own through the page, and a link to the large file."""
    story = out([("gallery", hung("One", "Two")), ("gallery", hung("Three"))], form="gallery")
    page = client.get(story.address).content.decode()

    assert re.findall(r'<figure class="figure" id="(.*?)">', page) == [
        "picture-1",
        "picture-2",
        "picture-3",
    ]
    assert "2 of 2" in page
    assert len(re.findall(r'<a class="gallery__open" href="/media/images/[^"]+\.jpg">', page)) == 3
    assert "gallery.js" in page


def test_machines_are_told_of_a_gallery(client: Client) -> None:
    """An ImageGallery whose pictures have their credit and their address."""
    story = out([("gallery", hung("One", "Two"))], form="gallery")
    nodes = said_to_machines(client.get(story.address).content.decode())
    [gallery] = [node for node in nodes if node["@type"] == "ImageGallery"]

    assert [one["creditText"] for one in gallery["image"]] == ["Photo | PTI", "Photo | PTI"]
    assert gallery["image"][1]["url"].endswith("#picture-2")
