"""The forms that a story's model names: its own, and that of its copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import TextInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from broadsheet.kit.slugs import first_free, slugify
from broadsheet.stories.body_field import BodyWidget
from broadsheet.stories.embargo_form import EmbargoInForm
from broadsheet.stories.sponsor_form import SponsorInForm

# How many graphemes fit where a headline is shown: what is longer is cut by others, not by us.
METERS = {
    "title": 100,
    "short_headline": 60,  # a rail's two lines, and what a phone shows of an alert
    "seo_title": 60,  # what search engines show of a title
    "social_title": 90,
    "share_text": 220,
    "search_description": 155,
    "standfirst": 220,
    "picture_alt": 150,
}
PLACES = "desk-places"
# The words in the address of a story whose headline holds no letter or digit.
FALLBACK = "story"


_places: list[Callable[[], list[str]]] = []


def offer_places(places: Callable[[], list[str]]) -> None:
    """Say how places for a dateline are found; asked each time that the field is shown.

    What reads the stories needs their models, and these need this module: it is handed in.
    """
    _places[:] = [places]


class PlaceInput(TextInput):
    """A place, with those at hand that the paper's newest stories were written in."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Render the field and its list."""
        field = super().render(name, value, {**(attrs or {}), "list": PLACES}, renderer)
        found = [(place,) for places in _places for place in places()]
        options = format_html_join("", '<option value="{}">', found)
        return format_html('{}<datalist id="{}">{}</datalist>', field, PLACES, options)


class StoryForm(EmbargoInForm, SponsorInForm, WagtailAdminPageForm):
    """A story's editing form; what a publication needs is asked at the question before it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, most in METERS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-meter"] = most
        for name in {"title", "dateline"} & self.fields.keys():
            self.fields[name].help_text = ""
        if "dateline" in self.fields:
            self.fields["dateline"].widget = PlaceInput(attrs={"placeholder": gettext("Pune")})
        if "body" in self.fields:
            self.fields["body"].widget = BodyWidget(self.fields["body"].block)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = gettext(
                "Left empty, they are made of the headline. The story's number follows them."
            )

    def clean_slug(self) -> str:
        """Make the words in the address of the headline, in ASCII, if nobody wrote any."""
        written = str(self.cleaned_data["slug"] or self.instance.slug)
        if written or "title" not in self.cleaned_data:
            return written
        wanted = slugify(self.cleaned_data["title"], fallback=FALLBACK)
        beside = self.parent_page.get_children().exclude(pk=self.instance.pk)
        alike = beside.filter(slug__startswith=wanted).values_list("slug", flat=True)
        return first_free(wanted, alike)


class StoryCopyForm(CopyForm):
    """A copy of a story is a draft of a new one: neither published at once nor an alias."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias", "copy_subpages"):
            self.fields.pop(name, None)
