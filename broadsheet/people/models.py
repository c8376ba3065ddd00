"""Bylines' names: persons, desks and agencies, with their public profiles."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ContributorKind(models.TextChoices):
    """An agency or a desk is an organisation, not a person."""

    PERSON = "person", _("Person")
    DESK = "desk", _("Desk")
    AGENCY = "agency", _("Agency")


class Contributor(models.Model):
    """A name that stands in bylines. ``user`` links staff; a profile outlives the account."""

    kind = models.CharField(_("kind"), max_length=10, choices=ContributorKind.choices)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=90, unique=True)
    key = models.SlugField(
        _("agency key"),
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Of an agency: its stable key, like pti; pictures name it by the same."),
    )
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    position = models.CharField(_("position"), max_length=120, blank=True)
    about = models.TextField(_("about"), blank=True)
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("account"),
    )

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ContributorKind.values), name="contributor_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="agency", key__isnull=False)
                | models.Q(key__isnull=True) & ~models.Q(kind="agency"),
                name="contributor_key_is_an_agencys",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="person") | models.Q(user__isnull=True),
                name="contributor_account_is_a_persons",
            ),
        ]

    def __str__(self) -> str:
        return self.name
