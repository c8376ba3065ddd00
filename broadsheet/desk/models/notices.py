"""What the desk tells a person: that a story waits for them, or what became of theirs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.models import Story


class Event(models.TextChoices):
    """What happened."""

    SUBMITTED = "submitted", _("Waits for your approval")
    SENT_BACK = "sent_back", _("Sent back")
    APPROVED = "approved", _("Approved")
    CHANGED = "changed", _("Changed after your approval")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    FAILED = "failed", _("Did not go out")


class Notice(models.Model):
    """One notice to one person. It carries no words of the story: they are read when it is shown.

    ``key`` names the act that it tells of, so that one act is told once.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_notices"
    )
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=10, choices=Event.choices)
    by = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    key = models.CharField(max_length=120)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        indexes = [models.Index(fields=["user", "-at"], name="notice_of_user")]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(event__in=Event.values), name="notice_event_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_event_display()}"
