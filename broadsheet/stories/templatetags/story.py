"""What the template of a story asks: its text, what stands beside it, and how it is passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from broadsheet.pictures import markup
from broadsheet.pictures.models import Picture
from broadsheet.pictures.rules import Use
from broadsheet.pictures.templatetags.pictures import picture_words, renditions_of
from broadsheet.sections.queries import tree
from broadsheet.stories import players, structured, structured_media
from broadsheet.stories.addresses import history_path
from broadsheet.stories.cards import Card, cards, in_order
from broadsheet.stories.models import Byline, Correction, Form, LiveEntry, Story
from broadsheet.stories.reading import parts_of
from broadsheet.stories.templatetags.paper import json_ld

register = template.Library()

ABOVE_THE_TEXT = (Correction.Kind.RETRACTION, Correction.Kind.EDITORS_NOTE)
POINTED_TO = (Correction.Kind.CORRECTION, Correction.Kind.CLARIFICATION)
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_FIRST_PARAGRAPH = re.compile(r"<p\b[^>]*>")


def placed(story: Story) -> bool:
    """Whether the story has its number and section; the preview of a new draft has neither."""
    return story.number is not None and story.primary_section_id is not None


@register.simple_tag
def text_parts(story: Story) -> Iterator[tuple[Any, str]]:
    """Return the body's blocks, the first of the paragraphs with the dateline that opens it."""
    waiting = story.dateline
    for block in story.body:
        opens = block.block_type == "paragraphs" and waiting
        yield block, waiting if opens else ""
        waiting = "" if opens else waiting


@register.filter
def running_text(stored: str) -> SafeString:
    """Return stored rich text as readers get it."""
    text: str = expand_db_html(stored)
    return mark_safe(text)  # noqa: S308 cleaned when it was saved


@register.filter
def dated(markup: Any, dateline: str) -> SafeString:
    """Return paragraphs without the editor's marks, the first with its dateline inline."""
    text = expand_db_html(markup.source) if isinstance(markup, RichText) else str(markup)
    text = _BLOCK_KEY.sub("", text)
    if dateline:
        mark = format_html('<span class="dateline">{}</span> ', _with_colon(dateline))
        text = _FIRST_PARAGRAPH.sub(lambda found: f"<p>{mark}", text, count=1)
    return mark_safe(text)  # noqa: S308 Wagtail's rich text, cleaned when it was saved


def _with_colon(dateline: str) -> str:
    return dateline if dateline.endswith((":", "—", "–")) else f"{dateline}:"


@register.simple_tag
def author_face(story: Story) -> Use | None:
    """Return the portrait of whoever holds an opinion, unless it is the story's picture as well."""
    if story.form != Form.OPINION:
        return None
    by = [row.contributor for row in story.bylines.all() if row.part == Byline.Part.BY]
    if not by or by[0].portrait_id in (None, story.picture_id):
        return None
    return Use(picture=by[0].portrait)


@register.simple_tag
def related_to(story: Story) -> list[Card]:
    """Return the stories that the desk put beside this one, in its order, if readers may see them.

    A draft in preview carries its own list, so the order is the story's and not the table's.
    """
    return parts_of(story).beside


@register.simple_tag
def rail_for(story: Story) -> list[Card]:
    """Return what the story's section had before, without what stands beside the story already."""
    return parts_of(story).more if placed(story) else []


@register.simple_tag
def translations_of(story: Story) -> list[Card]:
    """Return the versions of a story in every language, if there is more than one."""
    return parts_of(story).versions


@register.simple_tag
def structured_story(story: Story, image: dict[str, Any] | None = None) -> SafeString:
    """Return the story's JSON-LD: the article, its gallery, and the way down to it."""
    if not placed(story):
        return mark_safe("")
    article = structured.news_article(story, [image] if image else [])
    article |= structured_media.played_in(story, str(image["url"]) if image else "")
    gallery = structured_media.image_gallery(story)
    way = structured.breadcrumbs(tree().trail(story.primary_section))
    nodes = [node for node in (article, gallery, way) if node]
    return format_html_join("", "{}", ((json_ld(node),) for node in nodes))


# --- what a story keeps in tables ---


@register.simple_tag
def corrections_of(story: Story, *, here: bool = False) -> list[Correction]:
    """Return a story's corrections, newest first, for the one place where they stand.

    ``here`` is true for the block that the desk put in the body; without one they follow the text.
    What stands above the text is not repeated.
    """
    placed = any(block.block_type == "corrections" for block in story.body)
    if story.pk is None or placed != here:
        return []
    return [row for row in story.corrections.all() if row.kind not in ABOVE_THE_TEXT]


@register.simple_tag
def notices_of(story: Story) -> dict[str, list[Correction]]:
    """Return what stands above a story's text: a retraction, editor's notes, and a pointer.

    The pointer names what was put right further down, for readers who begin at the top.
    """
    rows = [] if story.pk is None else list(story.corrections.all())
    return {
        "above": [row for row in rows if row.kind in ABOVE_THE_TEXT],
        "below": [row for row in rows if row.kind in POINTED_TO][:1],
    }


@register.simple_tag
def history_address(story: Story) -> str:
    """Return where the story's published versions are, or "" where readers have none."""
    if not (settings.PAPER_HISTORY and placed(story) and story.published_at):
        return ""
    return history_path(story.address)


@register.simple_tag
def entries_of(story: Story) -> dict[str, list[LiveEntry]]:
    """Return a live story's entries, pinned ones first, and those that are key events."""
    entries = parts_of(story).entries
    return {
        "all": sorted(entries, key=lambda entry: not entry.pinned),
        "key": [entry for entry in entries if entry.key_event],
    }


@register.simple_tag
def shown_stories(pages: Any) -> list[Card]:
    """Return the stories of a related block that readers may see, in its order."""
    there = [page for page in pages if page is not None]
    if all(isinstance(page, Card) for page in there):
        return there
    wanted = [page.pk for page in there]
    return in_order(wanted, cards(wanted))


# --- pictures ---


@register.simple_tag
def uses_with_files(uses: Any) -> list[Any]:
    """Return the pictures in use of a gallery that have their file; readers see no empty box."""
    there = [use for use in uses if use.get("picture") is not None]
    return [use for use in there if not use["picture"].is_withdrawn]


@register.simple_tag
def poster(video: Any) -> Use:
    """Return a video's poster as a picture in use; its title stands in the link beside it."""
    return Use(picture=video.get("poster"))


@register.simple_tag
def social_image(story: Story) -> dict[str, Any] | None:
    """Return the lead picture as schema.org's ImageObject: its largest JPEG that is made."""
    picture = story.picture
    if not isinstance(picture, Picture):
        return None
    crop = story.picture_crop
    file = markup.largest(renditions_of(picture, crop), crop)
    return structured.image(file, picture_words(story)) if file else None


@register.simple_tag
def moment(at: datetime) -> str:
    """Return a moment for machines (ISO 8601)."""
    return structured.moment(at)


# --- video ---


@register.filter
def player(address: str) -> str:
    """Return the address of a video's player, or ""."""
    return players.player(address)


@register.filter
def is_film_file(address: str) -> bool:
    """Whether a browser plays the address by itself."""
    return players.is_file(address)


@register.filter
def provider(address: str) -> str:
    """Return where a link leads, as a reader knows it."""
    return players.provider(address)


@register.filter
def duration(seconds: int) -> str:
    """Return a length as 4:05 or 1:04:05."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
