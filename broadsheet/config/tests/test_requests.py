"""Each request leaves one line, and nothing in it that opens a door."""

from __future__ import annotations

import pytest
from django.test import Client
from structlog.testing import capture_logs

pytestmark = pytest.mark.django_db


def test_a_request_is_one_event_with_its_facts(client: Client) -> None:
    """Method, path, status, size and time are keys of their own."""
    with capture_logs() as events:
        answer = client.get("/no-such-page?token=hush")

    (event,) = [one for one in events if one["event"] == "request_answered"]
    assert (event["method"], event["path"], event["status"]) == ("GET", "/no-such-page", 404)
    assert event["size"] == len(answer.content)


def test_a_proxy_may_give_the_number(client: Client) -> None:
    """A plain X-Request-ID from the proxy is kept; anything else is replaced."""
    given = client.get("/no-such-page", headers={"x-request-id": "abcdef-123456"})
    forged = client.get("/no-such-page", headers={"x-request-id": "a\tb{}"})

    assert given.headers["X-Request-ID"] == "abcdef-123456"
    assert len(forged.headers["X-Request-ID"]) == 32


def test_a_one_time_link_is_not_written_down(client: Client) -> None:
    """Under /account/ the pattern is logged, not the path."""
    with capture_logs() as events:
        client.get("/account/enrol/a-token-that-signs-in/")

    assert "a-token-that-signs-in" not in str(
        [one for one in events if one["event"] == "request_answered"]
    )


@pytest.mark.parametrize("address", ["/%00", "/nation/a%00b-5.html", "/desk/%00/", "/topic/%00/"])
def test_an_address_with_a_null_is_not_there(client: Client, address: str) -> None:
    """On every database: PostgreSQL refuses to look for such a text."""
    assert client.get(address).status_code == 404
