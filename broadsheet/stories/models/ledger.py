"""What a story keeps for ever: its old addresses and its corrections."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.records.models import AppendOnly
from broadsheet.stories.models.story import Story


class OldAddress(models.Model):
    """A path at which a story was once found, here or in an archive; it redirects for ever."""

    path = models.CharField(max_length=600, unique=True)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")

    def __str__(self) -> str:
        return self.path


class Correction(AppendOnly):
    """What the paper says of a story after it was published. Never changed, never removed.

    ``changed`` holds the changed words: a list of passages, each with its ``place`` in the story
    and its ``pieces`` as ``[kind, words]`` (see ``kit.wording``); a note that came without a change
    of the text has none.
    """

    class Kind(models.TextChoices):
        """How grave it is and how it is shown."""

        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        UPDATE = "update", _("Update")
        EDITORS_NOTE = "editors_note", _("Editor's note")
        RETRACTION = "retraction", _("Retraction")

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"))
    revision_before = models.BigIntegerField(null=True)
    revision_after = models.BigIntegerField(null=True)
    changed: models.JSONField[Any, Any] = models.JSONField(default=list)
    actor_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("correction")
        ordering = ["-at", "-id"]

    @property
    def name(self) -> str:
        """What addresses and machines call it: an anchor on the story's page."""
        return f"correction-{self.pk}"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
