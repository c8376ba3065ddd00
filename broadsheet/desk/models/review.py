"""Links by which somebody without an account reads one draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.models import Story


class ReviewLink(models.Model):
    """A link for one named person to one story's latest draft; only its hash is kept."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="review_links")
    for_whom = models.CharField(_("for whom"), max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    under_embargo = models.BooleanField(_("open under embargo"), default=False)
    views = models.PositiveIntegerField(default=0)
    viewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review link")
        indexes = [models.Index(fields=["story", "-made_at"], name="review_link_of_story")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="review_link_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.for_whom}: {self.expires_at:%Y-%m-%d %H:%M}"
