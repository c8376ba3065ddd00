"""The form of a promo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from broadsheet.furniture.models import Place, Promo
from broadsheet.furniture.promos import queries
from broadsheet.pictures.models import Picture
from broadsheet.stories.models import Form

INDENT = "\u2003"


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a date and a time, in the paper's zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class PromoForm(forms.Form):
    """What a promo says, where it leads, and where it stands."""

    words = forms.CharField(
        label=_("Text"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence, like: Now we are on Telegram too."),
    )
    address = forms.CharField(
        label=_("Leads to"),
        max_length=500,
        help_text=_("A page of ours, like /topic/monsoon/, or another site with https://."),
    )
    link_words = forms.CharField(
        label=_("Words of the link"),
        max_length=60,
        required=False,
        help_text=_("Empty: the whole text is the link."),
    )
    picture = forms.ModelChoiceField(
        Picture.objects.all(),
        label=_("Small picture"),
        required=False,
        widget=AdminImageChooser,
    )
    place = forms.ChoiceField(label=_("Place"), choices=Place.choices, initial=Place.FOOT)
    language = forms.ChoiceField(
        label=_("On pages in"), choices=settings.LANGUAGES, initial=settings.PAPER_LANGUAGE
    )
    sections = forms.TypedMultipleChoiceField(
        label=_("Sections, with those under them"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of them."),
    )
    forms_ = forms.MultipleChoiceField(
        label=_("Forms of story"),
        choices=Form.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of them. Fronts have no form."),
    )
    starts_at = forms.DateTimeField(label=_("From"), required=False, widget=MomentInput)
    ends_at = forms.DateTimeField(label=_("Until"), required=False, widget=MomentInput)
    is_on = forms.BooleanField(
        label=_("On"),
        required=False,
        initial=True,
        help_text=_("Off: readers do not have it, whatever its dates."),
    )
    name = forms.CharField(
        label=_("Name, for the desk"),
        max_length=80,
        required=False,
        help_text=_("Empty: the beginning of its text."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sections"]
        field.choices = [(one.pk, _label(one)) for one in queries.every_section()]

    @property
    def columns(self) -> dict[str, Any]:
        """What was typed, by the promo's own names."""
        found = dict(self.cleaned_data)
        found["forms"] = found.pop("forms_")
        found["picture"] = found.get("picture") or None
        return found


def typed(row: Promo) -> dict[str, Any]:
    """Return a promo as the form shows it."""
    names = [name for name in PromoForm.base_fields if name != "forms_"]
    return {"forms_": row.forms, **{name: getattr(row, name) for name in names}}


def _label(place: Any) -> str:
    return f"{INDENT * queries.depth(place)}{place.title}"
