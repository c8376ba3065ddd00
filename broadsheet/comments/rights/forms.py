"""The forms of readers' rights; what a stranger sends is bounded here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.comments.actions.appealing import LONGEST


class AppealForm(forms.Form):
    """Why it should be decided otherwise."""

    words = forms.CharField(
        label=_("Why should it be decided otherwise?"),
        help_text=_("Somebody else than whoever decided reads it, and you get an answer."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class NoticeForm(forms.Form):
    """A notice of illegal content (Regulation (EU) 2022/2065, article 16(2))."""

    law = forms.CharField(
        label=_("Which law does it break?"),
        help_text=_("An act and its section, if you know them; else in your own words."),
        max_length=200,
    )
    words = forms.CharField(
        label=_("Why is it illegal?"),
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("You may leave it empty where a child is harmed."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("For the receipt and the answer alone."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    in_good_faith = forms.BooleanField(
        label=_("What I say here is accurate and complete, as far as I know."),
    )


class EraseForm(forms.Form):
    """That somebody really wants their words gone."""

    sure = forms.BooleanField(
        label=_("Erase my name and all my comments. It cannot be undone."),
    )
