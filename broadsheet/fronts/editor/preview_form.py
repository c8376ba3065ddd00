"""What a preview shows: the draft, what is live, or a moment; how wide; by day or by night."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DRAFT, LIVE, AT = "draft", "live", "at"
PHONE, LAPTOP = "phone", "laptop"


class PreviewForm(forms.Form):
    """Asked by address, so that a preview can be sent to a colleague."""

    use_required_attribute = False

    what = forms.ChoiceField(
        label=_("Show"),
        choices=[(DRAFT, _("The draft")), (LIVE, _("What is live")), (AT, _("As at"))],
    )
    at = forms.DateTimeField(
        label=_("Moment, in the paper's time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    width = forms.ChoiceField(
        label=_("Width"), choices=[(PHONE, _("Phone")), (LAPTOP, _("Laptop"))], required=False
    )
    night = forms.BooleanField(label=_("Dark"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "preview-%s", **options})

    def clean(self) -> dict[str, Any]:
        """Ask for the moment where one is needed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("what") == AT and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say which moment."))
        return cleaned
