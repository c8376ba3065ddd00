"""Fronts, what they were at each time, and what they will be."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.records.models import AppendOnly
from broadsheet.sections.models import Section, Topic


def empty_document() -> dict[str, Any]:
    """Return a document without any container."""
    return {"containers": []}


class Front(models.Model):
    """A page, or a part of pages, that editors arrange.

    ``live`` is the version that readers get; without one the front arranges itself. ``promise`` is
    how old, in minutes, the version or its lead may become before somebody is called. ``at``,
    ``sections``, ``forms``, ``order`` and ``is_on`` say where a rail stands.
    """

    class Kind(models.TextChoices):
        """Where a front stands."""

        HOME = "home", _("Home page")
        SECTION = "section", _("Section")
        SPECIAL = "special", _("Special")
        RAIL = "rail", _("Rail")

    class At(models.TextChoices):
        """Where a rail stands on the pages that it is on."""

        BESIDE = "beside", _("Beside a story")
        FOOT = "foot", _("At the foot of a story")
        HOME = "home", _("At the foot of the home page")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=90, blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="fronts"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="fronts"
    )
    live = models.ForeignKey(
        "fronts.Version", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    promise = models.PositiveIntegerField(_("promise, in minutes"), null=True, blank=True)
    at = models.CharField(_("place"), max_length=8, choices=At.choices, blank=True)
    sections = models.ManyToManyField(Section, blank=True, related_name="rails")
    forms: models.JSONField[Any, Any] = models.JSONField(_("forms"), default=list, blank=True)
    order = models.SmallIntegerField(_("order"), default=0)
    is_on = models.BooleanField(_("on"), default=True)

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        ordering = ["kind", "order", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["home", "section", "special", "rail"]),
                name="front_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(at__in=["", "beside", "foot", "home"]), name="front_at_known"
            ),
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="front_slug_once"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="home"), name="front_one_home"
            ),
            models.UniqueConstraint(
                fields=["section"], condition=Q(kind="section"), name="front_one_a_section"
            ),
            models.UniqueConstraint(
                fields=["topic"], condition=Q(kind="special"), name="front_one_a_topic"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Version(AppendOnly):
    """What a front was from a moment on. ``number`` counts from 1 within the front.

    Who made it is kept as a name beside the number: the row outlives the account.
    """

    class Why(models.TextChoices):
        """How the version came about."""

        FIRST = "first", _("First version")
        PUBLISHED = "published", _("Published")
        SCHEDULED = "scheduled", _("Went live as planned")
        ROLLED_BACK = "rolled back", _("Rolled back")
        EXPIRED = "pin expired", _("A pin expired")

    front = models.ForeignKey(Front, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    document: models.JSONField[Any, Any] = models.JSONField()
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(_("made by"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("made at"))
    why = models.CharField(_("why"), max_length=12, choices=Why.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    from_version = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="came_after"
    )

    class Meta:
        verbose_name = _("version of a front")
        verbose_name_plural = _("versions of fronts")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["front", "number"], name="front_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.front_id}, {self.number}"


class Planned(models.Model):
    """What a front will be from a moment on, unless it is taken off the plan.

    Its time is kept by an appointment of the outbox: ``front.go_live`` with this row's number.
    """

    class State(models.TextChoices):
        """What became of a plan."""

        WAITING = "waiting", _("Planned")
        LIVE = "live", _("Went live")
        CANCELLED = "cancelled", _("Cancelled")

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="plans")
    document: models.JSONField[Any, Any] = models.JSONField()
    goes_live_at = models.DateTimeField(_("goes live at"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    note = models.CharField(_("note"), max_length=300, blank=True)
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(_("made by"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("made at"))
    became = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("planned version of a front")
        verbose_name_plural = _("planned versions of fronts")
        ordering = ["goes_live_at", "pk"]
        indexes = [
            models.Index(
                fields=["front", "goes_live_at"],
                condition=Q(state="waiting"),
                name="front_planned",
            )
        ]

    def __str__(self) -> str:
        return f"{self.front_id}, {self.goes_live_at:%Y-%m-%d %H:%M}"
