"""The forms of withdrawing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """Why a thing is withdrawn, and what readers are told."""

    ground = forms.ChoiceField(
        label=_("On what ground"),
        choices=[
            ("editorial", _("The paper's own decision (readers are told: gone)")),
            ("legal", _("By order of law (readers are told: unavailable for legal reasons)")),
        ],
        widget=forms.RadioSelect,
        help_text=_("By order of law the text is sealed, and a second person must confirm."),
    )
    note = forms.CharField(
        label=_("Reason, for the record"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    notice = forms.CharField(
        label=_("What readers are told"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("Empty: the date and the ground alone."),
    )
    names_it = forms.BooleanField(
        label=_("Name the headline there"),
        required=False,
        help_text=_("By order of law it is best left out."),
    )


class NoteForm(forms.Form):
    """A reason for the record."""

    note = forms.CharField(
        label=_("Reason, for the record"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class RestoreForm(NoteForm):
    """By whose order a withdrawal is undone, and what becomes of the thing."""

    as_it_was = forms.BooleanField(
        label=_("Show it to readers again, as it was"),
        required=False,
        help_text=_("Otherwise it stays offline and may be published again."),
    )
