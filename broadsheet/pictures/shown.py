"""Pictures as readers' pages need them: sizes, words and files, without the library's row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.files.storage import Storage

from broadsheet.kit.prepared import Prepared
from broadsheet.pictures import crops, keys, ladder
from broadsheet.pictures.models import Picture, PictureRendition, address_of
from broadsheet.pictures.rules import Library, Use
from broadsheet.press import recording
from broadsheet.press.explaining import explained

# What a row that is read together with a picture asks of it, in ``Shown``'s order.
COLUMNS = (
    *("pk", "width", "height", "withdrawn_at"),
    *("description", "caption", "credit", "agency", "kind"),
)


_COLUMNS = ("image_id", "filter_spec", "width", "height", "file")
Cut = tuple[int, str]
"""A picture's key, and the part of it that a use shows (``crops``); empty is all of it."""


@dataclass(frozen=True, slots=True)
class File:
    """One rendition: what a ``<source>`` says of it."""

    filter_spec: str
    width: int
    height: int
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a page, with the files that were made of it."""

    pk: int
    width: int
    height: int
    library: Library
    prefetched_renditions: tuple[File, ...] = ()


def shown(row: Sequence[Any], files: Iterable[File] = ()) -> Shown | None:
    """Make a picture of ``COLUMNS``; ``None`` where there is none to show. The page has its key."""
    pk, width, height, withdrawn_at, *words = row
    if pk is None:
        return None
    recording.read(keys.picture(pk))
    if withdrawn_at is not None:
        return None
    return Shown(pk, width, height, Library(*words), tuple(files))


def files(
    pictures: Collection[int], roles: Iterable[str], cut: Collection[Cut] = ()
) -> dict[int, tuple[File, ...]]:
    """Return the files of pictures in these roles, by picture; with those of the parts in ``cut``.

    Where a picture has none of the roles' own, all that it has stand in, as ``markup`` asks.
    """
    wanted, names = set(pictures), tuple(roles)
    if not wanted:
        return {}
    with explained(*(keys.picture(pk) for pk in wanted)):
        found = _by_picture(_files(names)(sorted(wanted)))
        if lacking := sorted(wanted - found.keys()):
            found |= _by_picture(_files(tuple(ladder.ROLES))(lacking))
        for pk, parts in _by_picture(_parts(wanted, names, cut)).items():
            found[pk] = (*found.get(pk, ()), *parts)
    return found


def cut_in(uses: Iterable[Use]) -> set[Cut]:
    """Return the parts of pictures that these uses show."""
    return {(use.picture.pk, use.crop) for use in uses if isinstance(use.picture, Shown)}


def _parts(
    pictures: Collection[int], roles: tuple[str, ...], cut: Iterable[Cut]
) -> Iterable[Sequence[Any]]:
    """Return the rows of parts of pictures; most pages show none, and ask nothing."""
    known = {(pk, crop) for pk, text in cut if pk in pictures and (crop := crops.of(text))}
    if not known:
        return ()
    specs = {spec for _pk, crop in known for spec in ladder.all_specs(roles, crop)}
    found = PictureRendition.objects.filter(
        image_id__in={pk for pk, _crop in known}, filter_spec__in=specs, image__withdrawn_at=None
    )
    return list(found.values_list(*_COLUMNS))


def _by_picture(rows: Iterable[Sequence[Any]]) -> dict[int, tuple[File, ...]]:
    storage: Storage = PictureRendition._meta.get_field("file").storage  # noqa: SLF001
    found: dict[int, list[File]] = defaultdict(list)
    for picture, spec, width, height, name in rows:
        found[picture].append(File(spec, width, height, address_of(storage, name)))
    return {picture: tuple(there) for picture, there in found.items()}


@cache
def _files(roles: tuple[str, ...]) -> Prepared:
    specs = ladder.all_specs(roles)
    return Prepared(
        lambda pictures: PictureRendition.objects.filter(
            image_id__in=pictures, filter_spec__in=specs, image__withdrawn_at=None
        ).values_list(*_COLUMNS)
    )


_rows = Prepared(lambda pictures: Picture.objects.filter(pk__in=pictures))


def load(pictures: Collection[int], made: Mapping[int, tuple[File, ...]]) -> dict[int, Picture]:
    """Return rows of the library, each with its files of those that are made."""
    if not pictures:
        return {}
    wanted = sorted(set(pictures))
    recording.read(*(keys.picture(pk) for pk in wanted))
    found: dict[int, Picture] = {row.pk: row for row in _rows.models(wanted)}
    for pk, row in found.items():
        row.prefetched_renditions = list(made.get(pk, ()))
    return found
