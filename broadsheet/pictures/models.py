"""Pictures in the library, their renditions, and the use of a picture on a page."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import PurePath
from typing import IO, Any, ClassVar

from django.core.files.base import ContentFile, File
from django.db import models
from django.urls import reverse
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet

from broadsheet.pictures import agencies, defaults, door, filters, rendering, rules
from broadsheet.pictures.crop_field import CropField
from broadsheet.pictures.door import Examination
from broadsheet.pictures.files import PictureFileField
from broadsheet.pictures.holding import Held
from broadsheet.pictures.metadata import writing
from broadsheet.pictures.refusing import places, refusing


class PictureKind(models.TextChoices):
    """What a reader must know of how a picture came to be."""

    PHOTO = rules.PHOTO, _("Photo")
    FILE_PHOTO = rules.FILE_PHOTO, _("File photo")
    REPRESENTATIONAL = rules.REPRESENTATIONAL, _("Representational image")
    ILLUSTRATION = rules.ILLUSTRATION, _("Illustration")
    AI_MADE = rules.AI_MADE, _("Made with AI")


# How the desk reads the fields of ``metadata.fields``.
FILE_LABELS = {
    "title": _("Title"),
    "headline": _("Headline"),
    "caption": _("Caption"),
    "alt": _("Alt text"),
    "creator": _("Creator"),
    "credit": _("Credit line"),
    "source": _("Source"),
    "copyright_notice": _("Copyright"),
    "usage_terms": _("Terms of use"),
    "web_statement": _("Statement of rights"),
    "taken": _("Taken"),
    "city": _("City"),
    "country": _("Country"),
    "keywords": _("Keywords"),
    "instructions": _("Instructions"),
    "digital_source_type": _("How it came to be"),
}


class PictureQuerySet(ImageQuerySet):
    """Sets of pictures; what stands on a page is not deleted."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them all, or none: raises ``Refused`` if any is in use."""
        with refusing(self):
            deleted: tuple[int, dict[str, int]] = super().delete()
        return deleted


class Picture(Held, AbstractImage):
    """A picture in the library. Its caption, credit and alt text are only defaults for its uses.

    ``description`` (Wagtail's own field) is the default alt text.
    """

    file = PictureFileField(_("file"), width_field="width", height_field="height")
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    agency = models.SlugField(
        _("agency"), max_length=40, blank=True, help_text=_("The agency's stable key, like pti.")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=PictureKind.choices, default=PictureKind.PHOTO
    )
    copyright_notice = models.CharField(_("copyright"), max_length=300, blank=True)
    usage_terms = models.TextField(_("terms of use"), blank=True)
    rights_until = models.DateField(
        _("rights until"),
        null=True,
        blank=True,
        help_text=_("The last day on which it may be published. Empty: no end."),
    )
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=120, blank=True)
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Until then it goes out with no story, and nobody outside sees it."),
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False, db_index=True)
    withdrawn_ground = models.CharField(max_length=10, blank=True, editable=False)
    withdrawn_notice = models.TextField(blank=True, editable=False)
    embedded = models.JSONField(
        _("embedded metadata"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("IPTC, XMP and EXIF fields as read at upload."),
    )

    objects: ClassVar[Any] = PictureQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "agency",
        "kind",
        "taken_at",
        "city",
        "country",
        "copyright_notice",
        "usage_terms",
        "rights_until",
        "embargo_until",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=PictureKind.values), name="picture_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_ground="")
                | models.Q(withdrawn_at__isnull=False, withdrawn_ground__in=["editorial", "legal"]),
                name="picture_withdrawn_with_a_ground",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new file is examined, and its own words fill the fields that are empty."""
        if self.file and not self.file._committed:  # noqa: SLF001 - Django has no public word for it
            self.take_in(door.examine(self.file.file))
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @property
    def told_by_file(self) -> list[tuple[Any, str, str]]:
        """What the file says of itself, for the desk: label, text and the carrier it stood in."""
        embedded = door.embedded_of(self.embedded)
        return [
            (label, embedded.text(name), embedded.carriers[name].upper())
            for name, label in FILE_LABELS.items()
            if name in embedded.values
        ]

    @property
    def places(self) -> int:
        """In how many places the picture stands."""
        return places(self)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the picture; raises ``Refused`` if it stands anywhere."""
        with refusing([self]):
            deleted: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
        return deleted

    def take_in(self, examination: Examination) -> None:
        """Keep what a file says of itself, and let it fill the fields that nobody filled."""
        embedded = examination.embedded
        zone = get_default_timezone()
        taken_at, assumed = defaults.taken_at(embedded, zone)
        self.embedded = defaults.stored(embedded)
        if assumed:
            self.embedded["zone_assumed"] = str(zone)
        said = defaults.words(embedded)
        if self.credit:
            # Credit and agency are one saying: the file's agency does not join a typed credit.
            said["agency"] = agencies.key_of(self.credit)
        for field, text in said.items():
            if not getattr(self, field):
                setattr(self, field, text)
        self.taken_at = self.taken_at or taken_at
        if self.kind == PictureKind.PHOTO:
            self.kind = defaults.kind(embedded)

    @property
    def library(self) -> rules.Library:
        """The words that stand behind every use of this picture."""
        return rules.Library(
            alt=self.description,
            caption=self.caption,
            credit=self.credit,
            agency=self.agency,
            kind=self.kind,
        )

    def carried(self) -> rendering.Carried:
        """Give the metadata that every rendition carries: credit and rights, no more."""
        rights = self.rights
        return rendering.Carried(
            xmp=writing.xmp_packet(rights),
            exif=writing.exif_block(rights),
            app13=writing.app13(writing.iim_block(rights)),
        )

    @property
    def rights(self) -> writing.Rights:
        """Who made the picture and what may be done with it, as the desk has it."""
        said = self.embedded.get("values", {})
        source_type = str(said.get("digital_source_type", ""))
        return writing.Rights(
            creator=tuple(said.get("creator", ())),
            credit=self.credit or agencies.names().get(self.agency, ""),
            source=str(said.get("source", "")),
            copyright_notice=self.copyright_notice,
            usage_terms=self.usage_terms,
            web_statement=str(said.get("web_statement", "")),
            digital_source_type=defaults.source_type(self.kind, source_type),
        )

    def generate_rendition_file(self, filter: Any, *, source: IO[bytes] | None = None) -> File[Any]:
        """Make the file of one rendition by our renderer; Wagtail calls this for every one."""
        made = rendering.make(self._original(source), [filters.job(self, filter)], self.carried())
        return ContentFile(made[0].content, name=self.rendition_name(made[0]))

    def rendition_name(self, made: rendering.Made) -> str:
        """Name a rendition by what it shows and a digest, so that caches may keep it for ever."""
        stem = PurePath(self.file.name).stem[:24]
        digest = blake2b(made.content, digest_size=5).hexdigest()
        spec = made.job.spec.replace("|", ".")
        extension = {"jpeg": "jpg"}.get(made.job.image_format, made.job.image_format)
        return f"{stem}.{spec}.{digest}.{extension}"

    def _original(self, source: IO[bytes] | None) -> bytes:
        if source is not None:
            source.seek(0)
            return source.read()
        with self.open_file() as opened:
            content: bytes = opened.read()
        return content


