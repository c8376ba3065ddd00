"""The log: rows that are only ever added, and the chain of hashes that seals them."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


class Door(models.TextChoices):
    """The way by which an act came in."""

    EDITOR = "editor", _("Editor's screen")
    BULK = "bulk", _("Bulk action")
    WORKFLOW = "workflow", _("Workflow")
    SCHEDULER = "scheduler", _("Scheduler")
    IMPORTER = "importer", _("Importer")
    SHELL = "shell", _("Shell or program")


class AppendOnly(models.Model):
    """A table whose rows are added and never changed; triggers in the database hold it too."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raises ``PermissionDenied`` if it is there already."""
        if not self._state.adding:
            raise PermissionDenied(f"{self._meta.verbose_name} rows are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse, always."""
        raise PermissionDenied(f"{self._meta.verbose_name} rows are never removed.")


class Record(AppendOnly):
    """One act. Names are kept beside numbers: the log outlives what it speaks of."""

    at = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=60, db_index=True)
    door = models.CharField(max_length=12, choices=Door.choices)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor = models.CharField(max_length=200, blank=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    subject = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("record")
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="record_subject"),
            # The log of one person is read page after page, the newest first.
            models.Index(fields=["actor_id", "-id"], name="record_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.act} {self.subject}"


class Seal(AppendOnly):
    """The place of a record in the chain: ``digest`` covers the record and the seal before it.

    Seals are made after the act's own transaction, so that no act waits for another.
    """

    number = models.BigIntegerField(primary_key=True)
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("seal")

    def __str__(self) -> str:
        return f"{self.number}: {self.digest[:12]}"


class Waiting(models.Model):
    """A record that waits for its seal. It goes once it is sealed; the record stays."""

    record = models.OneToOneField(Record, on_delete=models.DO_NOTHING, primary_key=True)

    class Meta:
        verbose_name = _("record to seal")

    def __str__(self) -> str:
        return str(self.record_id)


class ChainHead(models.Model):
    """The last seal, in one row that is also the lock of whoever seals."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("head of the chain")

    def __str__(self) -> str:
        return f"{self.number}: {self.digest[:12]}"
