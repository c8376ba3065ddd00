"""What is due and what is on its way: a row for each, from the act's own transaction on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.outbox.kinds import Thing


class State(models.TextChoices):
    """Where a thing stands."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Sending")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    PARKED = "parked", _("Parked")
    UNKNOWN = "unknown", _("Outcome unknown")


OPEN = (State.WAITING, State.PARKED)
FOR_A_PERSON = (State.PARKED, State.UNKNOWN)


class WaitingRows(models.QuerySet[Any]):
    """The trade's words for sets of rows."""

    def of(self, subject: Thing) -> WaitingRows:
        """All that concern one subject."""
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)

    def ready(self, at: datetime) -> WaitingRows:
        """All whose turn it is, the oldest first."""
        return self.filter(state=State.WAITING, next_at__lte=at).order_by("next_at", "pk")

    def for_a_person(self) -> WaitingRows:
        """All that nobody tries any more until a person says so."""
        return self.filter(state__in=FOR_A_PERSON)


class Kept(models.Model):
    """What both kinds of row say: whose it is, where it stands, why it is not done."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    subject = models.CharField(max_length=300, blank=True)
    revision = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = WaitingRows.as_manager()

    class Meta:
        abstract = True

    @property
    def thing(self) -> Thing:
        """The subject."""
        return Thing(self.subject_kind, self.subject_id, self.subject)


class Appointment(Kept):
    """An act that is to be done at its time."""

    act = models.CharField(max_length=60)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("appointment")
        indexes = [
            models.Index(fields=["state", "next_at"], name="appointment_ready"),
            models.Index(fields=["subject_kind", "subject_id"], name="appointment_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "subject_kind", "subject_id", "revision"],
                condition=Q(state__in=["waiting", "parked"]),
                name="appointment_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind} {self.subject_id} {self.due_at:%Y-%m-%d %H:%M:%S}"


class Effect(Kept):
    """What follows from an act and is sent outside of it, with its receipt once it is there."""

    key = models.CharField(max_length=220, unique=True)
    name = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    record = models.BigIntegerField(default=0)
    payload = models.JSONField(default=dict, blank=True)
    alert = models.BooleanField(default=False)
    after = models.CharField(max_length=220, blank=True)
    asked = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=64, blank=True)
    lost_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    receipt = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("effect")
        indexes = [
            models.Index(fields=["state", "next_at"], name="effect_ready"),
            models.Index(fields=["subject_kind", "subject_id"], name="effect_subject"),
            models.Index(fields=["after"], name="effect_after", condition=~Q(after="")),
            models.Index(
                fields=["lost_at"], name="effect_lost", condition=Q(lost_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.key
