"""The file of a picture: every way of storing one leads through the door."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.urls import reverse
from PIL import Image
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile, get_upload_to

from broadsheet.pictures import door, rendering
from broadsheet.pictures.metadata.reading import FORMATS


class OriginalStorage(FileSystemStorage):
    """Keeps originals where no reader's address leads: they may name the place of a home."""

    def __init__(self) -> None:
        super().__init__(location=settings.VAR / "originals")

    def url(self, name: str | None) -> str:
        """Give the address at which the desk, signed in, may fetch the original."""
        return reverse("pictures_original", kwargs={"name": name})


def originals() -> Storage:
    """Give the store of originals: ``originals`` of ``STORAGES``, else a folder of its own."""
    if "originals" in settings.STORAGES:
        return storages["originals"]
    return OriginalStorage()


class PictureFile(WagtailImageFieldFile):
    """A picture's original. Storing one examines it first, whoever asks for it."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Examine and store; raises ``ValidationError`` if the file is refused.

        The name keeps its stem and takes the extension of what the file really is.
        """
        examination = door.examine(content)
        self.instance.take_in(examination)
        stem = PurePath(name).stem or "picture"
        super().save(f"{stem}.{examination.extension}", content, save)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Give the upright width and height in pixels."""
        if not self._committed:
            found = door.examine(self.file)
            return found.width, found.height
        with self.storage.open(self.name) as stored, Image.open(stored, formats=FORMATS) as image:
            return rendering.upright_size(image)


class PictureFileField(WagtailImageField):
    """Wagtail's field with our file and our store."""

    attr_class = PictureFile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("upload_to", get_upload_to)
        kwargs.setdefault("storage", originals)
        super().__init__(*args, **kwargs)
