"""What is filled in to make a token, or to have a webhook told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.comments.actions.outside import MODERATE, READ, WRITE
from broadsheet.comments.actions.telling import EVENTS
from broadsheet.comments.models import Webhook

READS, WRITES = (READ,), (READ, WRITE)
MODERATES, EVERYTHING = (READ, MODERATE), (READ, WRITE, MODERATE)
SCOPES = {
    READS: _("Read your own comments"),
    WRITES: _("Read, write, recommend and report as you"),
    MODERATES: _("Read, and moderate where you do"),
    EVERYTHING: _("Read, write and moderate"),
}
DAYS = ((30, _("A month")), (90, _("Three months")), (365, _("A year")))


def _apart(text: str) -> tuple[str, ...]:
    return tuple(text.split())


class TokenForm(forms.Form):
    """A token: what it is for, what it may do, how long it holds."""

    name = forms.CharField(label=_("What it is for"), max_length=80)
    scopes = forms.TypedChoiceField(
        label=_("What it may do"), coerce=_apart, widget=forms.RadioSelect
    )
    days = forms.TypedChoiceField(
        label=_("How long it holds"), choices=DAYS, coerce=int, widget=forms.RadioSelect, initial=90
    )

    def __init__(self, *args: Any, scopes: Iterable[tuple[str, ...]], **named: Any) -> None:
        super().__init__(*args, **named)
        choice: Any = self.fields["scopes"]
        choice.choices = [(" ".join(one), SCOPES[one]) for one in scopes]


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
