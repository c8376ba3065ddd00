"""The typed blocks of a story's body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from broadsheet.pictures.blocks import PictureChooserBlock, PictureUseBlock
from broadsheet.recordings.blocks import RecordingChooserBlock

PARAGRAPH_FEATURES = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript"]
NOTE_FEATURES = ["bold", "italic", "link", "ol", "ul"]


_at_hand: ContextVar[Mapping[int, Any] | None] = ContextVar(
    "broadsheet_stories_at_hand", default=None
)


@contextmanager
def stories_at_hand(cards: Mapping[int, Any]) -> Iterator[None]:
    """Have the blocks of a body take these cards, read at once; a story without one is not out."""
    token = _at_hand.set(cards)
    try:
        yield
    finally:
        _at_hand.reset(token)


class StoryChooserBlock(PageChooserBlock):
    """A story; on a reader's page its card."""

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """Return the stories for these keys, or on a reader's page those that are out."""
        at_hand = _at_hand.get()
        if at_hand is not None:
            return [at_hand.get(value) for value in values]
        found: list[Any] = super().bulk_to_python(values)
        return found


# In migrations it stays Wagtail's own: only the reading differs.
DECONSTRUCT_ALIASES = {StoryChooserBlock: "wagtail.blocks.PageChooserBlock"}


class QuoteBlock(StructBlock):
    """Somebody's words, at length."""

    text = TextBlock(rows=3, label=_("Words"))
    speaker = CharBlock(required=False, max_length=120, label=_("Who said it"))
    position = CharBlock(required=False, max_length=160, label=_("Position"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class PullQuoteBlock(StructBlock):
    """A line of the story, set large; it stands in the story already."""

    text = TextBlock(rows=2, label=_("Words"))
    speaker = CharBlock(required=False, max_length=120, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        template = "blocks/pull_quote.html"


class GalleryBlock(StructBlock):
    """Pictures in an order, counted; without a script they read as a page of figures."""

    title = CharBlock(required=False, max_length=160, label=_("Title"))
    pictures = ListBlock(PictureUseBlock(), min_num=1, label=_("Pictures"))

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"


class PlayedBlock(StructBlock):
    """Something to play: a recording of the library, or what a provider has at an address.

    The words belong to this use; where they are empty, the library's stand.
    """

    recording = RecordingChooserBlock("recordings.Recording", required=False, label=_("Recording"))
    title = CharBlock(required=False, max_length=160, label=_("Title"))
    address = URLBlock(
        required=False, label=_("Address"), help_text=_("At a provider, in place of a recording.")
    )
    poster = PictureChooserBlock(required=False, label=_("Poster"))
    duration = IntegerBlock(
        required=False,
        min_value=1,
        label=_("Length in seconds"),
        help_text=_("Of what a provider has; a recording says its own."),
    )
    caption = TextBlock(required=False, rows=2, label=_("Caption"))
    credit = CharBlock(required=False, max_length=200, label=_("Credit"))
    transcript = TextBlock(required=False, rows=4, label=_("Transcript"))

    medium = ""

    def clean(self, value: Any) -> Any:
        """Ask for one of the two; raises ``StructBlockValidationError``."""
        cleaned = super().clean(value)
        recording, faults = cleaned.get("recording"), {}
        if recording is None and not cleaned.get("address"):
            faults["recording"] = ValidationError(_("Choose a recording, or give an address."))
        if recording is not None and self.medium and recording.medium != self.medium:
            faults["recording"] = ValidationError(_("This recording belongs in the other block."))
        if recording is None and not cleaned.get("title"):
            faults["title"] = ValidationError(_("Say what it is."))
        if faults:
            raise StructBlockValidationError(block_errors=faults)
        return cleaned


class VideoBlock(PlayedBlock):
    """A film: a poster until the reader plays it."""

    medium = "film"

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"


class AudioBlock(PlayedBlock):
    """A sound."""

    medium = "sound"

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "blocks/audio.html"


class EmbedBlock(StructBlock):
    """A post from elsewhere: its words and a link; nothing is loaded until the reader clicks."""

    address = URLBlock(label=_("Address"))
    provider = CharBlock(required=False, max_length=60, label=_("Where from"))
    author = CharBlock(required=False, max_length=120, label=_("Author"))
    text = TextBlock(required=False, rows=3, label=_("What it says"))

    class Meta:
        icon = "code"
        label = _("Embed")
        template = "blocks/embed.html"


class TableBlock(StructBlock):
    """Figures in rows and columns, with a caption and their source."""

    caption = CharBlock(max_length=200, label=_("Caption"))
    table = TypedTableBlock(
        [
            ("text", CharBlock(required=False, label=_("Text"))),
            ("figure", CharBlock(required=False, label=_("Figure"))),
        ],
        label=_("Table"),
    )
    source = CharBlock(required=False, max_length=200, label=_("Source"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"


class FactBoxBlock(StructBlock):
    """What the reader needs to know beside the story."""

    title = CharBlock(max_length=120, label=_("Title"))
    text = RichTextBlock(features=NOTE_FEATURES, label=_("Text"))

    class Meta:
        icon = "list-ul"
        label = _("Fact box")
        template = "blocks/fact_box.html"


class RelatedBlock(StructBlock):
    """Other stories, where they belong in this one."""

    title = CharBlock(required=False, max_length=120, label=_("Title"))
    stories = ListBlock(StoryChooserBlock(page_type="stories.Story"), min_num=1, label=_("Stories"))

    class Meta:
        icon = "link"
        label = _("Related stories")
        template = "blocks/related.html"


class BodyBlock(StreamBlock):
    """The body of a story."""

    paragraphs = RichTextBlock(
        features=PARAGRAPH_FEATURES, label=_("Paragraphs"), template="blocks/paragraphs.html"
    )
    subhead = CharBlock(
        max_length=160, label=_("Subhead"), icon="title", template="blocks/subhead.html"
    )
    quote = QuoteBlock()
    pull_quote = PullQuoteBlock()
    picture = PictureUseBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    audio = AudioBlock()
    embed = EmbedBlock()
    table = TableBlock()
    fact_box = FactBoxBlock()
    related = RelatedBlock()
    corrections = StaticBlock(
        label=_("Corrections"),
        admin_text=_("The story's corrections stand here; without this, after the body."),
        template="blocks/corrections.html",
    )
