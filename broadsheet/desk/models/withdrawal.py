"""What was withdrawn, by whom, on what ground, and who stands behind it as the second."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User


class Withdrawal(models.Model):
    """One thing taken from the readers: a story, one version of it, a picture, a comment.

    The thing is named by a word and a number, so that a room beside this one may have its own
    withdrawn as well. ``confirm_by`` is when it comes back unless a second person has confirmed;
    without it one person was enough. ``was`` is what the thing needs to come back as it was.
    """

    class Ground(models.TextChoices):
        """Why: the law's order answers 451, the paper's own decision 410."""

        EDITORIAL = "editorial", _("The paper's own decision")
        LEGAL = "legal", _("By order of law")

    class State(models.TextChoices):
        """Where it stands."""

        PENDING = "pending", _("Waits for a second person")
        STANDING = "standing", _("Withdrawn")
        RETURNED = "returned", _("Came back by itself")
        DECLINED = "declined", _("Declined")
        LIFTED = "lifted", _("Restored")
        ERASED = "erased", _("Text erased")

    kind = models.CharField(max_length=40)
    thing_id = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    notice = models.TextField(blank=True)
    note = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    confirm_by = models.DateTimeField(null=True)
    second = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    keep_until = models.DateTimeField(null=True)
    was = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("withdrawal")
        indexes = [
            models.Index(fields=["state", "-at"], name="withdrawal_state"),
            models.Index(fields=["kind", "thing_id"], name="withdrawal_thing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing_id"],
                condition=Q(state__in=["pending", "standing"]),
                name="withdrawal_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_pending(self) -> bool:
        """Whether a second person is asked for."""
        return self.state == self.State.PENDING

    @property
    def is_open(self) -> bool:
        """Whether the thing is away."""
        return self.state in (self.State.PENDING, self.State.STANDING)
