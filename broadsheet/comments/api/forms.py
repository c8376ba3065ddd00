"""What is filled in to make a token, or to have a webhook told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.comments.actions.outside import MODERATE, READ, WRITE
from broadsheet.comments.actions.telling import EVENTS
from broadsheet.comments.models import Webhook

SCOPES = {
    READ: _("Read your own comments"),
    WRITE: _("Write, recommend and report as you"),
    MODERATE: _("Moderate where you do"),
}
DAYS = ((30, _("A month")), (90, _("Three months")), (365, _("A year")))


class TokenForm(forms.Form):
    """A token: what it is for, what it may do, how long it holds."""

    name = forms.CharField(label=_("What it is for"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("How long it holds"), choices=DAYS, coerce=int, widget=forms.RadioSelect, initial=90
    )

    def __init__(self, *args: Any, scopes: Iterable[str], **named: Any) -> None:
        super().__init__(*args, **named)
        choice: Any = self.fields["scopes"]
        choice.choices = [(one, SCOPES[one]) for one in scopes]


class HookForm(forms.Form):
    """A webhook: where, told of what, and whether it is asked."""

    address = forms.URLField(
        label=_("Address"), max_length=500, assume_scheme="https", help_text="https://…"
    )
    events = forms.MultipleChoiceField(
        label=_("Told of"),
        choices=[(one, one) for one in EVENTS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    whole = forms.BooleanField(
        label=_("With the words of comments that readers do not see"), required=False
    )
    asked = forms.BooleanField(label=_("Asked before a comment is shown"), required=False)
    failing = forms.ChoiceField(
        label=_("When it does not answer within a second"),
        choices=Webhook.Failing.choices,
        widget=forms.RadioSelect,
        initial=Webhook.Failing.HOLD,
    )
