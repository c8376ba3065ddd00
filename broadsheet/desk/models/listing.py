"""One row for each story as the newsroom's list shows it, and the views that people keep of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.sections.models import Section
from broadsheet.stories.models import Story
from broadsheet.stories.models.story import Form


class State(models.TextChoices):
    """Where a story stands for the newsroom; an embargo stands beside it, not in its place."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    SENT_BACK = "sent_back", _("Sent back")
    SCHEDULED = "scheduled", _("Scheduled")
    OUT = "out", _("Published")
    OFFLINE = "offline", _("Taken offline")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ListedStory(models.Model):
    """A story as the list shows it: its latest draft's words, and where it stands.

    Written in the transaction of whatever changed the story, so that a list of 100,000 stories is
    read from one narrow table. The words that are searched lie beside it in the database's own
    form of a text index, which ``listing.searching`` alone knows.
    """

    story = models.OneToOneField(
        Story, on_delete=models.CASCADE, primary_key=True, related_name="listed"
    )
    headline = models.CharField(max_length=255)
    byline = models.CharField(max_length=300, blank=True)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=10, choices=Form.choices)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=State.choices)
    live = models.BooleanField(default=False)
    changes = models.BooleanField(default=False)
    # Which parts of an approval are still missing, like "editor sub".
    waits_for = models.CharField(max_length=60, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    embargo_until = models.DateTimeField(null=True)
    # What the house checks had against the draft when it was saved; null where nothing waits to
    # go out, and until the draft is checked.
    blocking = models.PositiveSmallIntegerField(null=True)
    warning = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("listed story")
        indexes = [
            models.Index(fields=["-changed_at", "-story"], name="listed_changed"),
            models.Index(fields=["section", "-changed_at", "-story"], name="listed_in_section"),
            models.Index(fields=["state", "-changed_at", "-story"], name="listed_in_state"),
            models.Index(fields=["owner", "-changed_at", "-story"], name="listed_of_owner"),
            models.Index(fields=["changed_by", "-changed_at", "-story"], name="listed_of_hand"),
            models.Index(fields=["language", "-changed_at", "-story"], name="listed_in_language"),
            models.Index(
                fields=["-out_at", "-story"],
                name="listed_out",
                condition=models.Q(out_at__isnull=False),
            ),
            models.Index(
                fields=["due_at", "story"],
                name="listed_due",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["-changed_at", "-story"],
                name="listed_held_up",
                condition=models.Q(blocking__gt=0),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="listed_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class SavedView(models.Model):
    """A list of stories that somebody keeps under a name; ``shared`` shows it to every desk."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="story_views"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    shared = models.BooleanField(_("for every desk"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
