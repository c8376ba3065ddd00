"""What `broadsheet check` says where cards in the paper's own language cannot be drawn."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from broadsheet.stories.social import faces

FACELESS = "stories.W001"


def stand() -> None:
    """Register the check; called once, when the app is ready."""
    register(cards_can_be_drawn)


def cards_can_be_drawn(**_asked: Any) -> list[CheckMessage]:
    """Warn where the paper's language has no face for cards, or Pillow cannot shape its script."""
    script = faces.script_of(settings.PAPER_LANGUAGE)
    if any(face.script is script for face in faces.faces(settings.PAPER_LANGUAGE, faces.BOLD)):
        return []
    what = f"Social cards cannot be set in {script.name}: they show the paper's name alone."
    if script.shaped and not faces.shapes():
        mend = "Install a Pillow that is built with Raqm, as its own wheels are."
    else:
        mend = f"Put a face at theme/static/fonts/card-{script.name}.woff2 (or .ttf, .otf)."
    return [Warning(what, hint=mend, id=FACELESS)]
