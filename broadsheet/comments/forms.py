"""What readers fill in. The door cleans and bounds the text itself (``door.clean``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.comments.actions.reporting import LONGEST
from broadsheet.comments.door import READ_AT_MOST, TextLimits
from broadsheet.comments.voices import LONGEST as LONGEST_NAME

_READ = READ_AT_MOST * TextLimits().bytes


class WriteForm(forms.Form):
    """A comment, and once the name that stands over it. ``token`` makes a retry no second one."""

    name = forms.CharField(
        label=_("The name under your comments"),
        help_text=_("Everybody reads it. It is asked for once."),
        max_length=LONGEST_NAME * 4,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=_READ,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    to = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, named: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if named:
            del self.fields["name"]


class MendForm(forms.Form):
    """A comment in other words."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=_READ,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
    )


class ReportForm(forms.Form):
    """What a comment breaks, by the policy's own clauses."""

    clause = forms.ChoiceField(label=_("Which rule does it break?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("If it is not plain to see. Only moderators read this."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, clauses: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["clause"]
        choice.choices = list(clauses)
