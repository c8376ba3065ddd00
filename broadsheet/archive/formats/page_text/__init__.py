"""The format ``page-text``: one article page of a news site that somebody flattened to text.

There are no tags, and furniture stands all around the article. Pure Python: nothing here knows
Django, reads a clock or a particular paper. ``read`` is the door.
"""

from __future__ import annotations

from broadsheet.archive.formats.page_text.reader import read

__all__ = ["read"]
