"""The OpenAPI document is held to its own schema, and the API to the document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as trying
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from broadsheet.comments.api import openapi
from broadsheet.comments.api.endpoints import START
from broadsheet.comments.api.tests.cast import ask, known, moderator_of, talk, token_of
from broadsheet.comments.voices import name_oneself
from broadsheet.kit.tests.counts import examples

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
# An address may be made into one where nothing is, or another method is.
ELSEWHERE = {301, 404, 405}
HELD_TO = ("not_a_server_error", "content_type_conformance", "response_schema_conformance")


def test_the_document_is_openapi() -> None:
    """Schemathesis validates it by the schema that OpenAPI gives out for 3.1."""
    schema = schemathesis.openapi.from_dict(openapi.document())

    schema.validate()
    answer = ask("GET", "openapi.json")

    assert answer.json() == json.loads(json.dumps(openapi.document()))
    assert ask("GET", "openapi.json", **{"if-none-match": answer["ETag"]}).status_code == 304
    for shape in openapi.document()["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)


@pytest.fixture
def kept_open() -> Iterator[None]:
    """A request ends as in Django's own test client: without closing the test's database."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("kept_open")
def test_nothing_that_is_sent_makes_a_fault_of_ours(settings: Any) -> None:
    """Whatever is sent, the answer is one that the document tells of, and none is a 500."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "comment_api": "999999/m/key"}
    moderator, found = moderator_of("Nation"), talk(known("Rosa"))
    name_oneself(moderator, "Mo Nation")
    token = token_of(moderator)
    numbers = {"comment": found.shown.pk, "decision": found.decision.pk}
    there = {**numbers, "story": found.story.number, "order": "newest"}
    schema: Any = schemathesis.openapi.from_wsgi(f"/{START}openapi.json", get_wsgi_application())

    tried = [_hold(one.ok(), there, token) for one in schema.get_all_operations()]

    assert len(tried) == sum(map(len, openapi.document()["paths"].values()))
    assert sum(tried) > 3 * len(tried)


def _hold(operation: Any, there: dict[str, Any], token: str) -> int:
    """Ask one operation for what fits its description and for what does not."""
    turn = count()
    fitting = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    unfit = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    told = {int(status) for status in operation.definition.raw["responses"]}
    load_all_checks()
    checks = [one for one in CHECKS.get_all() if one.__name__ in HELD_TO]

    @given(case=fitting | unfit)
    @trying(
        max_examples=examples(6),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def hold(case: Any) -> None:
        if next(turn) % 2:
            case.path_parameters = {name: there[name] for name in case.path_parameters}
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code in told | ELSEWHERE, (case.as_curl_command(), answer.text)
        if answer.status_code in told:
            case.validate_response(answer, checks=checks)

    hold()
    return next(turn)
