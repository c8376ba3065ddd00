"""Advertisements, and the sections that have none."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from broadsheet.adverts import rules
from broadsheet.sections.models import Section


class Place(models.TextChoices):
    """Where on a page an advertisement stands."""

    FRONT_TOP = rules.FRONT_TOP, _("Top of the front")
    SIDE = rules.SIDE, _("Beside a story")
    TEXT = rules.TEXT, _("In a story's text")
    FOOT = rules.FOOT, _("Foot of the page")


class Advert(models.Model):
    """A booking. Empty ``languages``, ``sections`` or ``forms`` are all of them.

    ``paused`` is what the desk wants; ``standing`` is what readers have, which an appointment turns
    at ``starts_at`` and ``ends_at``, so that no page asks the clock.
    """

    class Kind(models.TextChoices):
        """Who speaks, and by what means."""

        HOUSE = rules.HOUSE, _("House: the paper's own")
        SOLD = rules.SOLD, _("Sold")
        THIRD = rules.THIRD, _("Third party, in a frame")

    class Priority(models.IntegerChoices):
        """Who has a place first."""

        FIRST = 1, _("Before all others")
        USUAL = 2, _("Usual")
        FILLER = 3, _("Only what is left")

    name = models.CharField(_("name, for the desk"), max_length=80)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.SOLD)
    advertiser = models.CharField(_("advertiser"), max_length=120, blank=True)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    alt = models.CharField(
        _("what the picture says"),
        max_length=300,
        blank=True,
        help_text=_("All of its words: some readers cannot see it."),
    )
    link = models.CharField(
        _("where it leads"),
        max_length=500,
        blank=True,
        help_text=_("As the advertiser wants it, with its own campaign words. We count no clicks."),
    )
    frame = models.CharField(
        _("address of the frame"),
        max_length=500,
        blank=True,
        help_text=_("Of a third party that the settings allow; asked only with consent."),
    )
    places = models.JSONField(_("places"), default=list)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    sections = models.JSONField(_("sections"), default=list, blank=True)
    forms = models.JSONField(_("forms"), default=list, blank=True)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    share = models.PositiveSmallIntegerField(
        _("share"),
        default=100,
        help_text=_("Of what is sold: on how many of 100 pages. Of the rest: its weight."),
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.USUAL
    )
    paused = models.BooleanField(_("paused"), default=False)
    standing = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("advertisement")
        verbose_name_plural = _("advertisements")
        ordering = ["-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["standing"], condition=Q(standing=True), name="advert_standing"),
            models.Index(fields=["-starts_at", "-id"], name="advert_by_start"),
            models.Index(fields=["ends_at"], name="advert_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__lt=F("ends_at")),
                name="advert_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(share__gte=rules.STEP, share__lte=100), name="advert_share_of_pages"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class QuietSection(models.Model):
    """A section without advertisements, and so all below it."""

    section = models.OneToOneField(Section, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("section without advertisements")
        verbose_name_plural = _("sections without advertisements")

    def __str__(self) -> str:
        return str(self.section)
