"""The desk's form for a picture."""

from __future__ import annotations

from typing import Any

from django.forms import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from broadsheet.pictures import door


class PictureFormField(WagtailImageField):
    """A file field that asks the door, and goes by what a file is, not by its name."""

    default_validators: list[Any] = []

    def to_python(self, data: Any) -> Any:
        """Examine the upload; raises ``ValidationError`` with the door's sentence."""
        upload = FileField.to_python(self, data)
        if upload is not None:
            door.examine(upload)
        return upload


class PictureForm(BaseImageForm):
    """Wagtail's form for pictures, with the file led through the door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            wagtails = self.fields["file"]
            ours = PictureFormField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget
            )
            self.fields["file"] = ours
