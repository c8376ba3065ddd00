"""A story: its words, its clocks, its address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from broadsheet.accounts.pages import DecidedByActs
from broadsheet.kit import clock
from broadsheet.pictures.models import LeadPicture
from broadsheet.sections.models import Section
from broadsheet.stories import doors, playing, previewing
from broadsheet.stories.addresses import story_path
from broadsheet.stories.blocks import BodyBlock
from broadsheet.stories.embargo_rules import holds
from broadsheet.stories.forms import StoryCopyForm, StoryForm
from broadsheet.stories.models.sponsored import Sponsored
from broadsheet.stories.panels import story_edit_handler


class Form(models.TextChoices):
    """What shape a story has; one table answers every listing."""

    ARTICLE = "article", _("Article")
    OPINION = "opinion", _("Opinion")
    EXPLAINER = "explainer", _("Explainer")
    GALLERY = "gallery", _("Gallery")
    VIDEO = "video", _("Video")
    LIVE = "live", _("Live")


class Ground(models.TextChoices):
    """Why a story was withdrawn: the law's order answers 451, the paper's own decision 410."""

    EDITORIAL = "editorial", _("The paper's own decision")
    LEGAL = "legal", _("By order of law")


class NextChange(models.TextChoices):
    """What the editor says of a draft of a published story; the act reads it and clears it."""

    TYPO = "typo", _("A slip: nothing new for the reader")
    UPDATE = "update", _("An update")
    CORRECTION = "correction", _("A correction")


class StoryNumber(models.Model):
    """Gives out the numbers in addresses; a number is never given twice."""

    class Meta:
        verbose_name = _("story number")

    def __str__(self) -> str:
        return str(self.pk)


class StoryQuerySet(PageQuerySet):
    """The trade's words for sets of stories."""

    def out(self) -> StoryQuerySet:
        """Stories that readers may see."""
        found: StoryQuerySet = self.filter(**Story.OUT)
        return found

    def newest(self) -> StoryQuerySet:
        """Newest first, by first publication; the number settles a tie."""
        found: StoryQuerySet = self.order_by("-published_at", "-number")
        return found

    def update(self, **columns: Any) -> int:
        """Update rows; raises ``doors.ActNeeded`` if only an act may change these columns."""
        doors.guard_names(columns)
        return int(super().update(**columns))

    def for_cards(self) -> StoryQuerySet:
        """With what a card shows, in a fixed number of queries."""
        found: StoryQuerySet = self.select_related("primary_section", "picture").prefetch_related(
            "bylines__contributor"
        )
        return found


