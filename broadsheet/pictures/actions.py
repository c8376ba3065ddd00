"""What is done with pictures: their renditions are made at publishing, never for a reader."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import UnidentifiedImageError
from PIL.Image import DecompressionBombError
from wagtail.images.models import Filter, SourceImageIOError

from broadsheet.pictures import crops, filters, keys, ladder, rendering
from broadsheet.pictures.crops import Crop
from broadsheet.pictures.models import Picture, PictureRendition
from broadsheet.press.changes import in_bulk

log = structlog.get_logger(__name__)

Work = tuple[Picture, list[rendering.Job]]
Wanted = Callable[[Picture], list[str]]


class PictureUnreadableError(Exception):
    """A picture's original is gone or broken; the message names the picture."""


def prepare(picture: Picture, roles: Iterable[str] = ladder.ROLES, crop: str = "") -> int:
    """Make the renditions that a picture lacks in these roles; give how many were made.

    ``crop`` is the part of it that a use shows. Slow (about half a second for all roles), so call
    it before a transaction, not in it. Raises ``PictureUnreadableError``.
    """
    return _prepared([picture], _in_roles(roles, crops.of(crop)))


def prepare_many(
    pictures: Iterable[Picture], roles: Iterable[str] = ladder.ROLES, workers: int | None = None
) -> int:
    """Make what all these pictures lack in these roles; give how many renditions were made.

    ``workers`` threads (one for each core, if not said) work side by side, on pictures or, if
    there is but one, on its files; only this thread touches the database. Raises
    ``PictureUnreadableError`` at the first broken original; what was made before it stays.
    """
    return _prepared(pictures, _in_roles(roles), workers)


def sketch(picture: Picture, role: str, crop: str = "") -> int:
    """Make the least that shows a picture in a role, for a preview; give how many were made.

    Of a part that an editor is still choosing: all its files are made when it is published.
    Raises ``PictureUnreadableError``.
    """
    cut = crops.of(crop)
    if cut is None:
        return prepare(picture, [role])
    steps = ladder.role(role).specs(ladder.JPEG, picture.width, picture.height, cut)
    return _prepared([picture], lambda _picture: steps[:1])


def _in_roles(roles: Iterable[str], crop: Crop | None = None) -> Wanted:
    names = list(roles)
    return lambda picture: ladder.specs(names, picture.width, picture.height, crop)


def _prepared(pictures: Iterable[Picture], wanted: Wanted, workers: int | None = None) -> int:
    work = list(_lacking(list(pictures), wanted))
    made = 0
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        finished = [_make(work[0], pool.map)] if len(work) == 1 else pool.map(_make, work)
        for (picture, _jobs), files in zip(work, finished, strict=True):
            made += _store(picture, files)
    if made:
        log.info("renditions_made", pictures=len(work), renditions=made)
    return made


def remake(picture: Picture, specs: Iterable[str]) -> int:
    """Make anew the renditions of every role that had one of these specs, in place of the old.

    Those of each part that a use shows are made again as well. For a picture with a new file or
    other words of credit. The old ones stay until the new ones are made; the desk's own thumbnails
    are left alone. Raises ``PictureUnreadableError``.
    """
    wanted = ladder.again(specs, picture.width, picture.height)
    if not wanted:
        return 0
    files = _make((picture, [filters.job(picture, Filter(spec)) for spec in wanted]))
    with transaction.atomic():
        there = picture.renditions.values_list("pk", "filter_spec")
        old = [pk for pk, spec in there if ladder.is_of_a_role(spec)]
        picture.renditions.filter(pk__in=old).delete()
        return _store(picture, files)


def _lacking(pictures: list[Picture], wanted: Wanted) -> Iterator[Work]:
    """Give each picture with the jobs of the renditions that it does not have yet."""
    there = set(
        PictureRendition.objects.filter(image__in=pictures).values_list(
            "image_id", "filter_spec", "focal_point_key"
        )
    )
    for picture in {
        picture.pk: picture for picture in pictures if not picture.is_withdrawn
    }.values():
        jobs = [
            filters.job(picture, filter_)
            for filter_ in map(Filter, wanted(picture))
            if (picture.pk, filter_.spec, filter_.get_cache_key(picture)) not in there
        ]
        if jobs:
            yield picture, jobs


def _make(work: Work, mapped: rendering.Mapper = map) -> list[rendering.Made]:
    """Make the files of one picture."""
    picture, jobs = work
    try:
        with picture.open_file() as opened:
            data = opened.read()
        return rendering.make(data, jobs, picture.carried(), mapped)
    except (
        OSError,
        ValueError,
        SyntaxError,
        UnidentifiedImageError,
        DecompressionBombError,
        SourceImageIOError,
    ) as error:
        raise PictureUnreadableError(
            f"The file of picture {picture.pk} ({picture.title}) cannot be read: upload it again."
        ) from error


def _store(picture: Picture, files: list[rendering.Made]) -> int:
    """Write the files, then their rows; if the rows fail, the files go again."""
    storage = PictureRendition.file.field.storage
    rows = []
    try:
        for made in files:
            row = PictureRendition(
                image=picture,
                filter_spec=made.job.spec,
                focal_point_key=Filter(made.job.spec).get_cache_key(picture),
                width=made.size[0],
                height=made.size[1],
            )
            name = row.get_upload_to(picture.rendition_name(made))
            row.file = storage.save(name, ContentFile(made.content))
            rows.append(row)
        with in_bulk(keys.picture(picture.pk)):
            PictureRendition.objects.bulk_create(rows, ignore_conflicts=True)
    except BaseException:
        for row in rows:
            storage.delete(row.file.name)
        raise
    _forget_prefetched(picture)
    return len(rows)


def _forget_prefetched(picture: Picture) -> None:
    """Let the next look at this object see the new renditions."""
    picture.__dict__.pop("prefetched_renditions", None)
    getattr(picture, "_prefetched_objects_cache", {}).pop("renditions", None)
