"""The screens of an embargo: to set, move or lift it, and to publish as it lifts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from broadsheet.accounts.permission import actor_of
from broadsheet.stories import actions
from broadsheet.stories.desk.act_views import ActView


class EmbargoForm(forms.Form):
    """Until when, and why."""

    until = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_(
            "Until then nobody outside its section reads the story, and no door lets it out. Leave "
            "it empty to lift the embargo now."
        ),
    )
    note = forms.CharField(
        label=_("Reason, for the record"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class EmbargoView(ActView):
    """Sets, moves or lifts a story's embargo."""

    page_title = _("Embargo")
    permission = "story.embargo"
    form_class = EmbargoForm
    header_icon = "lock"
    done = _("The embargo is as you set it.")

    def get_initial(self) -> dict[str, Any]:
        """The present embargo."""
        return {"until": self.row.embargo_until}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Set it."""
        actions.set_embargo(
            self.row, cleaned["until"], by=actor_of(self.request), note=cleaned["note"]
        )


class NothingToSay(forms.Form):
    """A form that only asks whether."""


class WhenLiftedView(ActView):
    """Puts a story on the schedule for the second at which its embargo lifts."""

    page_title = _("Publish when the embargo lifts")
    permission = "story.publish"
    form_class = NothingToSay
    header_icon = "time"
    done = _("The story goes out at the second at which its embargo lifts.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Schedule it."""
        actions.publish_when_lifted(self.row, by=actor_of(self.request))
