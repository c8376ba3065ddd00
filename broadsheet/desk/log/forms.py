"""What the log is asked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.accounts.rules import ACTS
from broadsheet.desk.log.queries import Asked

KINDS = ("story", "picture", "section", "topic", "user", "contributor", "version")
# Whole days around; what is beyond would overflow.
FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class Filters(forms.Form):
    """The filters of the log; all may be left out."""

    kind = forms.ChoiceField(
        label=_("Thing"),
        required=False,
        choices=[("", _("Any")), *((kind, kind) for kind in KINDS)],
    )
    thing = forms.CharField(label=_("Number"), required=False, max_length=64)
    person = forms.ModelChoiceField(
        label=_("Person"),
        required=False,
        queryset=User.objects.filter(grants__isnull=False).distinct().order_by("last_name", "pk"),
        empty_label=_("Anybody"),
    )
    act = forms.CharField(
        label=_("Act"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"list": "acts", "autocomplete": "off"}),
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To"), required=False, widget=DayInput)

    def clean(self) -> dict[str, Any]:
        """Refuse days that no log has."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("since", "until"):
            day = cleaned.get(name)
            if day is not None and not FIRST <= day <= LAST:
                self.add_error(name, _("There is nothing in the log of such a day."))
        return cleaned

    @property
    def asked(self) -> Asked:
        """What is asked for; of a form that is not right, nothing narrows."""
        if not self.is_valid():
            return Asked()
        told = self.cleaned_data
        since, until = told["since"], told["until"]
        return Asked(
            kind=told["kind"],
            thing=told["thing"],
            person=told["person"].pk if told["person"] else None,
            act=told["act"].strip(),
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )

    @staticmethod
    def acts() -> list[str]:
        """Return the acts that the table knows, to choose from; the log has more."""
        return sorted({*ACTS, *(f"{name.partition('.')[0]}." for name in ACTS)})
