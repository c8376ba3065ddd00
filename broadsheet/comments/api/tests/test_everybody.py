"""Every endpoint is tried by everybody, and answers each as it must."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import staff
from broadsheet.comments.actions.outside import Wanted
from broadsheet.comments.api.endpoints import ENDPOINTS, Endpoint
from broadsheet.comments.api.tests.cast import (
    WORDS,
    Talk,
    ask,
    clause_key,
    known,
    moderator_of,
    talk,
    token_of,
)
from broadsheet.comments.models import ApiToken
from broadsheet.comments.tests.cast import user_of
from broadsheet.kit.tokens import digest
from broadsheet.stories.tests.cast import section

pytestmark = pytest.mark.django_db

WHO = ("stranger", "reader", "reporter", "moderator of Sport", "moderator of Nation")
OPEN = (200, 200, 200, 200, 200)
OWN = (401, 200, 200, 200, 200)
DESK = (401, 403, 403, 403, 200)
# What each of them is answered, in the order of WHO. What is of one reader is there for them alone.
TABLE: dict[str, tuple[int, ...]] = {
    "policy": OPEN,
    "thread": OPEN,
    "comments": OPEN,
    "comment": OPEN,
    "answers": OPEN,
    "post": (401, 201, 409, 409, 409),  # who has no name yet is asked for one
    "edit": (401, 200, 409, 409, 409),
    "take_back": (401, 204, 409, 409, 409),
    "recommend": OWN,
    "recommend_no_more": OWN,
    "report": (401, 201, 201, 201, 201),
    "me": OWN,
    "name": (401, 200, 409, 409, 409),  # by then it is somebody's
    "mine": OWN,
    "queue": (401, 403, 403, 200, 200),  # of their own sections: this story's waits not there
    "moderated": DESK,
    "decide": (401, 403, 403, 403, 201),
    "undo": DESK,
}
BODIES: dict[str, Any] = {
    "post": lambda: {"text": WORDS, "token": "one-form"},
    "edit": lambda: {"text": "A word of one's own, in other words."},
    "report": lambda: {"clause": clause_key()},
    "name": lambda: {"name": "Another Name"},
    "decide": lambda: {"act": "approve"},
}


def address(endpoint: Endpoint, found: Talk) -> str:
    """Where an endpoint is asked about what there is."""
    own = endpoint.name in {"edit", "take_back"}
    comment = found.held if endpoint.scope == "moderate" else found.own if own else found.shown
    return endpoint.path.format(
        story=found.story.number,
        comment=comment.pk,
        order="newest",
        decision=found.decision.pk,
    )


def tokens(author: Any) -> list[str]:
    """The tokens of everybody, each with every scope that there is: the acts must decide."""
    reader, reporter = user_of(author), staff(Role.REPORTER, section("Nation"))
    given = []
    for user in (reader, reporter):
        wanted = Wanted("for a test", ("read", "write"))
        token = token_of(user, *wanted.scopes)
        rows = ApiToken.objects.filter(digest=digest(token))
        rows.update(scopes=["read", "write", "moderate"])
        given.append(token)
    moderators = [token_of(moderator_of(name)) for name in ("Sport", "Nation")]
    return ["", *given, *moderators]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.name)
def test_every_endpoint_answers_everybody_as_the_table_says(endpoint: Endpoint) -> None:
    """A new endpoint that the table does not have fails here."""
    author = known("Rosa")
    found = talk(author)
    body = BODIES[endpoint.name]() if endpoint.takes else None

    answers = [ask(endpoint.method, address(endpoint, found), one, body) for one in tokens(author)]

    assert tuple(one.status_code for one in answers) == TABLE[endpoint.name]
    assert all(one.status_code in {*endpoint.statuses, *endpoint.faults} for one in answers)
    assert WORDS not in answers[0].content.decode()


def test_a_moderator_of_another_section_sees_nothing_of_this_one() -> None:
    """The queue is of one's own sections."""
    found = talk(known("Rosa"))

    sport = ask("GET", "moderation/comments/", token_of(moderator_of("Sport"))).json()
    nation = ask("GET", "moderation/comments/", token_of(moderator_of("Nation"))).json()

    assert sport["comments"] == []
    assert [one["id"] for one in nation["comments"]] == [found.held.pk]


def test_a_token_does_no_more_than_its_scopes() -> None:
    """Who may moderate does not by a token that only reads."""
    moderator = moderator_of("Nation")

    reading = token_of(moderator, "read")

    assert ask("GET", "moderation/comments/", reading).status_code == 403
    assert ask("PUT", "me/", reading, {"name": "Any Name"}).json()["code"] == "scope"
    assert ask("GET", "me/", reading).json()["scopes"] == ["read"]
