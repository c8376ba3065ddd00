"""The forms of a booking, and of the sections without advertisements."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms as fields
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser

from broadsheet.adverts.actions import EDITABLE
from broadsheet.adverts.booking import WHOLE
from broadsheet.adverts.models import Advert, Place, QuietSection
from broadsheet.adverts.rules import FRONT, STEP
from broadsheet.sections.queries import tree
from broadsheet.stories.models import Form

INDENT = "\u2003"
GROUPS = (
    (_("What it is"), ("kind", "name", "advertiser", "picture", "alt", "link", "frame")),
    (_("Where"), ("places", "sections", "forms", "languages")),
    (_("When, and how often"), ("starts_at", "ends_at", "share", "priority")),
)


class MomentInput(fields.DateTimeInput):
    """The browser's own field for a date and a time, in the paper's zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def sections() -> list[tuple[int, str]]:
    """Return every live section for a choice, each below the one that it is in."""
    found: list[tuple[int, str]] = []
    waiting = [(place, 0) for place in reversed(tree().top())]
    while waiting:
        place, depth = waiting.pop()
        found.append((place.pk, f"{INDENT * depth}{place.title}"))
        waiting += [(below, depth + 1) for below in reversed(tree().children(place))]
    return found


def _several(label: Any, choices: Any = (), **more: Any) -> fields.TypedMultipleChoiceField:
    return fields.TypedMultipleChoiceField(
        label=label, choices=choices, widget=fields.CheckboxSelectMultiple, **more
    )


_ANY = _("None chosen: all of them.")


class AdvertForm(fields.ModelForm[Advert]):
    """What an advertisement shows, and where and when it stands."""

    places = _several(_("Places"), Place.choices)
    sections = _several(
        _("Sections, with those under them"), required=False, coerce=int, help_text=_ANY
    )
    forms = _several(
        _("Kinds of page"),
        [(FRONT, _("Fronts")), *Form.choices],
        required=False,
        help_text=_ANY,
    )
    languages = _several(_("Languages"), settings.LANGUAGES, required=False, help_text=_ANY)
    share = fields.TypedChoiceField(
        label=_("Share"),
        coerce=int,
        choices=[(share, f"{share} %") for share in range(WHOLE, 0, -STEP)],
        help_text=_("Of what is sold: on how many of 100 pages. Of the rest: its weight."),
    )

    class Meta:
        model = Advert
        fields = EDITABLE
        widgets: ClassVar[dict[str, Any]] = {
            "picture": AdminImageChooser,
            "starts_at": MomentInput,
            "ends_at": MomentInput,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sections"].choices = sections()  # type: ignore[attr-defined]
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Empty: the advertiser's.")

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields as the screen shows them."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    @property
    def columns(self) -> dict[str, Any]:
        """What was typed, as the act takes it."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


class QuietForm(fields.Form):
    """Which sections have no advertisements."""

    sections = _several(_("Without advertisements"), required=False, coerce=int)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sections"].choices = sections()  # type: ignore[attr-defined]
        quiet = QuietSection.objects.values_list("section_id", flat=True)
        self.fields["sections"].initial = list(quiet)
