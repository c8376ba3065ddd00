"""What the paper says of itself beside its stories."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where on a page a promo stands; the text's places are after one of its paragraphs."""

    TEXT_2 = "text-2", _("In the text, after the 2nd paragraph")
    TEXT_4 = "text-4", _("In the text, after the 4th paragraph")
    TEXT_8 = "text-8", _("In the text, after the 8th paragraph")
    FOOT = "foot", _("At the foot of the story")
    RAIL = "rail", _("In the rail beside the story")
    FRONT = "front", _("At the foot of fronts: home and sections")


class Promo(models.Model):
    """A sentence with a link, placed by rule. Empty ``sections`` or ``forms`` are all of them.

    ``is_on`` is what the desk wants; ``showing`` is what readers have, which an appointment turns
    at ``starts_at`` and ``ends_at``, so that no page asks the clock.
    """

    name = models.CharField(_("name, for the desk"), max_length=80)
    words = models.CharField(_("text"), max_length=200)
    link_words = models.CharField(_("words of the link"), max_length=60, blank=True)
    address = models.CharField(_("where it leads"), max_length=500)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("small picture"),
    )
    place = models.CharField(_("place"), max_length=10, choices=Place.choices)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    sections = models.JSONField(default=list, blank=True)
    forms = models.JSONField(default=list, blank=True)
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    order = models.PositiveIntegerField(default=0)
    is_on = models.BooleanField(_("on"), default=True)
    showing = models.BooleanField(default=False, db_index=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("promo")
        verbose_name_plural = _("promos")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["language", "showing"], name="promo_showing")]
        constraints = [
            models.CheckConstraint(condition=Q(place__in=Place.values), name="promo_place_known"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(starts_at__lt=F("ends_at")),
                name="promo_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name
