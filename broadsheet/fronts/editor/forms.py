"""The fields of the board, drawn here so that they are labelled, and filled in by its scripts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from broadsheet.fronts import document as doc
from broadsheet.fronts.editor import wording
from broadsheet.fronts.models import Front
from broadsheet.sections.models import Section
from broadsheet.stories.finding import Among
from broadsheet.stories.models import Form

HEADLINE_MOST = 90
NEWS = [(doc.NEWS, _("Anything but opinion"))]


def sections() -> list[tuple[int, str]]:
    """Return the sections, set in by their depth."""
    rows = Section.objects.order_by("path").values_list("pk", "depth", "title")
    return [(pk, "\u2003" * max(0, depth - 3) + title) for pk, depth, title in rows]


class SearchFields(forms.Form):
    """What the palette looks for, and where a story that is added goes."""

    q = forms.CharField(
        label=_("Search stories"),
        max_length=200,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "placeholder": _("Search stories")}
        ),
    )
    section = forms.ChoiceField(label=_("Section"), required=False)
    among = forms.ChoiceField(
        label=_("Among"),
        choices=[
            (Among.OUT.value, _("Out, newest first")),
            (Among.DUE.value, _("Going out next")),
            (Among.ALL.value, _("All, last changed")),
        ],
        required=False,
    )

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("All languages")), *settings.LANGUAGES],
        required=False,
    )

    def __init__(self, *args: Any, front: Front, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["language"].initial = front.language
        fields["section"].choices = [("", _("All sections")), *sections()]
        if front.kind == Front.Kind.SECTION and front.section_id:
            fields["section"].initial = front.section_id


class CardFields(forms.Form):
    """What is said of a card."""

    use_required_attribute = False

    headline = forms.CharField(
        label=_("Headline for this use"),
        max_length=doc.HEADLINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-most": HEADLINE_MOST}),
    )
    kicker = forms.CharField(label=_("Kicker"), max_length=doc.KICKER, required=False)
    size = forms.ChoiceField(
        label=_("Size"),
        choices=[("small", _("Small")), ("normal", _("Normal")), ("large", _("Large"))],
    )
    picture = forms.IntegerField(
        label=_("Picture for this use"), required=False, widget=AdminImageChooser()
    )
    pinned = forms.BooleanField(
        label=_("Pinned: it keeps this place, whatever else there is"), required=False
    )
    until = forms.DateTimeField(
        label=_("Leaves the front at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "card-%s", **options})


class ContainerFields(forms.Form):
    """What is said of a container."""

    use_required_attribute = False

    layout = forms.ChoiceField(label=_("Layout"))
    title = forms.CharField(label=_("Title"), max_length=doc.TITLE, required=False)
    link = forms.CharField(
        label=_("Title leads to"),
        max_length=doc.LINK,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "/nation/", "pattern": "(/|https?://).*"}),
    )
    section = forms.ChoiceField(label=_("Section whose band this is"), required=False)
    shows = forms.IntegerField(
        label=_("Shows at most"), min_value=1, max_value=doc.MOST_SHOWN, initial=4
    )
    # ``from`` is no name in Python.
    of_section = forms.ChoiceField(label=_("Which section"), required=False)
    of_form = forms.ChoiceField(label=_("Which form"), choices=Form.choices, required=False)
    named = forms.CharField(
        label=_("Which topic or byline"),
        required=False,
        widget=forms.TextInput(attrs={"list": "fronts-names", "autocomplete": "off"}),
    )
    with_picture = forms.BooleanField(label=_("Only with a picture"), required=False)
    form = forms.ChoiceField(
        label=_("Only of the form"), choices=[("", _("Any")), *NEWS, *Form.choices], required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "box-%s", **options})
        fields: dict[str, Any] = self.fields
        known = sections()
        fields["layout"].choices = wording.layouts()
        fields["section"].choices = [("", _("None")), *known]
        fields["of_section"].choices = [("", _("Choose")), *known]
        source = forms.ChoiceField(
            label=_("Empty places are filled from"),
            choices=[("", _("Nothing: by hand only")), *wording.sources()],
            required=False,
        )
        self.fields["from"] = source
        self.order_fields(["layout", "title", "link", "section", "shows", "from"])