class PictureRendition(AbstractRendition):
    """A picture made smaller; it keeps its credit and rights."""

    # The folder of what is under embargo or withdrawn: no reader's address leads there.
    HELD: ClassVar[str] = "embargoed"

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_once"
            ),
        ]

    def get_upload_to(self, filename: str) -> str:
        """Return where the file is put: what is held, out of the open folder."""
        name: str = super().get_upload_to(filename)
        return f"{self.HELD}/{PurePath(name).name}" if self.image.is_held else name

    @property
    def is_in_place(self) -> bool:
        """Whether the file lies where it belongs."""
        return bool(self.image.is_held == self.file.name.startswith(f"{self.HELD}/"))

    def stored_anew(self, name: str) -> str:
        """Store the file again where it belongs now; return its new name."""
        storage = self.file.storage
        with storage.open(name) as opened:
            stored: str = storage.save(self.get_upload_to(PurePath(name).name), opened)
        return stored

    @property
    def url(self) -> str:
        """The address of the file: under embargo one of the desk."""
        return address_of(self.file.storage, self.file.name)


def address_of(storage: Any, name: str) -> str:
    """Return the address of a rendition's file."""
    folder, _slash, file = name.partition("/")
    if folder == PictureRendition.HELD:
        return reverse("pictures_embargoed", kwargs={"name": file})
    return str(storage.url(name))


class LeadPicture(models.Model):
    """The use of a picture at the head of what inherits this: all words belong to the use.

    Without a picture but with words the desk sees what is missing and readers see nothing.
    """

    picture = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    picture_alt = models.CharField(_("alt text"), max_length=300, blank=True)
    picture_caption = models.TextField(_("caption"), blank=True)
    picture_credit = models.CharField(_("credit"), max_length=200, blank=True)
    picture_agency = models.SlugField(_("agency"), max_length=40, blank=True)
    picture_kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=PictureKind.choices,
        blank=True,
        help_text=_("Empty: as the library says."),
    )
    picture_source = models.CharField(
        _("where the file is"),
        max_length=500,
        blank=True,
        help_text=_("For a picture that was named by an import but did not come with it."),
    )

    picture_crop = CropField(
        _("part shown"),
        blank=True,
        help_text=_(
            "Left, top, width and height in hundredths of the picture, like 10, 0, 80, 100. "
            "Empty: all of it."
        ),
    )

    class Meta:
        abstract = True

    @property
    def use(self) -> rules.Use:
        """The use as the rules know it; the words are this use's own."""
        return rules.Use(
            alt=self.picture_alt,
            caption=self.picture_caption,
            credit=self.picture_credit,
            agency=self.picture_agency,
            kind=self.picture_kind,
            source=self.picture_source,
            picture=self.picture,
            crop=self.picture_crop,
        )
