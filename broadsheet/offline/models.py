"""What devices are told: of which stories that were out they must let go, or fetch anew."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mark(models.Model):
    """A published story changed, or was taken from the readers. The primary key is its stamp.

    Of a story the last mark counts; those before it go. Nothing of the story stands here but its
    number: the list is printed for everybody.
    """

    number = models.PositiveBigIntegerField(_("story number"))
    gone = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("mark for devices")
        indexes = [models.Index(fields=["number", "-id"], name="offline_mark_of_story")]

    def __str__(self) -> str:
        return f"{self.number}: {'gone' if self.gone else 'changed'}"
