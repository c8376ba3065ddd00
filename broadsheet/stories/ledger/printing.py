"""What the press is told of the ledger and the versions, and the pages that it prints of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from broadsheet.press import actions as press
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track
from broadsheet.stories import keys
from broadsheet.stories.ledger.addresses import feed_path, ledger_path
from broadsheet.stories.models import Correction, Story, Version, WithdrawnVersion
from broadsheet.stories.signals import version_withdrawn

LEDGER, SELDOM = 3, 9
ADDRESSES = (ledger_path(), feed_path())


def watch() -> None:
    """Track the rows and register the pages; called once, ahead of the room's other plates."""
    track(Correction, rows=_of_story, lists=lambda _row: [keys.LEDGER])
    track(Version, rows=_of_history)
    track(WithdrawnVersion, rows=_of_history, lists=lambda _row: [keys.LEDGER])
    version_withdrawn.connect(_withdrawn, dispatch_uid="stories.ledger.withdrawn")
    register(
        Plate(
            "corrections",
            re.compile("|".join(map(re.escape, ADDRESSES))),
            _ledger,
            worth=lambda address: Wanted(address, LEDGER),
        )
    )
    for name, pattern in (
        ("older corrections", r"/corrections/before/\d{1,18}/"),
        ("corrections of sections", r"/corrections/in/(?:[\w-]+/)+(?:feed\.atom)?"),
        ("histories", r"/.+-\d{1,18}/history/(?:\d{1,6}/)?"),
    ):
        register(Plate(name, re.compile(pattern), worth=_seldom, lazy=True))


def _of_story(row: Correction) -> list[str]:
    return [keys.story(row.story_id)]


def _of_history(row: Any) -> list[str]:
    return [keys.history(row.story_id)]


def _ledger() -> Iterator[Wanted]:
    for address in ADDRESSES:
        yield Wanted(address, LEDGER)


def _seldom(address: str) -> Wanted:
    return Wanted(address, SELDOM)


def _withdrawn(story: Story, **_announced: Any) -> None:
    """Take every page of a history out of the edition at once, and the ledger's that quote it."""
    press.take_out([keys.history(story.pk), keys.LEDGER])
