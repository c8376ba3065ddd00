"""A difference between two documents, in the words of the screens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from broadsheet.fronts.document import Container, Document
from broadsheet.fronts.editor import facts, wording
from broadsheet.fronts.editor.rules import At, difference


def told(before: Document, after: Document, user: Any, at: datetime) -> dict[str, Any]:
    """Return what came, went, moved and changed between two documents, each in a line."""
    found = difference(before, after)
    known = facts.stories(found.stories(), user, at)
    layouts, sections = dict(wording.layouts()), facts.sections()

    def name(one: Container) -> str:
        return one.title or sections.get(one.section or 0) or layouts[one.layout]

    def place(one: At) -> str:
        said = {"container": name(one.container), "place": one.place}
        return _("%(container)s, %(place)s") % said

    def line(one: At, where: str) -> dict[str, str]:
        story = known.get(str(one.card.story), {})
        own = one.card.headline if story.get("open") else ""
        title = own or story.get("title") or _("A story that is gone")
        return {"title": title, "where": where, "mark": story.get("words", "")}

    moves = [(one, f"{place(one.before)} → {place(one.after)}") for one in found.moved]
    return {
        "same": found.is_nothing,
        "came": [line(one, place(one)) for one in found.came],
        "went": [line(one, place(one)) for one in found.went],
        "moved": [line(one.after, where) for one, where in moves],
        "reworded": [line(one.after, place(one.after)) for one in found.reworded],
        "containers_came": [name(one) for one in found.containers_came],
        "containers_went": [name(one) for one in found.containers_went],
        "containers_changed": [name(one) for one in found.containers_changed],
        "containers_moved": found.containers_moved,
    }
