"""Films and sounds in the library, and their captions."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from broadsheet.pictures.holding import Held
from broadsheet.recordings import door, rules, webvtt
from broadsheet.recordings.files import HELD, CaptionsField, RecordingField, is_new


class Medium(models.TextChoices):
    """What it is: found in the file, never typed."""

    FILM = "film", _("Film")
    SOUND = "sound", _("Sound")


class Making(models.TextChoices):
    """What a reader must know of how a recording came to be."""

    RECORDED = rules.PLAIN, _("As it was recorded")
    FILE = "file", _("From the files")
    RECONSTRUCTION = "reconstruction", _("Reconstruction")
    ANIMATION = "animation", _("Animation")
    AI_MADE = "ai_made", _("Made with AI")


class Recording(Held, ClusterableModel):
    """A film or a sound. Its words are defaults for its uses; its file never changes."""

    title = models.CharField(_("title"), max_length=200)
    file = RecordingField(_("file"), max_length=120)
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    agency = models.SlugField(
        _("agency"), max_length=40, blank=True, help_text=_("The agency's stable key, like pti.")
    )
    making = models.CharField(
        _("how it was made"), max_length=20, choices=Making.choices, default=Making.RECORDED
    )
    poster = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("poster"),
        help_text=_("The picture that stands in its place until it plays."),
    )
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("Empty: the words of the captions.")
    )
    chapters = models.TextField(
        _("chapters"), blank=True, help_text=_("One to a line: 1:05 The bridge.")
    )
    copyright_notice = models.CharField(_("copyright"), max_length=300, blank=True)
    usage_terms = models.TextField(_("terms of use"), blank=True)
    rights_until = models.DateField(
        _("rights until"),
        null=True,
        blank=True,
        help_text=_("The last day on which it may be published. Empty: no end."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Until then it goes out with no story, and nobody outside has it."),
    )
    # --- found in the file ---
    medium = models.CharField(max_length=10, choices=Medium.choices, editable=False)
    digest = models.CharField(max_length=32, unique=True, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    milliseconds = models.PositiveBigIntegerField(editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    # --- kept by the acts ---
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    added_at = models.DateTimeField(_("added"), editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False, db_index=True)
    withdrawn_ground = models.CharField(max_length=10, blank=True, editable=False)
    withdrawn_notice = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["-added_at", "-id"], name="recording_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(medium__in=Medium.values), name="recording_medium_known"
            ),
            models.CheckConstraint(
                condition=models.Q(making__in=Making.values), name="recording_making_known"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_ground="")
                | models.Q(withdrawn_at__isnull=False, withdrawn_ground__in=["editorial", "legal"]),
                name="recording_withdrawn_with_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Check the file and the chapters; raises ``ValidationError``."""
        super().clean()
        if is_new(self.file):
            try:
                self.take_in()
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
        if reasons := rules.against_chapters(self.chapters, self.seconds):
            raise ValidationError({"chapters": [reason.words for reason in reasons]})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new file is examined."""
        if is_new(self.file):
            self.take_in()
        super().save(*args, **kwargs)

    def take_in(self) -> None:
        """Keep what the file says of itself; raises ``ValidationError`` if it is refused."""
        content = self.file.file
        found = door.examine(content)
        self.medium, self.milliseconds = found.kind, round(found.seconds * 1_000)
        self.width, self.height = found.width, found.height
        self.size, self.digest = found.end - found.start, door.digest_of(content, found)
        twin = Recording.objects.filter(digest=self.digest).exclude(pk=self.pk)
        if twin.exists():
            raise ValidationError(_("This recording is in the library already."), code="twin")

    @property
    def seconds(self) -> float:
        """The length, in seconds."""
        return (self.milliseconds or 0) / 1_000

    @property
    def length(self) -> str:
        """The length as people read it."""
        return rules.clock(self.seconds)

    @property
    def url(self) -> str:
        """The address of the file; of what is held one of the desk."""
        return address_of(self.file)


class Captions(models.Model):
    """The words of a recording in one language, as WebVTT of our own writing."""

    class Kind(models.TextChoices):
        """For whom they are (HTML, the ``kind`` of a track)."""

        CAPTIONS = "captions", _("Captions: words and sounds")
        SUBTITLES = "subtitles", _("Subtitles: a translation")

    recording = ParentalKey(Recording, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CAPTIONS)
    file = CaptionsField(_("file"), max_length=120, help_text=_("WebVTT (.vtt) or SubRip (.srt)."))
    text = models.TextField(editable=False)

    class Meta:
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        ordering = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["recording", "language", "kind"], name="captions_once_a_language"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["captions", "subtitles"]), name="captions_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()}, {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new file is read and written anew."""
        if is_new(self.file):
            self.take_in()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Check the file; raises ``ValidationError``."""
        super().clean()
        if is_new(self.file):
            try:
                self.take_in()
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    def take_in(self) -> None:
        """Put captions of our own writing in the file's place; raises ``ValidationError``."""
        cues = door.captions(self.file.file, self._seconds())
        self.text = webvtt.written(cues)
        name = PurePath(self.file.name or "captions").stem
        self.file = ContentFile(self.text.encode(), name=f"{name}.vtt")

    def _seconds(self) -> float:
        """How long the recording is; the form asks before it has put the two together."""
        try:
            return float(self.recording.seconds)
        except Recording.DoesNotExist:
            return 0.0

    @property
    def url(self) -> str:
        """The address of the file; of what is held one of the desk."""
        return address_of(self.file)


def address_of(file: Any) -> str:
    """Return the address of a stored file."""
    folder, _slash, name = file.name.partition("/")
    if folder == HELD:
        return reverse("recording_held", kwargs={"name": name})
    return str(file.url)
