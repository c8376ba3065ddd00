"""Those who comment: the name they are read under, their standing, whom they ignore or follow."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.comments.models.threads import Thread


class Voice(models.Model):
    """A person as the readers of a thread meet them.

    ``user`` is empty for a voice that came from elsewhere, or whose owner was erased. ``approved``
    and ``refused`` count what became of their comments; ``reported`` the reports found right.
    """

    user = models.OneToOneField(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="voice"
    )
    name = models.CharField(_("name under your comments"), max_length=40)
    made_at = models.DateTimeField()
    approved = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    trusted = models.BooleanField(_("trusted"), default=False)
    staff = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=20, blank=True)
    foreign_id = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("voice")
        constraints = [
            # Nobody takes the name of somebody who writes here; what was imported is as it was.
            models.UniqueConstraint(
                Lower("name"), condition=models.Q(user__isnull=False), name="voice_name_once"
            ),
            models.UniqueConstraint(
                fields=["source", "foreign_id"],
                condition=~models.Q(source=""),
                name="voice_once_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Sanction(models.Model):
    """What was laid on a voice, with its reason and its end; the voice is always told."""

    class Kind(models.TextChoices):
        """How far it goes."""

        WARNING = "warning", _("Warning")
        PREMODERATION = "premoderation", _("Read before it is shown")
        SUSPENSION = "suspension", _("Suspended")
        BAN = "ban", _("Banned")

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="sanctions")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    clause = models.CharField(_("clause"), max_length=40)
    note = models.TextField(_("reason, as the author reads it"))
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("sanction")
        indexes = [models.Index(fields=["voice", "-id"], name="sanction_voice_newest")]

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.kind}"


class Ignored(models.Model):
    """Whom a reader does not want to read."""

    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="ignoring")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="ignored_by")

    class Meta:
        verbose_name = _("ignored voice")
        constraints = [
            models.UniqueConstraint(fields=["by", "voice"], name="ignored_once"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id}: {self.voice_id}"


class Follow(models.Model):
    """A thread that a reader is written to about; ``told_until`` is the last comment told."""

    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="followed_threads")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField()
    told_until = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("followed thread")
        constraints = [
            models.UniqueConstraint(fields=["by", "thread"], name="followed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id}: {self.thread_id}"
