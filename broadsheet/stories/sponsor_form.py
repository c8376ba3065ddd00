"""The sponsor in a story's editing form: shown to everybody, set by editors."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from broadsheet.accounts.queries import may

ACT = "story.sponsor"
FIELDS = ("sponsor_kind", "sponsor_name", "sponsor_link")


class SponsorInForm:
    """For a story's form: whoever may not name a sponsor sees it and cannot change it."""

    fields: Any
    instance: Any
    for_user: Any
    parent_page: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.instance if self.instance.pk else self.parent_page
        if self.for_user is None or may(self.for_user, ACT, place):
            return
        for name in self.fields.keys() & set(FIELDS):
            self.fields[name].disabled = True
            self.fields[name].help_text = gettext("An editor sets this.")
