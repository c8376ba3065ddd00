"""Links in running text: on a reader's page they lead to stories that are out, and to sections.

Wagtail asks the database for each paragraph; here the page has read all that it links to at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from broadsheet.sections.queries import tree

_at_hand: ContextVar[Mapping[int, Any] | None] = ContextVar("broadsheet_links", default=None)


@contextmanager
def links_to(cards: Mapping[int, Any]) -> Iterator[None]:
    """Have links lead to these stories, by key; one to a story that is not out leads nowhere."""
    token = _at_hand.set(cards)
    try:
        yield
    finally:
        _at_hand.reset(token)


class StoryLinkHandler(PageLinkHandler):
    """Wagtail's links to pages, without a query where the page knows its stories."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tags of these links."""
        at_hand = _at_hand.get()
        if at_hand is None:
            found: list[str] = super().expand_db_attributes_many(attrs_list)
            return found
        return [_opening(at_hand, attrs.get("id", "")) for attrs in attrs_list]


def _opening(cards: Mapping[int, Any], pk: str) -> str:
    if not pk.isdecimal():
        return "<a>"
    target = cards.get(int(pk)) or tree().known(int(pk))
    return f'<a href="{escape(target.address)}">' if target is not None else "<a>"
