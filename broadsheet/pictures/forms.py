"""The desk's form for a picture."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, FileField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from broadsheet.pictures import door


class PictureFormField(WagtailImageField):
    """A file field that asks the door, and goes by what a file is, not by its name."""

    default_validators: list[Any] = []

    def to_python(self, data: Any) -> Any:
        """Examine the upload; raises ``ValidationError`` with the door's sentence."""
        upload = FileField.to_python(self, data)
        if upload is not None:
            door.examine(upload)
        return upload


# The order in which the desk fills in a picture.
GROUPS = (
    (_("What it shows"), ("title", "file", "description", "caption")),
    (_("Who made it"), ("credit", "agency", "kind")),
    (_("When and where"), ("taken_at", "city", "country")),
    (_("Rights"), ("copyright_notice", "usage_terms", "rights_until", "embargo_until")),
    (_("In the library"), ("collection", "tags")),
)


class PictureForm(BaseImageForm):
    """Wagtail's form for pictures, with the file led through the door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            wagtails = self.fields["file"]
            ours = PictureFormField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget
            )
            ours.help_text = _("JPEG, PNG, WebP, AVIF, GIF or TIFF, at most %(megabytes)s MB.") % {
                "megabytes": door.LIMITS.size // 1_000_000
            }
            self.fields["file"] = ours
        for name in ("caption", "usage_terms"):
            if name in self.fields:
                self.fields[name].widget = AdminAutoHeightTextInput(attrs={"rows": 2})
        if "kind" in self.fields:
            # The page for many files sends no kind; the file or the default says it then.
            self.fields["kind"].required = False
        if "description" in self.fields:
            self.fields["description"].label = _("Alt text")
            self.fields["description"].help_text = _(
                "For readers who cannot see the picture: what is in it, in one sentence."
            )

    def clean_kind(self) -> str:
        """Keep the picture's kind where none was sent."""
        return str(self.cleaned_data["kind"] or self.instance.kind)

    def clean(self) -> dict[str, Any]:
        """Keep tags off what is under embargo: they are words that the whole desk is shown."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("embargo_until") and cleaned.get("tags"):
            self.add_error(
                "tags",
                gettext("The whole desk is shown its tags: add these when the embargo has lifted."),
            )
        return cleaned

    @property
    def groups(self) -> list[tuple[Any, list[BoundField]]]:
        """The visible fields in the desk's order; a field of no group stands in the last."""
        named = {name for _heading, names in GROUPS for name in names}
        rest = [field for field in self.visible_fields() if field.name not in named]
        groups = [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in GROUPS
        ]
        last, fields = groups[-1]
        groups[-1] = (last, [*fields, *rest])
        return [
            (heading, [field for field in fields if not field.is_hidden])
            for heading, fields in groups
            if fields
        ]
