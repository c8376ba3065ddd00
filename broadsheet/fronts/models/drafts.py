"""What several editors arrange together before it is published."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.models.fronts import Front, Version, empty_document
from broadsheet.records.models import AppendOnly


class Draft(models.Model):
    """What a front may become. ``revision`` goes up by one with each step that is taken."""

    front = models.OneToOneField(Front, on_delete=models.CASCADE, related_name="draft")
    document: models.JSONField[Any, Any] = models.JSONField(default=empty_document)
    revision = models.PositiveIntegerField(default=0)
    based_on = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    changed_by = models.CharField(_("changed by"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("draft of a front")
        verbose_name_plural = _("drafts of fronts")

    def __str__(self) -> str:
        return f"{self.front_id}, {self.revision}"


class Step(AppendOnly):
    """One step that was taken in a front's draft, which it brought to ``revision``.

    ``token`` is what the editor's browser gave it, so that a step that is sent twice is taken once.
    ``undo`` are the operations that take it back.
    """

    front = models.ForeignKey(Front, on_delete=models.PROTECT, related_name="steps")
    revision = models.PositiveIntegerField()
    token = models.CharField(max_length=40, blank=True)
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    operation: models.JSONField[Any, Any] = models.JSONField()
    undo: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        verbose_name = _("step in a front's draft")
        verbose_name_plural = _("steps in fronts' drafts")
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(fields=["front", "revision"], name="front_step_once"),
            models.UniqueConstraint(
                fields=["front", "token"], condition=~Q(token=""), name="front_step_token_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.front_id}, {self.revision}"


class Presence(models.Model):
    """Who has a front open, and which card they hold. It counts for a short time only."""

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    card = models.CharField(max_length=8, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence at a front")
        verbose_name_plural = _("presences at fronts")
        constraints = [
            models.UniqueConstraint(fields=["front", "user"], name="front_presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.front_id}, {self.user_id}"
