"""The conversation's place under a story: a settled slot, so that a comment re-renders no story.

A story where nobody has written yet has the invitation in its own page: there would be a slot for
every story of the archive, and all would say the same.
"""

from __future__ import annotations

from typing import Any

from django.template.loader import get_template
from django.utils import translation

from broadsheet.comments import addresses, keys, reading
from broadsheet.comments.addresses import Order
from broadsheet.comments.models import Mode, PlaceRules, Thread
from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.press import kept, recording
from broadsheet.press.explaining import explained
from broadsheet.press.slots import placed, settled, slot_name
from broadsheet.sections.queries import tree
from broadsheet.stories.models import Story

SLOT = "conversation"
_TEMPLATE = "comments/conversation.html"


def settle() -> None:
    """Register the slot; called once, when the app is ready."""
    settled(SLOT, conversation)


def under(story: Story) -> str:
    """Return the conversation for a story's page; nothing under what is not published."""
    if story.number is None or story.published_at is None:
        return ""
    thread = reading.thread_at(story.pk)
    section = story.primary_section_id
    if thread is None:
        return _rendered(_context(None, story.number, section, story.language))
    return placed(slot_name(SLOT, str(thread.pk), str(story.number), str(section)))


def conversation(thread: str, number: str, section: str) -> str:
    """Return the text of the slot under a story: the first page of its thread."""
    with one_page():
        row = Thread.objects.get(pk=int(thread))
        with translation.override(row.language):
            context = _context(row, int(number), int(section), row.language)
            context |= reading.counted(row.pk)
            context["found"] = reading.page_of(row, Order.NEWEST)
            return _rendered(context)


def _context(thread: Thread | None, number: int, section: int, language: str) -> dict[str, Any]:
    mode = thread.mode if thread else ""
    return {
        "thread": thread,
        "number": number,
        "page_lang": language,
        "mode": mode or mode_in(section),
        "order": Order.NEWEST,
        "orders": orders(number),
        "shown": 0,
    }


def _rendered(context: dict[str, Any]) -> str:
    return trimmed(get_template(_TEMPLATE).render(context))


def orders(number: int) -> list[tuple[str, str]]:
    """Return the orders of a conversation, each with its address."""
    return [(order.value, addresses.order_of(number, order)) for order in Order]


def mode_in(section: int) -> str:
    """Return the mode that holds in a section where a thread has none of its own."""
    recording.read(keys.RULES)
    rules = kept.take("comments.rules", _modes, lambda _found: [keys.RULES])
    place = tree().known(section)
    trail = tree().trail(place) if place else []
    modes = (rules.get(one) for one in [*(one.pk for one in reversed(trail)), None])
    return next((mode for mode in modes if mode), Mode.POST.value)


def _modes() -> dict[int | None, str]:
    with explained(keys.RULES):
        return dict(PlaceRules.objects.exclude(mode="").values_list("section_id", "mode"))
