"""What is asked of whoever publishes: what the change is, what readers are told, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.objections import Objection
from broadsheet.stories.rules import Change

CHANGES = [
    (Change.TYPO, _("Typo: nothing new for the reader")),
    (Change.UPDATE, _("Substantive update: something happened, or there is more to tell")),
    (Change.CORRECTION, _("Correction: something that we published was wrong")),
]
NOW, LATER = "now", "later"
_LOCAL = "%Y-%m-%dT%H:%M"


class PublishForm(forms.Form):
    """The question at publishing; a first publication is new and is not asked what it is."""

    seen = forms.CharField(widget=forms.HiddenInput)
    change = forms.ChoiceField(
        label=_("What is this change?"), choices=CHANGES, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note to readers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What was wrong, and how it is right. It stands with the story for ever; a correction "
            "needs it, an update may have it."
        ),
    )
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[(NOW, _("Now")), (LATER, _("Later"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    moment = forms.DateTimeField(
        label=_("Day and time"),
        required=False,
        input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_LOCAL),
    )
    acknowledged = forms.BooleanField(
        label=_("I have read what the checks warn of: publish all the same"),
        error_messages={"required": _("Say that you have read the warnings, or mend them.")},
    )

    def __init__(
        self,
        *args: Any,
        first: bool,
        found: Sequence[Objection],
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        if first:
            del self.fields["change"], self.fields["note"]
        if all(one.blocking for one in found):
            del self.fields["acknowledged"]

    def clean(self) -> dict[str, Any]:
        """Ask for what the answer needs: a correction its note, a later time its time."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("change") == Change.CORRECTION and not cleaned.get("note", "").strip():
            self.add_error("note", gettext("Tell readers what was wrong."))
        if cleaned.get("when") == LATER and "moment" not in self.errors:
            if not cleaned.get("moment"):
                self.add_error("moment", gettext("Say on which day and at what time."))
            elif cleaned["moment"] <= self.at:
                self.add_error("moment", gettext("That is past: choose a later time, or now."))
        return cleaned

    @property
    def change_meant(self) -> Change | None:
        """The answer; ``None`` for a first publication."""
        said = self.cleaned_data.get("change")
        return Change(said) if said else None

    @property
    def go_live_at(self) -> datetime | None:
        """When it is to go out; ``None`` is now."""
        moment: datetime | None = self.cleaned_data["moment"]
        return moment if self.cleaned_data["when"] == LATER else None
