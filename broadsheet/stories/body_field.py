"""The field in which a story's text is written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from wagtail.blocks.base import BlockWidget

# What a screen is told of the blocks, by their definition, which stays, and the language.
_told: dict[tuple[int, str | None], tuple[Any, Any, str]] = {}


class BodyWidget(BlockWidget):
    """Wagtail's widget for blocks, which describes them once for each language.

    Every kind of block, its fields, words and choices go to the browser as one description, which
    follows from the code alone. Wagtail makes it anew for each screen, a seventh of all that
    opening the editor costs.
    """

    _js_context: Any
    _block_json: Any

    def _build_block_json(self) -> None:
        key = (id(self.block_def), get_language())
        if key not in _told:
            super()._build_block_json()
            # The definition is held as well, lest another takes its place in memory.
            _told[key] = (self.block_def, self._js_context, self._block_json)
        _blocks, self._js_context, self._block_json = _told[key]
