"""A small paper with an edition of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.press import edition, plates, rendering, running, slots
from broadsheet.press.edition import Edition
from broadsheet.press.tests import newsstand


@pytest.fixture
def paper(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edition]:
    """Serve the small paper in place of the newspaper, with an empty edition."""
    settings.ROOT_URLCONF = "broadsheet.press.tests.newsstand"
    settings.EDITION_ROOT = tmp_path / "edition"
    monkeypatch.setattr(plates, "_plates", [])
    monkeypatch.setattr(slots, "_renders", {})
    monkeypatch.setattr(running, "_renders", {})
    monkeypatch.setattr(running, "_words", {})
    newsstand.open_for_business()
    newsstand.rendered.clear()
    newsstand.meanwhile.clear()
    rendering._chain.cache_clear()
    yield edition.present()
    rendering._chain.cache_clear()
