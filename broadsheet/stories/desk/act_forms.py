"""The forms of the acts that Wagtail has no screen for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.sections.models import Topic


class WithdrawForm(forms.Form):
    """Why a story is withdrawn."""

    ground = forms.ChoiceField(
        label=_("On what ground"),
        choices=[
            ("editorial", _("The paper's own decision (readers are told: gone)")),
            ("legal", _("By order of law (readers are told: unavailable for legal reasons)")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Reason, for the record"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class RestoreForm(forms.Form):
    """Why a withdrawal is undone."""

    note = forms.CharField(
        label=_("Reason, for the record"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class MergeForm(forms.Form):
    """The topic that another one is merged into."""

    target = forms.ModelChoiceField(
        label=_("Merge it into"), queryset=Topic.objects.filter(merged_into=None)
    )


class RenameForm(forms.Form):
    """The words in a story's address."""

    slug = forms.CharField(label=_("Words in the address"), max_length=80)
