"""The columns of a story that say who paid for it, and whether advertisements stand beside it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.sponsors import LONGEST_NAME, Sponsor, SponsorKind, sponsor


class Sponsored(models.Model):
    """A story's sponsor, if it has one: set by editors alone."""

    class Kind(models.TextChoices):
        """What the sponsor's part in the story is."""

        SPONSORED = SponsorKind.SPONSORED.value, _("Sponsored by …")
        PARTNERSHIP = SponsorKind.PARTNERSHIP.value, _("In partnership with …")

    sponsor_kind = models.CharField(
        _("paid for"),
        max_length=12,
        choices=Kind.choices,
        blank=True,
        help_text=_("The mark stands wherever the story does: on fronts, in lists and in feeds."),
    )
    sponsor_name = models.CharField(_("sponsor"), max_length=LONGEST_NAME, blank=True)
    sponsor_link = models.URLField(_("sponsor's page"), max_length=300, blank=True)
    no_adverts = models.BooleanField(
        _("no advertisements"),
        default=False,
        help_text=_("For a death, a disaster, a crime: nothing is sold beside this story."),
    )

    class Meta:
        abstract = True

    @property
    def sponsor(self) -> Sponsor | None:
        """Who paid for the story, or ``None``."""
        return sponsor(self.sponsor_kind, self.sponsor_name, self.sponsor_link)
