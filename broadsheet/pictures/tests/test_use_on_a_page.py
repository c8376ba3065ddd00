"""A picture on a page: its element, its figure, and what it costs the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from broadsheet.pictures import actions, queries
from broadsheet.pictures.blocks import PictureUseBlock
from broadsheet.pictures.models import PictureRendition
from broadsheet.pictures.rules import Use
from broadsheet.pictures.tests import drawn

pytestmark = pytest.mark.django_db


class Preview:
    """A request as Wagtail makes it for a preview."""

    is_preview = True


def one_line(html: str) -> str:
    """The markup without regard to how the template is indented."""
    return " ".join(html.split())


def element(use: Any, role: str, **context: Any) -> str:
    """The element as a template prints it."""
    text = f'{{% load pictures %}}{{% picture_use use role="{role}" %}}'
    return one_line(Template(text).render(Context({"use": use, **context})))


def figure(use: Any, **context: Any) -> str:
    """The figure as a template prints it."""
    text = '{% include "pictures/figure.html" %}'
    return one_line(Template(text).render(Context({"use": use, "role": "body", **context})))


def test_the_lead_is_offered_in_three_formats_with_fixed_dimensions() -> None:
    """AVIF, then WebP, then JPEG, each by width; the lead is never lazy."""
    picture = drawn.picture(description="A harbour")
    actions.prepare(picture, ["lead"])

    html = element(Use(picture=picture), "lead")

    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert "480w" in html
    assert "1600w" in html
    assert 'width="1200" height="800"' in html
    assert 'alt="A harbour"' in html
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_a_card_is_cut_to_its_shape_and_lazy() -> None:
    """Every card has the shape of a card, whatever the shape of the picture."""
    picture = drawn.picture(data=drawn.encoded(drawn.image(900, 1400)))
    actions.prepare(picture, ["card"])

    html = element(Use(picture=picture), "card")

    assert 'width="640" height="427"' in html
    assert 'loading="lazy"' in html


def test_nothing_is_enlarged() -> None:
    """A small picture has as many steps as it has pixels for."""
    picture = drawn.picture(data=drawn.encoded(drawn.image(600, 400)))
    actions.prepare(picture, ["lead"])

    widths = set(picture.renditions.values_list("width", flat=True))

    assert widths == {480, 600}


def test_a_reader_writes_nothing_and_makes_nothing() -> None:
    """A picture whose renditions are not made yet prints nothing and stays unmade."""
    picture = drawn.picture()

    html = element(Use(picture=picture), "lead")

    assert "<img" not in html
    assert figure(Use(caption="Ferries wait.", picture=picture)) == ""
    assert not PictureRendition.objects.exists()


def test_the_nearest_renditions_stand_in() -> None:
    """A role that was not prepared shows what another role has."""
    picture = drawn.picture()
    actions.prepare(picture, ["lead"])

    assert "480w" in element(Use(picture=picture), "card")


def test_a_preview_makes_what_is_missing() -> None:
    """The desk sees its picture before anything is published."""
    picture = drawn.picture()

    assert "<img" in element(Use(picture=picture), "body", request=Preview())


def test_a_preview_survives_a_lost_original() -> None:
    """The desk sees the rest of the page; the loss is logged."""
    picture = drawn.picture(data=drawn.encoded(drawn.image(300, 200)))
    picture.file.storage.delete(picture.file.name)

    html = figure(Use(caption="Ferries wait.", picture=picture), request=Preview())

    assert "<img" not in html
    assert "A picture is missing here. Ferries wait." in html


def test_a_page_of_pictures_costs_one_query() -> None:
    """However many pictures a page has, their renditions are one query."""
    pictures = [drawn.picture(f"{number}.jpg") for number in range(3)]
    actions.prepare_many(pictures, ["card"])

    with CaptureQueriesContext(connection) as queried:
        loaded = queries.with_renditions([*pictures, None], ["card"])
        html = "".join(element(Use(picture=picture), "card") for picture in loaded)

    assert html.count("<img") == 3
    assert len(queried) == 1


def test_preparing_twice_makes_nothing_new() -> None:
    """What is there is not made again."""
    picture = drawn.picture()

    made = actions.prepare(picture)

    assert made == picture.renditions.count() == 21
    assert actions.prepare(picture) == 0


def test_a_blocks_value_and_its_use_print_the_same_figure() -> None:
    """A template may hand over the block's value or the use in it."""
    picture = drawn.picture(credit="PTI", caption="Ferries wait.")
    actions.prepare(picture, ["body"])
    value = PictureUseBlock().to_python({"picture": picture.pk, "caption": "The quay at noon."})

    html = figure(value)

    assert html == figure(value.use)
    assert "The quay at noon." in html
    assert "Ferries wait." not in html
    assert "Photo | PTI" in html


def test_words_without_a_file_show_readers_nothing_and_the_desk_a_notice() -> None:
    """No empty box for readers; the preview says what is missing."""
    use = Use(caption="The talks", credit="PTI")

    assert figure(use).strip() == ""
    assert "Photo | PTI" in figure(use, request=Preview())


def test_a_preview_tells_the_desk_what_a_picture_lacks() -> None:
    """Without alt text or credit the preview says so; readers are not troubled with it."""
    picture = drawn.picture(data=drawn.encoded(drawn.image(300, 200)))

    told = figure(Use(picture=picture), request=Preview())

    assert "This picture has no alt text." in told
    assert "This picture has no credit." in told
    assert "This picture has no" not in figure(Use(picture=picture))


def test_a_caption_is_escaped() -> None:
    """Words from a file's metadata are words, never markup."""
    picture = drawn.picture()
    actions.prepare(picture, ["body"])

    html = figure(Use(caption="<script>x</script>", alt='" onload="x', picture=picture))

    assert "<script>" not in html
    assert 'onload="x' not in html
