"""The forms that editors fill in: the story's own, its copy, and the acts that have no other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

PUBLISHING = "action-publish"
CORRECTION = "correction"


class StoryForm(WagtailAdminPageForm):
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


class WithdrawForm(forms.Form):
    """Why a story is withdrawn."""

    ground = forms.ChoiceField(
        label=_("On what ground"),
        choices=[
            ("editorial", _("The paper's own decision (readers are told: gone)")),
            ("legal", _("By order of law (readers are told: unavailable for legal reasons)")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Reason, for the record"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class RestoreForm(forms.Form):
    """Why a withdrawal is undone."""

    note = forms.CharField(
        label=_("Reason, for the record"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class RenameForm(forms.Form):
    """The words in a story's address."""

    slug = forms.CharField(label=_("Words in the address"), max_length=80)
