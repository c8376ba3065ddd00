"""What the paper asks of those who comment, version by version, and the lists that checks read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.records.models import AppendOnly


class PolicyVersion(AppendOnly):
    """One version of the policy, as it was in force from ``effective_at`` on.

    ``document`` is what ``policy.reading`` reads; ``digest`` its SHA-256. A comment remembers the
    version that it was written under, so a version never changes.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    document = models.TextField(_("policy, as TOML"))
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    effective_at = models.DateTimeField(_("in force from"))
    made_by = models.ForeignKey(User, on_delete=models.DO_NOTHING, null=True, related_name="+")

    class Meta:
        verbose_name = _("version of the policy")
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(self.number)


class ListedWord(models.Model):
    """A word or phrase that holds or refuses a comment, in one language or (empty) in all."""

    class Kind(models.TextChoices):
        """What it means that a comment has the word."""

        BANNED = "banned", _("Banned")
        SUSPECT = "suspect", _("Suspect")

    word = models.CharField(_("word or phrase"), max_length=100)
    language = models.CharField(_("language"), max_length=8, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SUSPECT)
    clause = models.CharField(_("clause"), max_length=40)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("listed word")
        constraints = [
            models.UniqueConstraint(Lower("word"), "language", name="listed_word_once_a_language"),
        ]

    def __str__(self) -> str:
        return self.word


class AllowedHost(models.Model):
    """A host, with all below it, that comments may link to."""

    host = models.CharField(_("host"), max_length=253, unique=True)

    class Meta:
        verbose_name = _("allowed host")

    def __str__(self) -> str:
        return self.host


class SpamModel(models.Model):
    """What was learned of spam from the paper's own decisions; one row, read by its ``version``."""

    state: models.JSONField[Any, Any] = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    learned_until = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("what was learned of spam")

    def __str__(self) -> str:
        return str(self.version)
