"""Handing a story in, and what is said of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.desk.models import Part
from broadsheet.desk.workflow import queries
from broadsheet.desk.workflow.rules import Answer
from broadsheet.stories.desk.publish_form import CHANGES
from broadsheet.stories.rules import Change


class HandInForm(forms.Form):
    """Whom the writer asks, part by part; nobody named is everybody who may."""

    def __init__(self, *args: Any, parts: tuple[str, ...], path: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alone: list[str] = []
        for part in parts:
            people = queries.approvers(part, path)
            label = str(Part(part).label)
            if not people:
                self.alone.append(label)
                continue
            self.fields[part] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(str(user.pk), str(user)) for user in people],
                widget=forms.CheckboxSelectMultiple,
            )

    def chosen(self) -> dict[str, list[User]]:
        """Return by part whom the writer asks by name."""
        asked = {part: [int(pk) for pk in pks] for part, pks in self.cleaned_data.items() if pks}
        users = User.objects.in_bulk({pk for pks in asked.values() for pk in pks})
        return {part: [users[pk] for pk in pks if pk in users] for part, pks in asked.items()}


class VerdictForm(forms.Form):
    """What an approver says, and of which text."""

    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note to the desk"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed to send it back: what should be changed?"),
    )


class ChangeForm(forms.Form):
    """What kind of change it is, as the question at publishing asks it."""

    change = forms.ChoiceField(
        label=_("What is this change?"), choices=CHANGES, widget=forms.RadioSelect
    )
    reader_note = forms.CharField(
        label=_("Note to readers"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What was wrong, and how it is right. It stands with the story for ever; a correction "
            "needs it, an update may have it."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the note that a correction needs."""
        cleaned: dict[str, Any] = super().clean() or {}
        if (
            cleaned.get("change") == Change.CORRECTION
            and not cleaned.get("reader_note", "").strip()
        ):
            self.add_error("reader_note", gettext("Tell readers what was wrong."))
        return cleaned

    @property
    def answer(self) -> Answer:
        """The answer, once it is valid."""
        return Answer(self.cleaned_data["change"], self.cleaned_data["reader_note"])


class LastVerdictForm(ChangeForm, VerdictForm):
    """What the last approver says of a story that readers have seen."""


class ActionForm(ChangeForm):
    """The same where Wagtail's own button asks; its field for the approvers is a comment."""

    comment = forms.CharField(
        label=_("Comment for the desk"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
