"""The forms of the acts that Wagtail has no screen for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.sections.models import Topic


class MergeForm(forms.Form):
    """The topic that another one is merged into."""

    target = forms.ModelChoiceField(
        label=_("Merge it into"), queryset=Topic.objects.filter(merged_into=None)
    )


class RenameForm(forms.Form):
    """The words in a story's address."""

    slug = forms.CharField(label=_("Words in the address"), max_length=80)
