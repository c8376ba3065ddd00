"""What the press is told of contributors, and the pages that it prints of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.people import keys
from broadsheet.people.models import Contributor
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track

WEIGHT = 3


def watch() -> None:
    """Track contributors and register their pages; called once, when the app is ready."""
    track(
        Contributor,
        rows=lambda row: [keys.contributor(row.pk)],
        lists=lambda row: [keys.called(row.slug), keys.CONTRIBUTORS],
        watching=("slug",),
    )
    register(
        Plate(
            "contributors",
            re.compile(r"/by/[\w-]+/"),
            addresses,
            worth=lambda address: Wanted(address, WEIGHT),
        )
    )


def addresses() -> Iterator[Wanted]:
    """Return the address of every contributor."""
    for slug in Contributor.objects.order_by("pk").values_list("slug", flat=True).iterator():
        yield Wanted(f"/by/{slug}/", WEIGHT)
