"""What the press keeps of its pages: what each was made from, what is due, what changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.IntegerChoices):
    """What a sheet lacks to be right."""

    NOTHING = 0, _("right as it stands")
    SPLICE = 1, _("a shared part changed")
    RENDER = 2, _("what it was made from changed")


class Change(models.Model):
    """Something changed that pages are made from. Written in the transaction of the change."""

    key = models.CharField(max_length=600)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change")

    def __str__(self) -> str:
        return self.key


class Sheet(models.Model):
    """One printed page, or one settled slot, known by its address.

    ``asked`` counts the changes that reached it; a print that began before the last of them is
    not the last print. ``aside``: stale, out of the edition, printed when a reader asks. ``rank``
    is its place in the queue, the lowest first, and within a rank who waits longest; without one,
    nothing is done of the press's own.
    """

    address = models.CharField(max_length=512, unique=True)
    plate = models.CharField(max_length=24)
    weight = models.PositiveSmallIntegerField(default=5)
    dated = models.DateTimeField(null=True)
    lazy = models.BooleanField(default=False)
    asked = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    need = models.PositiveSmallIntegerField(choices=Need.choices, default=Need.RENDER)
    aside = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(null=True)
    status = models.PositiveSmallIntegerField(default=0)
    printed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=40, blank=True)
    claimed_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")
        indexes = [
            models.Index(fields=["rank", "asked_at", "-dated"], name="press_sheet_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(need__in=Need.values), name="press_sheet_need_known"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class SheetKey(models.Model):
    """That a sheet was made from something: the key's 64-bit hash, so that millions stay small."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="keys", db_index=False)
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("key of a sheet")
        indexes = [models.Index(fields=["key"], name="press_key")]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "key"], name="press_key_once_a_sheet"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.key}"


class SpreadKey(models.Model):
    """A key whose change was handed to its sheets lately; numbered in the order of commits."""

    key = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("spread key")
        indexes = [models.Index(fields=["at"], name="press_spread_at")]

    def __str__(self) -> str:
        return str(self.key)


class SlotBody(models.Model):
    """What stands in a settled slot now."""

    name = models.CharField(max_length=200, unique=True)
    body = models.TextField()

    class Meta:
        verbose_name = _("settled slot")

    def __str__(self) -> str:
        return self.name


class Latch(models.Model):
    """One row, held while keys are spread or saved, so that each sees what the other did.

    ``imprint`` is the digest of what pages are printed by and no table holds: templates, code,
    settings.
    """

    imprint = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("latch")

    def __str__(self) -> str:
        return "latch"


class Unpurged(models.Model):
    """A page that changed, or was taken out, and that the caches in front were not told of yet."""

    address = models.CharField(max_length=512)
    at = models.DateTimeField()
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("page still to purge")

    def __str__(self) -> str:
        return self.address
