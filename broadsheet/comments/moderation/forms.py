"""The forms of the moderators' desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.accounts.models import User
from broadsheet.comments.actions.claiming import AT_ONCE, Seen
from broadsheet.comments.moderation import queues
from broadsheet.sections.models import Section

NOTE = 1000
APPROVE, AWAY, HOLD, RESTORE = "approve", "away", "hold", "restore"


def language_name(code: str) -> str:
    """Return a language's own name, or its code."""
    return str(LANG_INFO.get(code, {}).get("name_local", code))


def languages() -> list[tuple[str, str]]:
    """Return the paper's languages, each by its own name."""
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


class QueueFilters(forms.Form):
    """By which language, section and order a queue is looked at."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    sort = forms.ChoiceField(
        label=gettext_lazy("Order"),
        required=False,
        choices=[
            ("", gettext_lazy("Gravest first")),
            (queues.OLDEST, gettext_lazy("Longest waiting first")),
        ],
    )

    def __init__(self, *args: Any, sections: list[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), required=False, choices=[("", _("All")), *languages()]
        )
        self.fields["section"] = forms.ChoiceField(
            label=_("Section"),
            required=False,
            choices=[("", _("All")), *((str(one.pk), one.title) for one in sections)],
        )
        self.paths = {str(one.pk): one.path for one in sections}

    def asked(self, queue: str) -> queues.Asked:
        """Return what is asked for; a filter that makes no sense is left out."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        return queues.Asked(
            queue=queue,
            language=said.get("language", ""),
            section=self.paths.get(said.get("section", ""), ""),
            sort=said.get("sort", "") or queues.RISK,
        )


class DecideForm(forms.Form):
    """A decision on one comment or on several. ``item`` is the comment as it was seen."""

    act = forms.ChoiceField(choices=[(one, one) for one in (APPROVE, AWAY, HOLD, RESTORE)])
    clause = forms.CharField(max_length=40, required=False)
    note = forms.CharField(max_length=NOTE, required=False, strip=True)
    canned = forms.IntegerField(required=False, min_value=1)

    def __init__(self, data: QueryDict, *, clauses: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.named = data.getlist("item")
        self.clauses = dict(clauses)
        self.items: list[Seen] = []

    def clean(self) -> dict[str, Any]:
        """Read the comments, and ask for the clause where the act goes against an author."""
        said: dict[str, Any] = super().clean() or {}
        try:
            self.items = [Seen.read(one) for one in self.named[:AT_ONCE]]
        except ValueError as error:
            raise ValidationError(_("There is no such comment."), code="item") from error
        if not self.items:
            raise ValidationError(_("Choose a comment first."), code="item")
        if said.get("act") == AWAY and said.get("clause") not in self.clauses:
            raise ValidationError(_("Say which clause of the policy it breaks."), code="clause")
        return said


class KeepForm(forms.Form):
    """For whom a comment is kept."""

    person = forms.ModelChoiceField(
        queryset=User.objects.filter(is_active=True, is_staff=True),
        error_messages={"required": gettext_lazy("Say for whom it is kept.")},
    )
