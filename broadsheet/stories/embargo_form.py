"""The embargo in a story's editing form: changed there, it is an act of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from broadsheet.accounts.queries import may
from broadsheet.kit import clock
from broadsheet.stories import doors
from broadsheet.stories import embargo_rules as rules

FIELD = "embargo_until"


class EmbargoInForm:
    """For a story's form: sets the embargo by the act, before the rest of the form is saved.

    The embargo belongs to the story, not to one version of it, so it does not wait in a draft.
    """

    instance: Any
    for_user: Any
    add_error: Any

    def clean(self) -> dict[str, Any]:
        """Say beside the field what speaks against the change."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if FIELD in cleaned and FIELD not in self.errors:  # type: ignore[attr-defined]
            before, after = self._before(), cleaned[FIELD]
            if after != before:
                self._ask(before, after)
        return cleaned

    def _before(self) -> datetime | None:
        """Return the embargo as the database has it: the instance may carry the form's already."""
        model = type(self.instance)
        found: datetime | None = (
            model.objects.filter(pk=self.instance.pk).values_list(FIELD, flat=True).first()
            if self.instance.pk
            else None
        )
        return found

    def _ask(self, before: datetime | None, after: datetime | None) -> None:
        now = clock.now()
        for reason in rules.against_embargo(before, after, now):
            self.add_error(FIELD, reason.words)
        act = rules.act_of(before, after, now)
        if self.instance.pk and self.for_user and not may(self.for_user, act, self.instance):
            self.add_error(FIELD, gettext("Your role does not lift an embargo before its time."))

    def save(self, commit: bool = True) -> Any:
        """Do the act if the embargo was changed, then save the form.

        A preview saves the form as well, into nothing: only the editor's views hand in who is
        told of changes, and only there is anything meant.
        """
        meant = getattr(self, "subscription", None) is not None
        if meant and self.instance.pk and FIELD in self.cleaned_data:  # type: ignore[attr-defined]
            after = self.cleaned_data[FIELD]  # type: ignore[attr-defined]
            if after != self._before():
                doors.enter("embargo", self.instance, after, by=self.for_user)
        return super().save(commit)  # type: ignore[misc]
