"""What was said beside a story or a section, left for the outbox: no mail while somebody saves."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from broadsheet.accounts.permission import actor_of
from broadsheet.kit import clock
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done
from broadsheet.stories.timetable import thing

COMMENTED = "story.comment"


class LeavesComments:
    """Puts an effect in the place of the mails that Wagtail's screen sends by itself."""

    page: Any
    request: Any

    def send_commenting_notifications(self, changes: dict[str, Any]) -> None:
        """Leave which comments are meant, by their numbers; a word of them stays where it is."""
        replied = {
            str(comment.pk): [one.pk for one in replies]
            for comment, replies in changes["new_replies"]
        }
        said = {
            "new": [one.pk for one in changes["new_comments"]],
            "settled": [one.pk for one in changes["resolved_comments"]],
            "deleted": len(changes["deleted_comments"]),
            "replied": replied,
        }
        if not any(said.values()):
            return
        by, at = actor_of(self.request), clock.now()
        # An autosave writes over its revision: only the moment tells two of them apart.
        turn = f"{by.pk}-{at:%Y%m%d%H%M%S%f}"
        facts = {**said, "by": by.pk, "turn": turn}
        with transaction.atomic():
            leave(Done(COMMENTED, thing(self.page), turn, 0, at, facts))
