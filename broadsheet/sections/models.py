"""The tree of the paper (home page, sections) and the topics that cut across it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from broadsheet.accounts.pages import DecidedByActs
from broadsheet.sections.rules import folded


class FrontPage(DecidedByActs, Page):
    """The paper's home page: the root of its site."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["sections.Section"]
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("front page")


class Section(DecidedByActs, Page):
    """A section or sub-section; stories live under it and permissions sit on it."""

    key = models.SlugField(
        _("key"),
        max_length=40,
        unique=True,
        help_text=_("Stable: themes, feeds and archives know the section by it."),
    )
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    blurb = models.CharField(_("what it covers"), max_length=300, blank=True)

    parent_page_types = ["sections.FrontPage", "sections.Section"]
    subpage_types = ["sections.Section", "stories.Story"]
    preview_modes: list[tuple[str, str]] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("key"),
        FieldPanel("language"),
        FieldPanel("blurb"),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @property
    def address(self) -> str:
        """The section's path on the site, like ``/nation/delhi/``."""
        return "/" + str(self.url_path).lstrip("/").partition("/")[2]


class TopicKind(models.TextChoices):
    """What a topic names."""

    PERSON = "person", _("Person")
    PLACE = "place", _("Place")
    ORGANISATION = "organisation", _("Organisation")
    EVENT = "event", _("Event")
    SUBJECT = "subject", _("Subject")


class Topic(models.Model):
    """What stories are about, across sections. One merged into another answers with a redirect."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=TopicKind.choices)
    slug = models.SlugField(_("slug"), max_length=90, unique=True)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    description = models.TextField(_("description"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=TopicKind.values), name="topic_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
                name="topic_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def present(self) -> Topic:
        """The topic that this one was merged into, else itself."""
        return self.merged_into or self


class TopicName(models.Model):
    """A name or synonym by which a topic is found: unique when folded, in its language."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=160, editable=False, unique=True)

    class Meta:
        verbose_name = _("synonym")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded form beside the name."""
        self.folded = folded(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
