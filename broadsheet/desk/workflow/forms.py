"""Handing a story in, and what is said of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.desk.models import Part
from broadsheet.desk.workflow import queries


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
        label=_("Note"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed to send it back: what should be changed?"),
    )
