"""The entries of a live story."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from broadsheet.people.models import Contributor
from broadsheet.pictures.models import LeadPicture
from broadsheet.stories.blocks import NOTE_FEATURES
from broadsheet.stories.models.story import Story


class LiveEntry(LeadPicture):
    """One entry of a live story."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField(_("at"))
    author = models.ForeignKey(
        Contributor, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    text = RichTextField(_("text"), features=NOTE_FEATURES)
    pinned = models.BooleanField(_("pinned"), default=False)
    key_event = models.BooleanField(_("key event"), default=False)

    class Meta:
        verbose_name = _("live entry")
        verbose_name_plural = _("live entries")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.headline or f"{self.at:%H:%M}"
