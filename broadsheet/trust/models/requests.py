"""What a reader asks the paper to put right, and what the paper answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.stories.models import Correction, Story


class State(models.TextChoices):
    """Where a request stands."""

    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class CorrectionRequest(models.Model):
    """A reader's request for a correction, at a sentence of a story.

    Everything in it comes from a stranger but ``state`` and ``answer``. The secret of its address
    is kept as a digest; ``email`` is for the answer alone and is erased at its time.
    """

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="correction_requests")
    revision = models.BigIntegerField(null=True)
    sentence = models.TextField(_("the words in question"), blank=True)
    words = models.TextField(_("what is wrong"))
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(max_length=8)
    secret = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="answered_requests"
    )
    correction = models.ForeignKey(
        Correction, on_delete=models.PROTECT, null=True, related_name="requests"
    )

    class Meta:
        verbose_name = _("request for a correction")
        verbose_name_plural = _("requests for corrections")
        indexes = [models.Index(fields=["state", "-id"], name="request_state_newest")]

    def __str__(self) -> str:
        return f"{self.pk}"
