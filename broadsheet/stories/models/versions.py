"""What readers were given, version by version: the public history of a story."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.records.models import AppendOnly
from broadsheet.stories.models.story import Ground, Story
from broadsheet.stories.rules import Change


class Version(AppendOnly):
    """One published version of a story. ``number`` counts from 1 within the story.

    ``text`` is a list of ``[place, words]`` in reading order, ``pictures`` a list of uses with
    their words and the hash of the file; ``digest`` covers both and the language.
    """

    class Change(models.TextChoices):
        """What the version meant to the reader."""

        NEW = Change.NEW.value, _("First published")
        TYPO = Change.TYPO.value, _("A slip mended")
        UPDATE = Change.UPDATE.value, _("Updated")
        CORRECTION = Change.CORRECTION.value, _("Corrected")

    # What was published is never deleted: the guard of stories says so in words, the database too.
    story = models.ForeignKey(Story, on_delete=models.DO_NOTHING, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    revision = models.BigIntegerField(null=True)
    at = models.DateTimeField(_("at"))
    change = models.CharField(_("change"), max_length=10, choices=Change.choices)
    language = models.CharField(max_length=8)
    text: models.JSONField[Any, Any] = models.JSONField()
    pictures: models.JSONField[Any, Any] = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("version")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}, {self.number}"


class WithdrawnVersion(models.Model):
    """A version that readers may not be given any more; the row goes when the order is lifted."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="withdrawal")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="withdrawn_versions")
    at = models.DateTimeField()
    ground = models.CharField(max_length=10, choices=Ground.choices)

    class Meta:
        verbose_name = _("withdrawn version")

    def __str__(self) -> str:
        return str(self.version_id)
