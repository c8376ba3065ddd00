"""Banners: who says what, where, and until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.sections.models import Section
from broadsheet.stories.models import Story


class Banner(models.Model):
    """A line over the fronts and at the foot of the stories, until ``until`` at the latest.

    It stands in ``language``, ``everywhere`` or in its sections and all below them. What ended is
    kept: who raised it and who took it down.
    """

    class Level(models.TextChoices):
        """How urgent it is; the most urgent stands first."""

        BREAKING = "breaking", _("Breaking")
        LIVE = "live", _("Live")
        NOTICE = "notice", _("Notice")

    class State(models.TextChoices):
        """Whether it stands, and how it ended."""

        UP = "up", _("Standing")
        DOWN = "down", _("Taken down")
        OVER = "over", _("Over at its time")
        GONE = "gone", _("Gone with its story")

    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    text = models.CharField(_("text"), max_length=300)
    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    everywhere = models.BooleanField(_("in the whole paper"), default=True)
    until = models.DateTimeField(_("until"))
    state = models.CharField(max_length=5, choices=State.choices, default=State.UP)
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("banner")
        verbose_name_plural = _("banners")
        indexes = [
            models.Index(fields=["language"], condition=Q(state="up"), name="banner_standing"),
            models.Index(fields=["-raised_at", "-id"], name="banner_newest"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_up(self) -> bool:
        """Whether it stands."""
        return self.state == self.State.UP


class BannerSection(models.Model):
    """A section that a banner stands in, with all below it."""

    banner = models.ForeignKey(Banner, on_delete=models.CASCADE, related_name="places")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("section of a banner")
        constraints = [
            models.UniqueConstraint(fields=["banner", "section"], name="banner_section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.banner_id} in {self.section_id}"
