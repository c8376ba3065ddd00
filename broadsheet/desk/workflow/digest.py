"""What a revision says, as one number: two revisions with the same digest read the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# What changes without a word of the story changing: times, places in the tree, locks, comments.
BESIDE_THE_TEXT = frozenset(
    ("pk", "live", "live_revision", "latest_revision", "latest_revision_created_at", "expired")
) | frozenset(
    (
        *("has_unpublished_changes", "first_published_at", "last_published_at", "go_live_at"),
        *("expire_at", "locked", "locked_at", "locked_by", "owner", "path", "depth", "numchild"),
        *("url_path", "draft_title", "wagtail_admin_comments", "published_at", "updated_at"),
        *("embargo_until", "translation_key", "locale", "content_type", "number"),
        *("withdrawn_at", "withdrawn_ground", "withdrawn_notice", "withdrawn_names_it"),
        *("primary_section", "alias_of", "show_in_menus"),
    )
)


def digest(content: Mapping[str, Any]) -> str:
    """Return the digest of a revision's content: 64 hexadecimal digits (SHA-256)."""
    said = {name: _bare(value) for name, value in content.items() if name not in BESIDE_THE_TEXT}
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def _bare(value: Any) -> Any:
    """Leave the numbers of rows out: a byline that was saved is the one that was written."""
    if isinstance(value, list):
        return [_bare(each) for each in value]
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name not in ("pk", "story")}
    return value
