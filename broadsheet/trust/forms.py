"""The forms of readers' requests and of their answers. What a stranger sends is bounded here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.trust.rules import LONGEST_ANSWER, LONGEST_SENTENCE, LONGEST_WORDS


class AskForm(forms.Form):
    """What a reader asks."""

    sentence = forms.CharField(
        label=_("The words in question"),
        help_text=_("Copy the sentence that is wrong, if it is one."),
        required=False,
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    words = forms.CharField(
        label=_("What is wrong, and how do you know?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you want the answer by mail"),
        help_text=_("We use it for the answer alone, and then erase it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # People do not see it; programs that fill in every field do.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        """Refuse what was filled in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty."))
        return ""


class AnswerForm(forms.Form):
    """What the desk answers."""

    accepted = forms.ChoiceField(
        label=_("Is it right?"),
        choices=[
            ("yes", _("Accepted: we put it right (the story opens next)")),
            ("no", _("Declined: the story stands")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Answer to the reader"),
        help_text=_("The reader finds it at the address they were given, or by mail."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def said_yes(self) -> bool:
        """Whether the request is accepted."""
        cleaned: dict[str, Any] = self.cleaned_data
        return bool(cleaned["accepted"] == "yes")