class Story(DecidedByActs, Sponsored, LeadPicture, Page):
    """One story of any form. ``title`` is the headline, ``seo_title`` the search title.

    ``published_at`` never moves once it is set; ``updated_at`` moves at a substantive update or a
    correction only. ``primary_section`` always is the section that the story stands under.
    """

    number = models.PositiveBigIntegerField(unique=True, editable=False)
    form = models.CharField(_("form"), max_length=10, choices=Form.choices, default=Form.ARTICLE)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    translation_group = models.UUIDField(
        _("translation key"),
        null=True,
        blank=True,
        help_text=_("The same key stands on every translation of one story."),
    )
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    short_headline = models.CharField(
        _("short headline"), max_length=90, blank=True, help_text=_("For rails and alerts.")
    )
    social_title = models.CharField(_("social title"), max_length=110, blank=True)
    share_text = models.TextField(
        _("text for sharing"),
        max_length=300,
        blank=True,
        help_text=_(
            "What a reader’s message says with the address. Empty: the headline and the standfirst."
        ),
    )
    standfirst = models.TextField(_("standfirst"), blank=True)
    dateline = models.CharField(
        _("dateline"), max_length=80, blank=True, help_text=_("Where it was written, like Pune.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    primary_section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="stories", editable=False
    )
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    updated_at = models.DateTimeField(_("last updated"), null=True, editable=False)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    play_seconds = models.PositiveIntegerField(
        null=True, editable=False, help_text="How long the film of a video story is."
    )
    next_change = models.CharField(
        _("this change is"),
        max_length=10,
        choices=NextChange.choices,
        blank=True,
        help_text=_("Once the story is out. Empty: a slip, which moves no clock."),
    )
    next_note = models.TextField(
        _("note to readers"),
        blank=True,
        help_text=_("What was wrong, or what is new; it stands with the story for ever."),
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_ground = models.CharField(
        max_length=10, choices=Ground.choices, blank=True, editable=False
    )
    withdrawn_notice = models.TextField(blank=True, editable=False)
    withdrawn_names_it = models.BooleanField(default=False, editable=False)

    objects: ClassVar[Any] = PageManager.from_queryset(StoryQuerySet)()

    base_form_class = StoryForm
    copy_form_class = StoryCopyForm
    parent_page_types = ["sections.Section"]
    subpage_types: list[str] = []
    template = "stories/story.html"
    preview_modes = previewing.MODES
    edit_handler = story_edit_handler
    # What belongs to this very story is never carried over to a copy.
    exclude_fields_in_copy = [
        "number",
        "published_at",
        "updated_at",
        "withdrawn_at",
        "withdrawn_ground",
        "withdrawn_notice",
        "withdrawn_names_it",
        "next_change",
        "next_note",
        "old_addresses",
        "corrections",
        "entries",
    ]
    # What holds of every story that readers may see.
    OUT: ClassVar[dict[str, bool]] = {
        "live": True,
        "withdrawn_at__isnull": True,
        "published_at__isnull": False,
    }
    # What no revision may bring back: publishing an old draft moves no clock and lifts no order.
    KEPT_BY_THE_ROW = (
        "number",
        "published_at",
        "updated_at",
        "embargo_until",
        "withdrawn_at",
        "withdrawn_ground",
        "withdrawn_notice",
        "withdrawn_names_it",
        "primary_section_id",
        "live_revision_id",
    )
    HUNG_BY_THE_ROW = frozenset(
        {
            *("content_type", "locale", "alias_of", "owner", "locked_by"),
            *("latest_revision", "live_revision", "primary_section"),
        }
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("form"),
        index.FilterField("language"),
        index.FilterField("published_at"),
        index.FilterField("primary_section_id"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["-published_at", "-number"], name="story_newest"),
            models.Index(
                fields=["primary_section", "-published_at", "-number"], name="story_section_newest"
            ),
            models.Index(
                fields=["form", "language", "-published_at", "-number"], name="story_form_newest"
            ),
            models.Index(
                fields=["embargo_until"],
                condition=models.Q(embargo_until__isnull=False),
                name="story_embargoed",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(form__in=Form.values), name="story_form_known"
            ),
            models.UniqueConstraint(
                fields=["translation_group", "language"], name="story_one_translation_a_language"
            ),
            models.CheckConstraint(
                condition=models.Q(updated_at__isnull=True)
                | models.Q(published_at__isnull=False, updated_at__gte=models.F("published_at")),
                name="story_updated_after_published",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_ground="")
                | models.Q(withdrawn_at__isnull=False, withdrawn_ground__in=Ground.values),
                name="story_withdrawn_with_a_ground",
            ),
        ]

    def full_clean(
        self,
        exclude: Iterable[str] | None = None,
        validate_unique: bool = True,
        validate_constraints: bool = True,
    ) -> None:
        """Give the story its number and section before it is checked.

        Of one that stands, what it hangs on by its row is there: the database sees to that.
        """
        self.settle()
        left_out = {*(exclude or ()), *(() if self.pk is None else self.HUNG_BY_THE_ROW)}
        super().full_clean(left_out, validate_unique, validate_constraints)

    def get_constraints(self) -> Any:
        """Return what is asked before a save; the database's own checks it asks itself, anyway."""
        return [
            (model, [one for one in found if not isinstance(one, models.CheckConstraint)])
            for model, found in super().get_constraints()
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the number and section settled; only an act may change what is live."""
        self.settle()
        doors.guard_save(self, kwargs.get("update_fields"))
        if kwargs.get("update_fields") is None:
            self.play_seconds = playing.seconds_of(self)
        super().save(*args, **kwargs)

    def settle(self) -> None:
        """Take a number if there is none, and the section that the story stands under."""
        if self.number is None:
            self.number = StoryNumber.objects.create().pk
        if self.path and (parent := self.get_parent()) is not None:
            self.primary_section_id = parent.pk

    def with_content_json(self, content: dict[str, Any]) -> Story:
        """Rebuild from a revision, keeping what belongs to the row alone."""
        story: Story = super().with_content_json(self._without_its_row(content))
        for name in self.KEPT_BY_THE_ROW:
            setattr(story, name, getattr(self, name))
        if parent := self.__dict__.get("_cached_parent_obj"):
            story._cached_parent_obj = parent
        return story

    def _without_its_row(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return a revision's content without what the row says: each would be looked for first."""
        parts = {
            relation.get_accessor_name(): relation.field.name
            for relation in get_all_child_relations(type(self))
        }
        within = {
            name: [{**part, parts[name]: None} for part in value]
            for name, value in content.items()
            if name in parts and isinstance(value, list)
        }
        return content | within | dict.fromkeys(self.HUNG_BY_THE_ROW & content.keys())

    # The doors: whoever calls Wagtail's own methods comes through ours.
    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        """Publish a revision through ``actions.publish``, whoever asks for it."""
        return doors.enter("publish", self, revision, user=user, **options)

    def unpublish(self, *args: Any, user: Any = None, **options: Any) -> Any:
        """Take the story offline through ``actions.unpublish``."""
        return doors.enter("unpublish", self, *args, user=user, **options)

    def move(self, target: Page, pos: str | None = None, user: Any = None) -> Any:
        """Move to another section through ``actions.move``."""
        return doors.enter("move", self, target, pos=pos, user=user)

    def delete(self, *args: Any, user: Any = None, **options: Any) -> Any:
        """Delete a draft through ``actions.delete_draft``; what was published is never deleted."""
        return doors.enter("delete", self, user=user)

    def copy(self, *args: Any, keep_live: bool = False, **options: Any) -> Any:
        """Copy as a draft: a copy is a new story, and only an act publishes it."""
        return super().copy(*args, keep_live=False, **options)

    def create_alias(self, *args: Any, **options: Any) -> NoReturn:
        """Refuse: a story has one address, and further sections list it."""
        raise doors.ActNeeded(
            "A story has one address: list it in a secondary section instead of making an alias."
        )

    @property
    def is_embargoed(self) -> bool:
        """Whether an embargo holds now; ``accounts`` asks for this, as for ``is_sealed``."""
        return holds(self.embargo_until, clock.now())

    @property
    def is_sealed(self) -> bool:
        """Whether the law has closed its text to the desk as well; ``accounts`` asks for this."""
        return self.withdrawn_at is not None and self.withdrawn_ground == Ground.LEGAL

    @classmethod
    def get_indexed_objects(cls) -> Any:
        """Return what a search may find: no sealed text."""
        return super().get_indexed_objects().exclude(withdrawn_ground=Ground.LEGAL)

    # Addresses
    @property
    def address_day(self) -> datetime:
        """The day in the address: of first publication, else of going live or of the draft."""
        moment = self.published_at or self.go_live_at or self.latest_revision_created_at
        return timezone.localtime(moment) if moment else timezone.localtime(clock.now())

    @property
    def address(self) -> str:
        """The story's present path on the site."""
        section = self.primary_section.address.strip("/")
        return story_path(section, self.address_day.date(), self.slug, self.number)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Give Wagtail our address in place of the tree's."""
        parts = super().get_url_parts(request)
        return None if parts is None else (parts[0], parts[1], self.address)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """Show the draft as the desk asks: at each of its places, by day and by night."""
        whole = partial(super().serve_preview, request, mode_name)
        return previewing.shown_at(self, request, mode_name, whole)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send whoever came by the tree's address to ours."""
        return HttpResponsePermanentRedirect(self.address)
