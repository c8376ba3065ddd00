"""Where people talk: one thread a story, and the rules of each place."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.sections.models import Section
from broadsheet.stories.models import Story


class Mode(models.TextChoices):
    """Who may write, and when it is read by a moderator."""

    POST = "post", _("Shown at once, looked at afterwards")
    PRE = "pre", _("Shown once a moderator has read it")
    STAFF_ONLY = "staff-only", _("Staff only")
    QUESTIONS = "questions", _("Questions to the author: a question shows with its answer")
    CLOSED = "closed", _("Closed")


class PlaceRules(models.Model):
    """What holds at a place: empty fields are inherited from above.

    ``section`` empty: the whole paper. ``effects`` maps clauses to what they do here.
    """

    section = models.OneToOneField(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="comment_rules"
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, blank=True)
    open_hours = models.PositiveIntegerField(
        _("open for"),
        null=True,
        blank=True,
        help_text=_("Hours after a story’s first publication. Empty: as above; 0: no end."),
    )
    night_from = models.TimeField(_("night from"), null=True, blank=True)
    night_until = models.TimeField(_("night until"), null=True, blank=True)
    effects: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("rules of the conversation")
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(section__isnull=True), name="one_rule_for_all"
            ),
        ]

    def __str__(self) -> str:
        return str(self.section or _("the whole paper"))


class Thread(models.Model):
    """The conversation under one story, or under one address of another site.

    ``shown`` counts the comments that readers see, ``waiting`` those that moderators have yet to
    read; both are kept with every decision and equal a recount.
    """

    story = models.OneToOneField(
        Story, on_delete=models.PROTECT, null=True, blank=True, related_name="thread"
    )
    address = models.URLField(_("address elsewhere"), max_length=500, blank=True)
    title = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=8)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, blank=True)
    open_until = models.DateTimeField(_("open until"), null=True, blank=True)
    slow_seconds = models.PositiveIntegerField(
        _("slowed to one comment in"), default=0, help_text=_("Seconds for each person; 0: not.")
    )
    effects: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    shown = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("thread")
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=~models.Q(address=""), name="thread_once_an_address"
            ),
            models.CheckConstraint(
                condition=models.Q(story__isnull=False) | ~models.Q(address=""),
                name="thread_of_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["story"], condition=models.Q(waiting__gt=0), name="thread_that_waits"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.pk)
