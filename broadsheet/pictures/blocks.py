"""The use of a picture in a body: every word belongs to the use, never to the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, FieldBlock, StructBlock, StructValue, TextBlock
from wagtail.images.blocks import ImageChooserBlock

from broadsheet.pictures.crop_field import CropFormField
from broadsheet.pictures.models import Picture, PictureKind
from broadsheet.pictures.rules import Use

_at_hand: ContextVar[Mapping[int, Picture | None] | None] = ContextVar(
    "broadsheet_pictures_at_hand", default=None
)


@contextmanager
def pictures_at_hand(pictures: Mapping[int, Picture | None]) -> Iterator[None]:
    """Have the blocks of a body take these pictures, read at once, and not ask one by one.

    ``None`` stands for a picture that was looked for and is not there.
    """
    token = _at_hand.set(pictures)
    try:
        yield
    finally:
        _at_hand.reset(token)


class PictureChooserBlock(ImageChooserBlock):
    """A picture of the library."""

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """Return the pictures for these keys, from those at hand if all of them are there."""
        at_hand = _at_hand.get()
        asked = set(values) - {None}
        if at_hand is not None and asked <= at_hand.keys():
            return [at_hand.get(value) for value in values]
        found: list[Any] = super().bulk_to_python(values)
        return found


class CropBlock(FieldBlock):
    """The part of a picture that a use shows."""

    def __init__(self, required: bool = False, help_text: str = "", **options: Any) -> None:
        self.field = CropFormField(required=required, help_text=help_text)
        super().__init__(**options)

    class Meta:
        icon = "crop"
        default = ""


# In migrations they stay Wagtail's own: only the reading differs.
DECONSTRUCT_ALIASES = {
    PictureChooserBlock: "wagtail.images.blocks.ImageChooserBlock",
    CropBlock: "wagtail.blocks.CharBlock",
}


class PictureUseValue(StructValue):
    """A block's value; ``use`` is what the rules and templates take."""

    @property
    def use(self) -> Use:
        """The use as the rules know it; the words are this use's own."""
        words = {
            name: self.get(name) or ""
            for name in ("alt", "caption", "credit", "agency", "kind", "source", "crop")
        }
        return Use(**words, picture=self.get("picture"))


class PictureUseBlock(StructBlock):
    """A picture with its own alt text, caption, credit and kind.

    The picture itself may be missing (an import names it but has no file): the desk is told, the
    reader sees nothing.
    """

    picture = PictureChooserBlock(required=False, label=_("Picture"))
    crop = CropBlock(required=False, label=_("Part shown"))
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
