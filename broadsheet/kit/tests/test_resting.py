"""What is there for good is left alone; what comes and goes is still collected."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from broadsheet.kit.resting import let_rest


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Give the tests after this one all their objects back."""
    yield
    gc.unfreeze()


class Ring:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


def test_later_rings_are_still_collected() -> None:
    """Only what stood before is left out."""
    let_rest()
    later = ref(Ring())
    gc.collect()

    assert gc.get_freeze_count() > 0
    assert later() is None
