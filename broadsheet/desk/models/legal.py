"""What the lawyer is to read before it goes out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.models import Story


class LegalFlag(models.Model):
    """Somebody wants a story read by legal; it stays when it is cleared, to say by whom.

    ``cleared_words`` is the digest of the text that was cleared; it is empty where the story was
    cleared whatever becomes of its text.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="legal_flags")
    reason = models.CharField(_("what for"), max_length=300)
    flagged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    flagged_at = models.DateTimeField()
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True)
    cleared_words = models.CharField(max_length=64, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("legal flag")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["story"],
                condition=models.Q(cleared_at__isnull=True),
                name="legal_flag_one_open",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
