"""What the paper has chosen to tell machines, and what it keeps to tell it without a clock."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.sections.models import Section


class Crawlers(models.TextChoices):
    """What programs that gather text for language models are told."""

    WELCOME = "welcome", _("Welcome, like every other")
    SEARCH = "search", _("Those that answer readers with a link, but none that trains a model")
    REFUSED = "refused", _("None of them")


class Machines(models.Model):
    """One row: what the paper has chosen for all its feeds and files."""

    full_text = models.BooleanField(_("whole stories in the feeds"), default=True)
    hub = models.URLField(_("hub"), blank=True)
    crawlers = models.CharField(
        _("crawlers of language models"),
        max_length=8,
        choices=Crawlers.choices,
        default=Crawlers.WELCOME,
    )
    robots = models.TextField(_("further rules for crawlers"), blank=True)
    ads = models.TextField(_("ads.txt"), blank=True)
    app_ads = models.TextField(_("app-ads.txt"), blank=True)
    security_contacts = models.TextField(_("where to report a weakness"), blank=True)
    security_policy = models.URLField(_("how reports are handled"), blank=True)
    security_expires = models.DateTimeField(_("holds until"), null=True, blank=True)

    class Meta:
        verbose_name = _("files for machines")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class SectionFeed(models.Model):
    """What one section's feed has, where it is otherwise than the paper's."""

    section = models.OneToOneField(Section, on_delete=models.CASCADE, related_name="+")
    full_text = models.BooleanField(_("whole stories"))

    class Meta:
        verbose_name = _("feed of a section")

    def __str__(self) -> str:
        return str(self.section)


class NewsWindow(models.Model):
    """One row: since when stories are news to machines. The clock moves it, and no page asks."""

    since = models.DateTimeField()

    class Meta:
        verbose_name = _("window of the news sitemap")

    def __str__(self) -> str:
        return self.since.isoformat()


class SitemapFile(models.Model):
    """A sitemap that has stories, by the first numbers that all in it share."""

    number = models.PositiveBigIntegerField(primary_key=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sitemap")

    def __str__(self) -> str:
        return str(self.number)


class SitemapChange(models.Model):
    """That something in a sitemap changed, until the hour when its own row is told.

    A row of its own for each act: no act waits for another's, as it would if both wrote one.
    """

    file = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a sitemap")

    def __str__(self) -> str:
        return f"{self.file}: {self.at.isoformat()}"
