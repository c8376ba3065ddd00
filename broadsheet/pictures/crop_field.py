"""The field in which a use keeps the part of a picture that it shows, in a row and in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import TextInput
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.pictures import crops
from broadsheet.pictures.crops import CropError, Fault

LENGTH = 24
SAID = {
    Fault.FOUR_NUMBERS: _(
        "Write four numbers: left, top, width and height, in hundredths of the picture, "
        "like 10, 0, 80, 100."
    ),
    Fault.TOO_SMALL: _("The part must be at least 5 hundredths wide and high."),
    Fault.OUTSIDE: _("The part reaches beyond the picture: make it smaller, or move it."),
}


def settled(text: str) -> str:
    """Return a crop as a use keeps it, or ``""``; raises ``ValidationError``."""
    try:
        crop = crops.read(text)
    except CropError as error:
        raise ValidationError(SAID[error.fault], code=error.fault.value) from error
    return str(crop) if crop else ""


# What the script says, by the name under which it finds it.
TOLD = {
    "frame": _(
        "The part of the picture that is shown: arrow keys move it, with Shift they size it"
    ),
    "left": _("From the left"),
    "top": _("From the top"),
    "width": _("Width"),
    "height": _("Height"),
    "whole": _("Whole picture"),
    "size": _("{width} × {height} pixels of the file"),
    "small": _("{width} × {height} pixels of the file: too few for a large screen"),
}


class CropInput(TextInput):
    """Four numbers; the desk's script puts the picture with a frame in its place."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Add where the script asks for the picture, and what it says in the desk's language."""
        attrs: dict[str, Any] = super().build_attrs(base_attrs, extra_attrs)
        told = {f"data-told-{name}": str(words) for name, words in TOLD.items()}
        asks = {"data-crop": reverse("pictures_to_crop", args=[0]), "autocomplete": "off"}
        return attrs | asks | told


class CropFormField(forms.CharField):
    """A crop in a form."""

    widget = CropInput

    def clean(self, value: Any) -> str:
        """Return the crop as a use keeps it; raises ``ValidationError``."""
        return settled(str(super().clean(value) or ""))


class CropField(models.CharField):  # type: ignore[type-arg]
    """A crop in a row: ``""`` or ``left,top,width,height`` in hundredths of the picture."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": LENGTH, **options})

    def clean(self, value: Any, model_instance: Any) -> str:
        """Return the crop as it is kept; raises ``ValidationError``."""
        return settled(str(super().clean(value, model_instance) or ""))

    def formfield(self, **options: Any) -> Any:
        """Ask for it by our own field."""
        return super().formfield(**{"form_class": CropFormField, **options})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Stay Django's own in migrations: only the reading differs."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", list(args), options
