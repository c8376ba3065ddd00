"""A few hands for files: renaming waits for the disk, not for the processor."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

HANDS = 4
T = TypeVar("T")
R = TypeVar("R")


def each(act: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """Do an act to each thing, several at a time; return the answers in their order.

    Raises what the first failing act raised, when all that were begun are done.
    """
    if len(things) < 2:  # noqa: PLR2004 one hand is enough
        return [act(thing) for thing in things]
    return list(_hands(os.getpid()).map(act, things))


@cache
def _hands(_process: int) -> ThreadPoolExecutor:
    """Return this process's own: a forked one has none of its parent's threads."""
    return ThreadPoolExecutor(HANDS, thread_name_prefix="press-files")
