"""The navigation of a language as it stands, and every version that it had."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User


class Menu(models.Model):
    """What stands around the pages of one language; without a row the section tree does.

    ``document`` is as ``navigation.rules.stored`` writes it. ``as_of`` is the moment by which the
    dates in it are read: an appointment moves it on, so that no page asks the clock.
    """

    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, unique=True
    )
    number = models.PositiveIntegerField(_("version"))
    document = models.JSONField(default=dict)
    as_of = models.DateTimeField()

    class Meta:
        verbose_name = _("navigation")
        verbose_name_plural = _("navigation")

    def __str__(self) -> str:
        return f"{_('Navigation')}, {self.get_language_display()}"


class MenuVersion(models.Model):
    """One version of a language's navigation: written once, and never changed."""

    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField()
    document = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("version of the navigation")
        constraints = [
            models.UniqueConstraint(fields=["language", "number"], name="menu_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.number}"
