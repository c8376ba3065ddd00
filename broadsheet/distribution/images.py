"""Pictures as feeds and sitemaps name them: one JPEG each, with the words of its use."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import get_language

from broadsheet.distribution.items import Image
from broadsheet.kit.prepared import Prepared
from broadsheet.pictures import agencies, markup, rules, shown
from broadsheet.pictures import keys as picture_keys
from broadsheet.pictures.ladder import JPEG, MIME
from broadsheet.pictures.models import Picture, PictureKind
from broadsheet.press.explaining import explained
from broadsheet.stories.structured import absolute

WORDS = ("alt", "caption", "credit", "agency", "kind", "source", "crop")

_rows = Prepared(
    lambda pictures: Picture.objects.filter(pk__in=pictures).values_list(*shown.COLUMNS)
)


def load(pictures: Collection[int]) -> dict[int, shown.Shown]:
    """Return the pictures of the library that readers may see, without files."""
    wanted = sorted(set(pictures))
    if not wanted:
        return {}
    with explained(*(picture_keys.picture(pk) for pk in wanted)):
        found = [shown.shown(row) for row in _rows(wanted)]
    return {one.pk: one for one in found if one is not None}


def image_of(use: rules.Use, files: Mapping[int, tuple[shown.File, ...]]) -> Image | None:
    """Return a use's largest JPEG with its words, in the language of the page; ``None`` without."""
    picture = use.picture
    if not isinstance(picture, shown.Shown):
        return None
    file = markup.largest(files.get(picture.pk, ()), use.crop)
    if file is None:
        return None
    said = rules.resolve(
        use,
        picture.library,
        labels={kind.value: str(kind.label) for kind in PictureKind},
        agencies=agencies.names(get_language() or "en"),
    )
    address = absolute(file.url)
    words = (said.alt, said.caption, said.credit_line)
    return Image(address, MIME[JPEG], file.width, file.height, *words)


def use_in(value: Mapping[str, Any], library: Mapping[int, shown.Shown]) -> rules.Use:
    """Return a stored use of a picture in a body."""
    words = {name: str(value.get(name) or "") for name in WORDS}
    return rules.Use(**words, picture=library.get(value.get("picture") or 0))
