"""Reads that other rooms ask of this one: pictures together with their renditions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from broadsheet.pictures import crops, ladder
from broadsheet.pictures.models import Picture, PictureRendition

# Where Wagtail looks before it asks the cache or the database.
PREFETCHED = "prefetched_renditions"


def with_renditions(
    pictures: Iterable[Picture | None], roles: Iterable[str] = ladder.ROLES, crop: str = ""
) -> list[Picture]:
    """Load the renditions of all these pictures in one query; ``None`` is left out.

    With ``crop``, those of that part of them as well. The pictures are the same objects, so
    templates that hold them need no query of their own.
    """
    present = [picture for picture in pictures if picture is not None]
    prefetch_related_objects(present, renditions(roles, crop=crop))
    return present


def renditions(
    roles: Iterable[str] = ladder.ROLES, through: str = "", crop: str = ""
) -> Prefetch[str, QuerySet[PictureRendition], str]:
    """Give a prefetch for ``prefetch_related``: ``renditions(["card"], through="picture")``."""
    path = f"{through}__renditions" if through else "renditions"
    cut, names = crops.of(crop), list(roles)
    specs = [*ladder.all_specs(names), *(ladder.all_specs(names, cut) if cut else ())]
    wanted = PictureRendition.objects.filter(filter_spec__in=specs, image__withdrawn_at=None)
    return Prefetch(path, queryset=wanted, to_attr=PREFETCHED)


def share_file(picture: Picture) -> PictureRendition | None:
    """Give the file for social cards and feeds: the widest JPEG of the lead; ``None`` if unmade."""
    specs = ladder.LEAD.specs(ladder.JPEG, picture.width, picture.height)
    out = PictureRendition.objects.filter(image__withdrawn_at=None)
    found = out.filter(image=picture, filter_spec__in=specs)
    widest: PictureRendition | None = found.order_by("-width").first()
    return widest
