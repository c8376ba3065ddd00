"""The forms that a story's model names: its own, and that of its copy."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from broadsheet.stories.embargo.form import EmbargoInForm

PUBLISHING = "action-publish"
CORRECTION = "correction"


class StoryForm(EmbargoInForm, WagtailAdminPageForm):
    """A story's editing form; what is missing for a publication is said beside its field."""

    def clean(self) -> dict[str, Any]:
        """Ask for the note of a correction before it is published."""
        cleaned: dict[str, Any] = super().clean()
        correcting = cleaned.get("next_change") == CORRECTION
        if correcting and self.data.get(PUBLISHING) and not cleaned.get("next_note", "").strip():
            self.add_error("next_note", gettext("Tell readers what was wrong."))
        return cleaned


class StoryCopyForm(CopyForm):
    """A copy of a story is a draft of a new one: neither published at once nor an alias."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias", "copy_subpages"):
            self.fields.pop(name, None)
