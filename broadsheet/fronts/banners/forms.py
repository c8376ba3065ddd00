"""The form of a banner: two fields, and the rest where it is wanted."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.banners import queries, rules
from broadsheet.fronts.models import Banner
from broadsheet.sections.models import Section
from broadsheet.stories.models import Story

HOURS = (1, 3, 6, 12, 24)
# The number at the end of a story's address, or alone.
_NUMBER = re.compile(r"(?:^|-)(\d{1,18})(?:\.html)?/?(?:[?#].*)?$")


class BannerForm(forms.Form):
    """What a banner says and where it leads; then level, length, language and sections."""

    text = forms.CharField(
        label=_("What readers are told"),
        max_length=300,
        help_text=_("One line, at most 120 letters."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    story = forms.CharField(
        label=_("Leads to"),
        required=False,
        max_length=500,
        help_text=_("The story's address or its number; empty: to nothing yet."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "banner-stories"}),
    )
    level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect)
    hours = forms.ChoiceField(label=_("Ends"), required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_("It stands on the pages of this language."),
    )
    sections = forms.ModelMultipleChoiceField(
        label=_("Where"),
        queryset=Section.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: in the whole paper. A section's banner stands in all below it too."),
    )

    def __init__(
        self,
        *args: Any,
        levels: list[str],
        sections: Any,
        banner: Banner | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.banner = banner
        names = dict(Banner.Level.choices)
        ends = [(str(hours), _("in %(hours)s h") % {"hours": hours}) for hours in HOURS]
        usual = _("as it stands") if banner else _("as usual: breaking 3 h, live 12 h, notice 24 h")
        # The stubs know nothing of what a field of a kind has.
        fields: dict[str, Any] = self.fields
        fields["level"].choices = [(one, names[one]) for one in levels]
        fields["hours"].choices = [("", usual), *ends]
        fields["language"].choices = [("", _("the story's own")), *settings.LANGUAGES]
        fields["sections"].queryset = sections
        self.found: Story | None = None

    def clean_story(self) -> str:
        """Find the story by its number, among those that readers can open."""
        said: str = self.cleaned_data["story"].strip()
        if not said:
            return said
        number = _NUMBER.search(said)
        if number is not None:
            self.found = Story.objects.out().filter(number=int(number[1])).first()
        if self.found is None:
            raise ValidationError(
                _("Readers have no such story: paste its address as they see it, or its number.")
            )
        return said

    def order(self, at: datetime) -> rules.Order:
        """Return what was ordered, as of a moment."""
        said = self.cleaned_data
        chosen = frozenset(section.pk for section in said["sections"])
        own = self.found.language if self.found else settings.PAPER_LANGUAGE
        return rules.Order(
            level=said["level"],
            text=said["text"],
            language=said["language"] or (self.banner.language if self.banner else own),
            until=self._until(said["level"], said["hours"], at),
            story=self.found.pk if self.found else None,
            sections=chosen or None,
        )

    def _until(self, level: str, hours: str, at: datetime) -> datetime:
        if hours:
            return at + timedelta(hours=int(hours))
        return self.banner.until if self.banner else rules.usual_end(level, at)


def initial_of(banner: Banner) -> dict[str, Any]:
    """Return what the form of a standing banner says at first."""
    return {
        "text": banner.text,
        "story": str(banner.story.number) if banner.story else "",
        "level": banner.level,
        "language": banner.language,
        "sections": sorted(queries.sections_of(banner) or ()),
    }
