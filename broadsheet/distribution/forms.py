"""The desk's forms of this room: what the feeds have, what stands in the files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from broadsheet.distribution.actions import OF_FEEDS, OF_FILES
from broadsheet.distribution.models import Machines

AS_THE_PAPER, WHOLE, SUMMARY = "", "whole", "summary"
CHOICES = [
    (AS_THE_PAPER, _("As the paper's")),
    (WHOLE, _("Whole stories")),
    (SUMMARY, _("Summaries")),
]
WORD_OF = {None: AS_THE_PAPER, True: WHOLE, False: SUMMARY}
MEANING = {word: meaning for meaning, word in WORD_OF.items()}


class FeedsForm(forms.ModelForm[Machines]):
    """What all feeds have."""

    hub = forms.URLField(
        label=_("Hub"),
        required=False,
        assume_scheme="https",
        help_text=_("A WebSub hub that readers' programs are sent to; empty: none."),
    )

    class Meta:
        model = Machines
        fields = OF_FEEDS
        help_texts = {"full_text": _("Otherwise the standfirst alone, with a link.")}


class SectionsForm(forms.Form):
    """What each section's feed has: a choice for each."""

    def __init__(self, *args: Any, sections: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for pk, title in sections:
            self.fields[f"section-{pk}"] = forms.ChoiceField(
                label=title, choices=CHOICES, required=False
            )

    def chosen(self) -> dict[int, bool | None]:
        """Return what was chosen, by section."""
        return {
            int(name.removeprefix("section-")): MEANING[word]
            for name, word in self.cleaned_data.items()
        }


class FilesForm(forms.ModelForm[Machines]):
    """What stands in the plain files; their syntax is checked by the act."""

    security_policy = forms.URLField(
        label=_("How reports are handled"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Machines
        fields = OF_FILES
        labels = {
            "ads": _("Who sells our advertising (ads.txt)"),
            "app_ads": _("The same for our apps (app-ads.txt)"),
        }
        widgets = {
            "robots": forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"}),
            "ads": forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"}),
            "app_ads": forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"}),
            "security_contacts": forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
            "security_expires": AdminDateTimeInput,
        }
        help_texts = {
            "crawlers": _("They are asked by name in robots.txt. Only those that obey it obey."),
            "robots": _("Written after the paper's own: User-agent, Allow, Disallow."),
            "ads": _("One seller to a line: domain, account, DIRECT or RESELLER."),
            "security_contacts": _("One to a line: mailto:, https: or tel:. Empty: no file."),
            "security_expires": _("A year ahead at most. It is said here when it ends soon."),
        }
