"""The moderators at work: who is on duty, who has an item in hand, and replies kept ready."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.comments.models.comments import Comment


class Shift(models.Model):
    """A moderator's time on duty; ``languages`` are those that they read."""

    moderator = models.ForeignKey(User, on_delete=models.CASCADE, related_name="shifts")
    languages: models.JSONField[Any, Any] = models.JSONField(default=list)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("time on duty")
        constraints = [
            models.UniqueConstraint(
                fields=["moderator"],
                condition=models.Q(until__isnull=True),
                name="on_duty_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moderator_id}: {self.since:%Y-%m-%d %H:%M}"


class Claim(models.Model):
    """A comment that a moderator has in hand, so that two people never do one item."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="claim")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="claims")
    until = models.DateTimeField()
    kept_for = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="kept_items"
    )

    class Meta:
        verbose_name = _("item in hand")

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.by_id}"


class CannedReply(models.Model):
    """Words kept ready for a decision's note, in a language."""

    name = models.CharField(_("name"), max_length=60)
    language = models.CharField(_("language"), max_length=8)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    words = models.TextField(_("words"))

    class Meta:
        verbose_name = _("reply kept ready")
        verbose_name_plural = _("replies kept ready")

    def __str__(self) -> str:
        return self.name
