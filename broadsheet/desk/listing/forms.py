"""What the list is asked for: a form that is sent by its address, so that it can be kept."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from broadsheet.accounts.models import User
from broadsheet.desk.listing import queries, searching
from broadsheet.desk.models import ListedStory, SavedView, State
from broadsheet.people.models import Contributor
from broadsheet.sections.models import Section, TopicName
from broadsheet.sections.rules import folded
from broadsheet.stories.models.story import Form

EMBARGOED = "embargoed"
CHANGED = "changes"
LIVE = "live"
HELD_UP = "held-up"
SORTS = [
    ("changed", _("Last change")),
    ("out", _("First published")),
    ("due", _("Going out next")),
]
STATES = [
    ("", _("Any")),
    *State.choices,
    (LIVE, _("Seen by readers")),
    (CHANGED, _("Published, with newer draft")),
    (EMBARGOED, _("Under embargo")),
    (HELD_UP, _("Held up by a check")),
]


class NamedField(forms.CharField):
    """A name that somebody types, helped by a list of those there are."""

    def __init__(self, names: str, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": names, "autocomplete": "off"})
        super().__init__(required=False, max_length=120, widget=widget, **options)


class SectionField(forms.ModelChoiceField[Section]):
    """A section, set in by its depth."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the section under those above it."""
        inset: str = "\u2003" * max(0, obj.depth - 3)
        return inset + str(obj.title)


class Filters(forms.Form):
    """The filters, the search and the order of the list."""

    q = forms.CharField(
        label=_("Search drafts and published"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    section = SectionField(
        label=_("Section"), queryset=Section.objects.none(), required=False, empty_label=_("All")
    )
    who = forms.ModelChoiceField(
        label=_("Desk person"), queryset=User.objects.none(), required=False, empty_label=_("All")
    )
    author = NamedField("authors", label=_("Byline"))
    topic = NamedField("topics", label=_("Topic"))
    form = forms.ChoiceField(
        label=_("Form"), choices=[("", _("All")), *Form.choices], required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("All")), *settings.LANGUAGES], required=False
    )
    since = forms.DateField(label=_("From"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("To"), required=False, widget=AdminDateInput)
    sort = forms.ChoiceField(label=_("Order"), choices=SORTS, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = [one.pk for one in queries.sections_seen(user)]
        fields: dict[str, Any] = self.fields
        fields["section"].queryset = Section.objects.filter(pk__in=inside).order_by("path")
        staff = User.objects.filter(is_staff=True).order_by("first_name", "last_name", "email")
        fields["who"].queryset = staff

    def clean_author(self) -> Contributor | None:
        """Find the contributor of that name."""
        name = self.cleaned_data["author"].strip()
        if not name:
            return None
        found = Contributor.objects.filter(name__iexact=name).first()
        if found is None:
            raise forms.ValidationError(_("Nobody of that name has a byline."))
        return found

    def clean_topic(self) -> int | None:
        """Find the topic that goes by that name or synonym."""
        name = self.cleaned_data["topic"].strip()
        if not name:
            return None
        found = TopicName.objects.filter(folded=folded(name)).select_related("topic").first()
        if found is None:
            raise forms.ValidationError(_("No topic goes by that name."))
        return int(found.topic.present.pk)

    @property
    def order(self) -> str:
        """The order that is asked for, the last change first if none is."""
        chosen = self.cleaned_data.get("sort") or "changed"
        return str(chosen)

    def narrowed(self, rows: QuerySet[ListedStory], now: datetime) -> QuerySet[ListedStory]:
        """Return the rows that the filters let through."""
        asked = self.cleaned_data
        rows = _in_state(rows, asked.get("state") or "", now)
        for name in ("form", "language"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("section"):
            rows = rows.filter(section__in=queries.below(asked["section"]))
        if asked.get("who"):
            rows = rows.filter(Q(owner=asked["who"]) | Q(changed_by=asked["who"]))
        if asked.get("author"):
            rows = queries.by_author(rows, asked["author"].pk)
        if asked.get("topic"):
            rows = queries.on_topic(rows, asked["topic"])
        return searching.find(self._dated(rows), asked.get("q") or "")

    def _dated(self, rows: QuerySet[ListedStory]) -> QuerySet[ListedStory]:
        column = queries.SORTS[self.order]
        if since := self.cleaned_data.get("since"):
            rows = rows.filter(**{f"{column}__gte": _moment(since, time.min)})
        if until := self.cleaned_data.get("until"):
            rows = rows.filter(**{f"{column}__lte": _moment(until, time.max)})
        return rows


def _moment(day: Any, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _in_state(rows: QuerySet[ListedStory], state: str, now: datetime) -> QuerySet[ListedStory]:
    if state == EMBARGOED:
        return rows.filter(embargo_until__gt=now)
    if state == LIVE:
        return rows.filter(live=True)
    if state == CHANGED:
        return rows.filter(live=True, changes=True)
    if state == HELD_UP:
        return rows.filter(blocking__gt=0)
    return rows.filter(state=state) if state else rows


class SaveViewForm(forms.ModelForm[SavedView]):
    """A list that is kept under a name."""

    class Meta:
        model = SavedView
        fields = ["name", "shared", "query"]
        widgets = {"query": forms.HiddenInput}
