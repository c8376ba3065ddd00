"""Pictures, whole and in part."""

from __future__ import annotations

import pytest

from broadsheet.press.tests.serving.conftest import PICTURE, Served


@pytest.mark.parametrize(
    ("asked", "status", "where", "body"),
    [
        ("bytes=0-9", 206, "bytes 0-9/10240", PICTURE[:10]),
        ("bytes=10230-", 206, "bytes 10230-10239/10240", PICTURE[-10:]),
        ("bytes=-5", 206, "bytes 10235-10239/10240", PICTURE[-5:]),
        ("bytes=0-99999", 206, "bytes 0-10239/10240", PICTURE),
        ("bytes=10240-", 416, "bytes */10240", b""),
        ("bytes=-0", 416, "bytes */10240", b""),
        ("bytes=5-2", 200, None, PICTURE),
        ("bytes=0-1,5-6", 200, None, PICTURE),
        ("lines=0-9", 200, None, PICTURE),
    ],
)
def test_a_part_of_a_picture_can_be_had(
    served: Served, asked: str, status: int, where: str | None, body: bytes
) -> None:
    """One range of bytes; what is no such range is ignored (RFC 9110, 14.2)."""
    answer = served.ask("/media/images/rain.png", Range=asked)

    assert (answer.status, answer.body) == (status, body)
    assert answer.headers["Content-Range"] == where
    assert answer.headers["Content-Length"] == str(len(body))
    assert answer.headers["Content-Type"] == ("image/png")


def test_a_head_knows_no_parts(served: Served) -> None:
    """It is told of the whole (RFC 9110, 14.2)."""
    answer = served.ask("/media/images/rain.png", "HEAD", Range="bytes=0-9")

    assert (answer.status, answer.headers["Content-Length"]) == (200, str(len(PICTURE)))


def test_a_part_is_only_of_the_version_that_the_reader_has(served: Served) -> None:
    """``If-Range`` with the right tag or date gets the part, with another gets the whole."""
    whole = served.ask("/media/images/rain.png")
    tag, date = whole.headers["ETag"], whole.headers["Last-Modified"]
    found = [
        served.ask("/media/images/rain.png", Range="bytes=0-1", If_Range=known).status
        for known in (tag, date, '"other"', f"W/{tag}", "Sun, 22 Nov 2020 06:30:15 GMT")
    ]

    assert found == [206, 206, 200, 200, 200]


def test_a_picture_is_kept_for_a_year(served: Served) -> None:
    """Another crop has another name; who has it gets it no more."""
    answer = served.ask("/media/images/rain.png")
    again = served.ask("/media/images/rain.png", If_None_Match=answer.headers["ETag"])

    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (again.status, again.body) == (304, b"")
    assert served.ask("/media/images/rain.png", "HEAD").headers["Content-Length"] == "10240"


@pytest.mark.parametrize(
    "path",
    [
        "/media/images/../secret.png",
        "/media/images/%2e%2e/secret.png",
        "/media/images/..%2fsecret.png",
        "/media/images//etc/passwd",
        "/media/images/rain.png%00.png",
        "/media/images/rain.txt",
        "/media/images/" + "a" * 5_000 + ".png",
    ],
)
def test_no_way_leads_to_an_original(served: Served, path: str) -> None:
    """Only what lies in the folder, and is a picture."""
    assert served.ask(path).status == 404
