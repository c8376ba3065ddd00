"""The files of a recording: every way of storing one leads through the door."""

from __future__ import annotations

import tempfile
from hashlib import blake2b
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.db.models import FileField
from django.db.models.fields.files import FieldFile

from broadsheet.recordings import door

IN_MEMORY = 8_000_000
# Readers get what lies in the first; no reader's address leads to the second.
OPEN, HELD = "recordings", "held-recordings"


class RecordingFile(FieldFile):
    """A film or a sound. Storing one examines it and leaves out what must not go out."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Examine, clean and store by its digest; raises ``ValidationError`` if it is refused."""
        found = door.examine(content)
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
            digest = blake2b(digest_size=16)
            for piece in door.stored(content, found):
                digest.update(piece)
                kept.write(piece)
            kept.seek(0)
            stored: Any = File(kept, name=name)
            stored.examination = found
            super().save(f"{digest.hexdigest()}.{found.extension}", stored, save)


class CaptionsFile(FieldFile):
    """Captions of our own writing, stored by their digest and their recording's."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store; the model has written the text already."""
        text = content.read()
        captions: Any = self.instance
        owner: str = captions.recording.digest
        digest = blake2b(owner.encode() + b"\n" + text, digest_size=16).hexdigest()
        super().save(f"{digest}.vtt", ContentFile(text), save)


def is_new(file: Any) -> bool:
    """Whether a field's file came in and is not stored yet."""
    return bool(file) and not file._committed  # noqa: SLF001 - Django has no public word for it


def place_of_recording(recording: Any, name: str) -> str:
    """Return where a recording's file is stored: what is held, out of the open folder."""
    return _placed(recording, name)


def place_of_captions(captions: Any, name: str) -> str:
    """Return where captions are stored: beside their recording."""
    return _placed(captions.recording, name)


def _placed(recording: Any, name: str) -> str:
    file = PurePath(name).name
    return f"{HELD if recording.is_held else OPEN}/{file[:2]}/{file}"


class RecordingField(FileField):
    """Django's field with our file."""

    attr_class = RecordingFile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("upload_to", place_of_recording)
        super().__init__(*args, **kwargs)


class CaptionsField(FileField):
    """Django's field with our file."""

    attr_class = CaptionsFile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("upload_to", place_of_captions)
        super().__init__(*args, **kwargs)
