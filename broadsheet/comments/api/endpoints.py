"""Every endpoint of the API: the one list that answers, describes and tests it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from broadsheet.comments.actions.outside import MODERATE, READ, WRITE
from broadsheet.comments.addresses import Order
from broadsheet.comments.api import shapes
from broadsheet.comments.api.door import View
from broadsheet.comments.api.views import moderating, reading, writing
from broadsheet.comments.moderation import queues

START = "conversation/api/v1/"
PUBLIC = ""
_NUMBER = {"type": "integer", "minimum": 0, "maximum": shapes.BIGGEST}
_PLACE = {"type": "string", "pattern": r"^[0-9]{1,3}~[0-9]{1,18}$"}
_WORD = re.compile(r"\{(\w+)\}")
IN_PATH: dict[str, dict[str, Any]] = {
    "story": _NUMBER,
    "comment": _NUMBER,
    "decision": _NUMBER,
    "order": {"type": "string", "enum": [one.value for one in Order]},
}


@dataclass(frozen=True)
class Endpoint:
    """One thing that can be asked: where, by which method, with which scope of a token.

    ``problems`` are the statuses beside those that follow from the rest (``faults``).
    """

    name: str
    method: str
    path: str
    does: View
    gives: type | None
    scope: str = PUBLIC
    takes: type | None = None
    statuses: tuple[int, ...] = (200,)
    query: Mapping[str, dict[str, Any]] | None = None
    problems: tuple[int, ...] = ()

    @property
    def words(self) -> list[str]:
        """The words in its path."""
        return _WORD.findall(self.path)

    @property
    def faults(self) -> tuple[int, ...]:
        """Every status by which it says that nothing was done."""
        found = {*self.problems}
        if self.words:
            found.add(404)
        if self.scope:
            found |= {401, 403}
        if self.query:
            found.add(422)
        if self.takes:
            found |= {400, 413, 415, 422}
        if self.method != "GET":
            found |= {409, 429}
        return tuple(sorted(found))

    @property
    def pattern(self) -> str:
        """Its path as a pattern for Django."""
        return _WORD.sub(_as_pattern, self.path)


def _as_pattern(word: re.Match[str]) -> str:
    choices = IN_PATH[word[1]].get("enum")
    inside = "|".join(choices) if choices else r"\d{1,18}"
    return f"(?P<{word[1]}>{inside})"


_AFTER = {"after": _NUMBER}
_ONE = "comments/{comment}/"
_QUEUE: dict[str, dict[str, Any]] = {
    "queue": {"type": "string", "enum": list(queues.NAMES)},
    "language": {"type": "string", "maxLength": 8},
    "after": _PLACE,
}

ENDPOINTS = (
    Endpoint("policy", "GET", "policy/", reading.policy, shapes.Policy),
    Endpoint("thread", "GET", "stories/{story}/", reading.thread, shapes.Thread),
    Endpoint(
        "comments",
        "GET",
        "stories/{story}/comments/{order}/",
        reading.comments,
        shapes.Branches,
        query=_AFTER,
    ),
    Endpoint(
        "post",
        "POST",
        "stories/{story}/comments/",
        writing.post,
        shapes.Sent,
        WRITE,
        shapes.Posting,
        (201, 200),
    ),
    Endpoint("comment", "GET", _ONE, reading.comment, shapes.Comment),
    Endpoint("edit", "PATCH", _ONE, writing.edit, shapes.Mine, WRITE, shapes.Mending),
    Endpoint("take_back", "DELETE", _ONE, writing.take_back, None, WRITE, statuses=(204,)),
    Endpoint("answers", "GET", f"{_ONE}answers/", reading.answers, shapes.Answers, query=_AFTER),
    Endpoint("recommend", "PUT", f"{_ONE}recommendation/", writing.recommend, shapes.Count, WRITE),
    Endpoint(
        "recommend_no_more",
        "DELETE",
        f"{_ONE}recommendation/",
        writing.recommend_no_more,
        shapes.Count,
        WRITE,
    ),
    Endpoint(
        "report",
        "POST",
        f"{_ONE}reports/",
        writing.report,
        shapes.Reported,
        WRITE,
        shapes.Reporting,
        (201,),
    ),
    Endpoint("me", "GET", "me/", writing.me, shapes.Me, READ),
    Endpoint("name", "PUT", "me/", writing.name, shapes.Me, WRITE, shapes.Naming),
    Endpoint(
        "mine",
        "GET",
        "me/comments/",
        writing.mine,
        shapes.MinePage,
        READ,
        query={"before": _NUMBER},
    ),
    Endpoint(
        "queue",
        "GET",
        "moderation/comments/",
        moderating.queue,
        shapes.Queue,
        MODERATE,
        query=_QUEUE,
    ),
    Endpoint(
        "moderated",
        "GET",
        f"moderation/{_ONE}",
        moderating.comment,
        shapes.Waiting,
        MODERATE,
    ),
    Endpoint(
        "decide",
        "POST",
        f"moderation/{_ONE}decisions/",
        moderating.decide,
        shapes.Decision,
        MODERATE,
        shapes.Deciding,
        (201,),
    ),
    Endpoint(
        "undo",
        "DELETE",
        "moderation/decisions/{decision}/",
        moderating.undo,
        shapes.Decision,
        MODERATE,
    ),
)


def by_path() -> dict[str, dict[str, Endpoint]]:
    """Return the endpoints by their path, and there by their method."""
    ordered = sorted(ENDPOINTS, key=lambda one: one.path)
    return {
        path: {one.method: one for one in some}
        for path, some in groupby(ordered, key=lambda one: one.path)
    }
