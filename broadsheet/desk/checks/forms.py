"""The forms of the acts around the checks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.desk.checks.house import CHECKS, weights
from broadsheet.desk.models import Weight


class WeightsForm(forms.Form):
    """What each check weighs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = weights()
        for one in CHECKS:
            self.fields[one.name] = forms.ChoiceField(
                label=one.label,
                choices=Weight.choices,
                widget=forms.RadioSelect,
                initial=said[one.name].value,
            )

    @property
    def said(self) -> dict[str, Weight]:
        """The answer."""
        return {name: Weight(value) for name, value in self.cleaned_data.items()}


class FlagForm(forms.Form):
    """What legal is to look at."""

    reason = forms.CharField(
        label=_("What should legal look at?"),
        max_length=300,
        help_text=_("The story goes out only when legal has cleared it."),
    )


class ClearForm(forms.Form):
    """The lawyer's word on the text that was read."""

    read = forms.CharField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("What is cleared?"),
        choices=[
            ("text", _("This text: whoever changes it asks again")),
            ("any", _("The story, whatever becomes of its text")),
        ],
        initial="text",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note for the record"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
