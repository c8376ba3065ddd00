"""Pictures in the library, their renditions, and the use of a picture on a page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PictureKind(models.TextChoices):
    """What a reader must know of how a picture came to be."""

    PHOTO = "photo", _("Photo")
    FILE_PHOTO = "file_photo", _("File photo")
    REPRESENTATIONAL = "representational", _("Representational image")
    ILLUSTRATION = "illustration", _("Illustration")
    AI_MADE = "ai_made", _("Made with AI")


class Picture(AbstractImage):
    """A picture in the library. Its caption, credit and alt text are only defaults for its uses.

    ``description`` (Wagtail's own field) is the default alt text.
    """

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
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=120, blank=True)
    embedded = models.JSONField(
        _("embedded metadata"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("IPTC, XMP and EXIF fields as read at upload."),
    )

    admin_form_fields = (
        *Image.admin_form_fields,
        "caption",
        "credit",
        "agency",
        "kind",
        "copyright_notice",
        "usage_terms",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=PictureKind.values), name="picture_kind_known"
            ),
        ]


class PictureRendition(AbstractRendition):
    """A picture made smaller; it keeps its credit and rights."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_once"
            ),
        ]


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

    class Meta:
        abstract = True
