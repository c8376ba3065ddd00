"""Whether a page is being shown in the lite edition, and what its view must know of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from broadsheet.press import recording


@dataclass
class Showing:
    """A page that is shown: the address of the full page, and what the press records with it.

    ``language`` is given by the frame of the page; without one nothing of ours was shown.
    """

    address: str
    record: recording.Record | None
    language: str = ""


_showing: ContextVar[Showing | None] = ContextVar("broadsheet_lite_showing", default=None)


@contextmanager
def lite(address: str) -> Iterator[Showing]:
    """Show what is rendered inside in the lite edition; ``address`` is that of the full page."""
    showing = Showing(address, recording.present())
    token = _showing.set(showing)
    try:
        yield showing
    finally:
        _showing.reset(token)


def present() -> Showing | None:
    """Return the lite page that is being rendered, or ``None``.

    A slot of the press that is rendered meanwhile belongs to full pages: it has a recording of its
    own, and there the lite edition is not.
    """
    showing = _showing.get()
    return showing if showing and showing.record is recording.present() else None
