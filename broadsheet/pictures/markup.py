"""Chooses among a picture's renditions what a ``<picture>`` element offers to browsers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.pictures import crops, ladder
from broadsheet.pictures.crops import Crop

if TYPE_CHECKING:
    from broadsheet.pictures.models import Picture, PictureRendition
    from broadsheet.pictures.shown import File, Shown

_WHOLE_JPEG = re.compile(r"width-\d+\|format-jpeg")


@dataclass(frozen=True)
class Source:
    """One ``<source>``: a format and its files by width."""

    mime: str
    srcset: str


@dataclass(frozen=True)
class Element:
    """What ``pictures/picture.html`` prints."""

    sources: tuple[Source, ...]
    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    eager: bool


def element(
    picture: Picture | Shown,
    renditions: Iterable[PictureRendition | File],
    role: ladder.Role,
    sizes: str = "",
    crop: str = "",
) -> Element | None:
    """Arrange the renditions there are for a role; ``None`` if there is none at all.

    ``sizes`` is for a place that is narrower or wider than the role's usual one. ``crop`` is the
    part of the picture that its use shows: no file of any other part stands in for it.

    Where the role's own are not made yet, those of the nearest role stand in, so that a reader
    sees a picture of a wrong size rather than none.
    """
    there, cut = list(renditions), crops.of(crop)
    chosen = next(
        (found for near in _nearest(role) if (found := _by_format(picture, there, near, cut))),
        None,
    )
    if chosen is None:
        return None
    fallback = chosen.get(ladder.JPEG) or next(reversed(chosen.values()))
    base = fallback[0]
    return Element(
        sources=tuple(
            Source(ladder.MIME[image_format], _srcset(files))
            for image_format, files in chosen.items()
            if files is not fallback
        ),
        src=base.url,
        # Always, even with one step: "auto" counts for the sources only if the img says it too.
        srcset=_srcset(fallback),
        sizes=f"{'' if role.eager else 'auto, '}{sizes or role.sizes}",
        width=fallback[-1].width,
        height=fallback[-1].height,
        eager=role.eager,
    )


def _nearest(role: ladder.Role) -> list[ladder.Role]:
    """Give the role, then the others: those of the same shape first."""
    others = [other for other in ladder.ROLES.values() if other is not role]
    return [role, *sorted(others, key=lambda other: other.ratio != role.ratio)]


def largest(
    renditions: Iterable[PictureRendition | File], crop: str = "", most: int | None = None
) -> PictureRendition | File | None:
    """Return the widest JPEG of a use in the picture's own shape, or ``None`` if none is made.

    None wider than ``most`` pixels is taken, if there is one that is not.
    """
    cut = crops.of(crop)
    whole = [
        made
        for made in renditions
        if (parted := crops.of_spec(made.filter_spec))[0] == cut
        and _WHOLE_JPEG.fullmatch(parted[1])
    ]
    fitting = [made for made in whole if most is None or made.width <= most]
    return max(fitting or whole, key=lambda made: made.width, default=None)


def _by_format(
    picture: Picture | Shown,
    there: list[PictureRendition | File],
    role: ladder.Role,
    crop: Crop | None,
) -> dict[str, list[PictureRendition | File]]:
    """Give the role's renditions by format, narrowest first, each width once."""
    chosen = {}
    for image_format in ladder.FORMATS:
        specs = role.specs(image_format, picture.width, picture.height, crop)
        files = {made.width: made for made in there if made.filter_spec in specs}
        if files:
            chosen[image_format] = [files[width] for width in sorted(files)]
    return chosen


def _srcset(files: list[PictureRendition | File]) -> str:
    return ", ".join(f"{made.url} {made.width}w" for made in files)
