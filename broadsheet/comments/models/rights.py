"""What is kept for the law, and what the paper tells the public of its moderation."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.comments.models.voices import Voice


class SealedVoice(models.Model):
    """What law orders kept of a voice that was erased, until ``keep_until``; then it is emptied.

    Only whoever may do ``sealed.read`` reads it, and each reading is logged.
    """

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, related_name="sealed")
    document: models.JSONField[Any, Any] = models.JSONField(default=dict)
    sealed_at = models.DateTimeField()
    keep_until = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sealed voice")

    def __str__(self) -> str:
        return str(self.voice_id)


class MonthReport(models.Model):
    """A month's transparency report: counts only, made when the month is over.

    Regulation (EU) 2022/2065, articles 15 and 24. ``month`` is its first day.
    """

    month = models.DateField(unique=True)
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("transparency report")
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
