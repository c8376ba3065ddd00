"""A comment: its words, where it stands, what was seen in it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.comments.models.policy import PolicyVersion
from broadsheet.comments.models.threads import Thread
from broadsheet.comments.models.voices import Voice


class State(models.TextChoices):
    """Where a comment stands. Rows are never lost: what is taken away is hidden and kept."""

    HELD = "held", _("Waiting for a moderator")
    SHOWN = "shown", _("Shown")
    REJECTED = "rejected", _("Not shown")
    REMOVED = "removed", _("Removed")
    DELETED = "deleted", _("Deleted by its author")
    ERASED = "erased", _("Erased")


class Queue(models.TextChoices):
    """Why a moderator is asked for a comment; empty: nobody is."""

    HELD = "held", _("Held")
    NEW_VOICES = "new-voices", _("New voices")
    QUESTIONS = "questions", _("Questions")
    REPORTED = "reported", _("Reported")


class CommentQuerySet(models.QuerySet["Comment"]):
    """The trade's words for sets of comments."""

    def shown(self) -> CommentQuerySet:
        """Those that readers see."""
        return self.filter(state=State.SHOWN)

    def waiting(self) -> CommentQuerySet:
        """Those that a moderator has yet to decide on."""
        return self.exclude(queue="")


class Comment(models.Model):
    """One person's words at one place of a thread.

    ``root`` is the comment at the head of its branch (empty for that itself), ``depth`` counts
    from 0. ``text`` is as written, normalised; ``html`` what ``door`` made of it, safe by
    construction. ``digest`` is its SimHash as a signed number of 64 bits. ``replies`` counts the
    shown comments below. ``token`` is the sender's own, so that a retry makes no second comment.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answers")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="branch")
    depth = models.PositiveSmallIntegerField(default=0)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State.choices)
    queue = models.CharField(max_length=10, choices=Queue.choices, blank=True)
    risk = models.PositiveSmallIntegerField(default=0)
    posted_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=64, blank=True)
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="+")
    clause = models.CharField(max_length=40, blank=True)
    digest = models.BigIntegerField(default=0)
    recommended = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)
    picked_at = models.DateTimeField(null=True)
    staff = models.BooleanField(default=False)
    source = models.CharField(max_length=20, blank=True)
    foreign_id = models.CharField(max_length=120, blank=True)

    objects: ClassVar[Any] = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(
                fields=["voice", "token"], condition=~models.Q(token=""), name="comment_sent_once"
            ),
            models.UniqueConstraint(
                fields=["source", "foreign_id"],
                condition=~models.Q(source=""),
                name="comment_once_a_source",
            ),
        ]
        indexes = [
            # The heads of a thread's branches in each order; those below come by their root.
            models.Index(
                fields=["thread", "-id"],
                condition=models.Q(root__isnull=True),
                name="comment_heads_newest",
            ),
            models.Index(
                fields=["thread", "-recommended", "-id"],
                condition=models.Q(root__isnull=True),
                name="comment_heads_best",
            ),
            models.Index(
                fields=["thread", "-picked_at"],
                condition=models.Q(picked_at__isnull=False),
                name="comment_picked",
            ),
            models.Index(
                fields=["thread", "-id"], condition=models.Q(staff=True), name="comment_staff"
            ),
            models.Index(fields=["voice", "-id"], name="comment_voice_newest"),
            models.Index(
                fields=["queue", "language", "-risk", "id"],
                condition=~models.Q(queue=""),
                name="comment_queue",
            ),
            # The queues in both orders, over every language: what waits is little, and the index
            # holds nothing else.
            models.Index(
                fields=["-risk", "id"], condition=~models.Q(queue=""), name="comment_gravest"
            ),
            models.Index(
                fields=["queue", "-risk", "id"],
                condition=~models.Q(queue=""),
                name="comment_queue_gravest",
            ),
            models.Index(fields=["id"], condition=~models.Q(queue=""), name="comment_oldest"),
            models.Index(
                fields=["thread", "-risk", "id"],
                condition=~models.Q(queue=""),
                name="comment_waits_in_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Wording(models.Model):
    """An earlier wording of a comment, before its author mended it."""

    class Why(models.TextChoices):
        """What made the author write it anew."""

        NUDGED = "nudged", _("After a hint")
        EDITED = "edited", _("Edited")

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, related_name="wordings"
    )
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    why = models.CharField(max_length=6, choices=Why.choices)
    clauses: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        verbose_name = _("earlier wording")
        constraints = [
            # A hint comes once for each thing that is being written.
            models.UniqueConstraint(
                fields=["voice", "token"], condition=models.Q(why="nudged"), name="nudged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.why}"


class Signalled(models.Model):
    """What a check saw in a comment: the clause, where in the text, and how much it weighs."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="signals")
    check_name = models.CharField(max_length=40)
    clause = models.CharField(max_length=40)
    says = models.CharField(max_length=60)
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    weight = models.FloatField(default=0)

    class Meta:
        verbose_name = _("signal")

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.check_name}"


class Recommendation(models.Model):
    """A reader's recommendation of a comment: one each."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="recommendations")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("recommendation")
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="recommended_once"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.by_id}"
