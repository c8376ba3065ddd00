"""A press that does not answer holds readers up once, not each time."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

from broadsheet.press.edition import Edition
from broadsheet.press.serving.behind import Behind
from broadsheet.press.serving.journal import Journal
from broadsheet.press.serving.reader import House, Press, Reader


class Hung:
    """A press whose worker stands still: who asks waits in vain."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, address: str, wait: float) -> bool:
        """Wait as long as the reader does."""
        self.asked.append(address)
        return Event().wait(wait)


def application(_environ: Any, _start: Any) -> list[bytes]:
    """Nobody asks it here."""
    return []


def reader(folder: Path, hung: Hung) -> Reader:
    """A server that waits for a twentieth of a second."""
    house = House(paper="The Courier", var=folder, counts=folder, wait=0.05)
    press = Press(lambda _address: True, hung.ask)
    behind = Behind(application, lambda: False)
    return Reader(house, Edition(folder / "edition"), press, behind, Journal(on=False))


def test_a_press_that_did_not_answer_is_left_alone(tmp_path: Path) -> None:
    """The next readers get their pages from the application at once."""
    hung = Hung()
    server = reader(tmp_path, hung)

    async def ask() -> list[bool]:
        return [await server._printed(address) for address in ("/a/", "/b/", "/c/")]

    assert asyncio.run(ask()) == [False, False, False]
    assert hung.asked == ["/a/"]


def test_readers_of_one_page_wait_together(tmp_path: Path) -> None:
    """However many there are, the press is asked once."""
    hung = Hung()
    server = reader(tmp_path, hung)

    async def ask() -> list[bool]:
        return await asyncio.gather(*(server._printed("/a/") for _reader in range(50)))

    assert not any(asyncio.run(ask()))
    assert hung.asked == ["/a/"]
