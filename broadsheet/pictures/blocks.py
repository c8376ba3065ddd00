"""The use of a picture in a body: every word belongs to the use, never to the library."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, StructValue, TextBlock
from wagtail.images.blocks import ImageChooserBlock

from broadsheet.pictures.models import PictureKind
from broadsheet.pictures.rules import Use


class PictureUseValue(StructValue):
    """A block's value; ``use`` is what the rules and templates take."""

    @property
    def use(self) -> Use:
        """The use as the rules know it; the words are this use's own."""
        words = {
            name: self.get(name) or ""
            for name in ("alt", "caption", "credit", "agency", "kind", "source")
        }
        return Use(**words, picture=self.get("picture"))


class PictureUseBlock(StructBlock):
    """A picture with its own alt text, caption, credit and kind.

    The picture itself may be missing (an import names it but has no file): the desk is told, the
    reader sees nothing.
    """

    picture = ImageChooserBlock(required=False, label=_("Picture"))
    alt = CharBlock(required=False, max_length=300, label=_("Alt text"))
    caption = TextBlock(required=False, rows=2, label=_("Caption"))
    credit = CharBlock(required=False, max_length=200, label=_("Credit"))
    agency = CharBlock(required=False, max_length=40, label=_("Agency key"))
    kind = ChoiceBlock(
        required=False,
        choices=PictureKind.choices,
        label=_("Kind"),
        help_text=_("Empty: as the library says."),
    )
    source = CharBlock(
        required=False,
        max_length=500,
        label=_("Where the file is"),
        help_text=_("For a picture that an import named but did not bring."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"
        value_class = PictureUseValue
