"""What was decided of a comment, why, and what came of an objection."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.comments.models.comments import Comment, State
from broadsheet.comments.models.policy import PolicyVersion
from broadsheet.comments.models.voices import Sanction, Voice


class Act(models.TextChoices):
    """What a moderator, a rule or the author did."""

    HOLD = "hold", _("Held")
    SHOW = "show", _("Shown at once")
    APPROVE = "approve", _("Approved")
    REJECT = "reject", _("Rejected")
    REMOVE = "remove", _("Removed")
    RESTORE = "restore", _("Restored")
    DELETE = "delete", _("Deleted by its author")
    ERASE = "erase", _("Erased")
    UNDO = "undo", _("Undone")


class Decision(models.Model):
    """One decision on one comment. ``by`` is empty where ``rule`` decided, or the author did.

    ``found_by_machine`` and ``decided_by_machine`` are what the law asks of a statement of
    reasons (Regulation (EU) 2022/2065, article 17(3)(c)). Rows never change but for ``undone_at``.
    """

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    act = models.CharField(max_length=8, choices=Act.choices)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    rule = models.CharField(max_length=40, blank=True)
    clause = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    before = models.CharField(max_length=8, choices=State.choices, blank=True)
    after = models.CharField(max_length=8, choices=State.choices)
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="+")
    found_by_machine = models.BooleanField(default=False)
    decided_by_machine = models.BooleanField(default=False)
    scores: models.JSONField[Any, Any] = models.JSONField(default=dict)
    batch = models.CharField(max_length=32, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("decision")
        indexes = [
            models.Index(fields=["comment", "-id"], name="decision_comment_newest"),
            models.Index(fields=["by", "-at"], name="decision_by_newest"),
            models.Index(fields=["at"], name="decision_at"),
            models.Index(fields=["batch"], condition=~models.Q(batch=""), name="decision_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.act}"


class Statement(models.Model):
    """A statement of reasons, shown to the author: of a decision on a comment, or of a sanction.

    ``facts`` are the fields of the EU's Transparency Database for it (``reasons.py``).
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, related_name="statement"
    )
    sanction = models.OneToOneField(
        Sanction, on_delete=models.PROTECT, null=True, related_name="statement"
    )
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="statements")
    made_at = models.DateTimeField()
    appeal_until = models.DateTimeField()
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("statement of reasons")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision__isnull=False, sanction__isnull=True)
                | models.Q(decision__isnull=True, sanction__isnull=False),
                name="statement_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["voice", "-id"], name="statement_voice_newest")]

    def __str__(self) -> str:
        return str(self.pk)


class Settling(models.Model):
    """What waits for a moderator's answer until ``due_at``, and what was answered."""

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("Waiting")
        UPHELD = "upheld", _("Granted")
        DENIED = "denied", _("Not granted")

    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    answer = models.TextField(_("answer"), blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True


class Appeal(Settling):
    """An author's objection to a decision; somebody else than who decided settles it."""

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="appeal")
    words = models.TextField(_("why it should be decided otherwise"))

    class Meta:
        verbose_name = _("appeal")
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(outcome="waiting"), name="appeal_waiting"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Report(Settling):
    """A reader's report of a comment under a clause of the policy: one each and comment."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reported")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    clause = models.CharField(_("what it breaks"), max_length=40)
    words = models.TextField(_("in your words"), blank=True)

    class Meta:
        verbose_name = _("report")
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="reported_once"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.clause}"


class Notice(Settling):
    """A notice of illegal content (Regulation (EU) 2022/2065, article 16; India's rule 3(2)).

    Anybody may send one, without an account. ``secret`` is the digest of its address's secret.
    """

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="notices")
    name = models.CharField(_("your name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    law = models.CharField(_("which law it breaks"), max_length=200)
    words = models.TextField(_("why it is illegal"))
    in_good_faith = models.BooleanField(default=False)
    language = models.CharField(max_length=8)
    secret = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("notice of illegal content")
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(outcome="waiting"), name="notice_waiting"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
