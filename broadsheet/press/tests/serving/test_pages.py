"""Pages, asked for over HTTP as readers, browsers and robots ask."""

from __future__ import annotations

import pytest

from broadsheet.press.tests.pages import printed, sealed
from broadsheet.press.tests.serving.conftest import PAGE, Served


@pytest.mark.parametrize(
    ("accepted", "encoding", "named"),
    [
        ("gzip, deflate, br, zstd", "br", "br"),
        ("gzip", "gz", "gzip"),
        ("gzip;q=0.5, br;q=0.4", "gz", "gzip"),
        ("br;q=0, gzip;q=0.1", "gz", "gzip"),
        ("deflate", "", None),
        ("*", "br", "br"),
        ("identity", "", None),
    ],
)
def test_a_page_comes_in_the_encoding_that_is_liked_best(
    served: Served, accepted: str, encoding: str, named: str | None
) -> None:
    """The sealed bytes, with their own tag and length, and a word that they vary."""
    answer = served.ask(PAGE, Accept_Encoding=accepted)

    assert answer.status == 200
    assert answer.body == sealed(PAGE).encoded(encoding)
    assert answer.headers["Content-Encoding"] == named
    assert answer.headers["ETag"] == sealed(PAGE).tag(encoding)
    assert answer.headers["Vary"] == "accept-encoding"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Last-Modified"] == "Sun, 22 Nov 2026 06:30:15 GMT"
    assert answer.headers["Cache-Control"] == "max-age=0, must-revalidate"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_who_accepts_nothing_gets_nothing(served: Served) -> None:
    """``identity;q=0`` without an encoding that we have cannot be answered."""
    assert served.ask(PAGE, Accept_Encoding="zstd, identity;q=0").status == 406


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_None_Match": sealed(PAGE).tag("br")}, 304),
        ({"If_None_Match": f'"other", W/{sealed(PAGE).tag("br")}'}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_None_Match": sealed(PAGE).tag("gz")}, 200),
        ({"If_None_Match": '"other"'}, 200),
        ({"If_None_Match": "nonsense"}, 200),
        ({"If_Modified_Since": "Sun, 22 Nov 2026 06:30:15 GMT"}, 304),
        ({"If_Modified_Since": "Sunday, 22-Nov-26 06:30:16 GMT"}, 304),
        ({"If_Modified_Since": "Sun, 22 Nov 2026 06:30:14 GMT"}, 200),
        ({"If_Modified_Since": "yesterday"}, 200),
        (
            {
                "If_None_Match": '"other"',
                "If_Modified_Since": "Sun, 22 Nov 2026 06:30:15 GMT",
            },
            200,
        ),
    ],
)
def test_a_browser_that_has_the_page_does_not_get_it_again(
    served: Served, headers: dict[str, str], status: int
) -> None:
    """Several tags, weak ones, dates; the tag decides if there is one."""
    answer = served.ask(PAGE, Accept_Encoding="br", **headers)

    assert answer.status == status
    assert (answer.body == b"") == (status == 304)
    assert answer.headers["ETag"] == sealed(PAGE).tag("br")


def test_a_head_is_told_what_a_get_would_get(served: Served) -> None:
    """The same headers, its length among them, and no body."""
    get, head = (served.ask(PAGE, method, Accept_Encoding="br") for method in ("GET", "HEAD"))
    del get.headers["date"], head.headers["date"]

    assert sorted(head.headers.items()) == sorted(get.headers.items())
    assert head.body == b""


def test_a_range_of_a_page_is_ignored(served: Served) -> None:
    """A page is small, and two halves of two versions would be none."""
    assert served.ask(PAGE, Range="bytes=0-9").body == sealed(PAGE).body()


def test_nothing_of_one_reader_changes_a_page(served: Served) -> None:
    """Cookies are not looked at, and none are set."""
    answer = served.ask(PAGE, Cookie="sessionid=abc", Accept_Language="hi")

    assert answer.body == sealed(PAGE).body()
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_other_methods_are_the_applications(served: Served, method: str) -> None:
    """The edition answers GET and HEAD alone."""
    assert served.ask(PAGE, method).told()["method"] == method


@pytest.mark.parametrize(
    ("path", "from_edition"),
    [
        (f"{PAGE}?utm_source=letter&fbclid=x", True),
        (f"{PAGE}?anything=else", True),
        ("/?utm_campaign=x", True),
        ("/?p=4711", False),
        ("/?", True),
        ("/old-1.html?id=4711", False),
        ("/old-1.html?utm_source=letter", True),
    ],
)
def test_a_query_is_ignored_where_it_asks_for_nothing(
    served: Served, path: str, from_edition: bool
) -> None:
    """An old system's address may have one: it is the application's where no page stands."""
    served.edition.put(sealed("/"))
    served.edition.put(sealed("/old-1.html", status=301, headers=(("Location", "/new-1.html"),)))
    answer = served.ask(path)

    assert ("ETag" in answer.headers or "Location" in answer.headers) == from_edition


@pytest.mark.parametrize("status", [301, 404, 410, 451])
def test_what_is_no_page_is_printed_as_well(served: Served, status: int) -> None:
    """Redirects and withdrawn stories are answered from the edition, and are never "unchanged"."""
    headers = (("Location", "/a/"),) if status == 301 else printed().headers
    served.edition.put(sealed("/gone-1.html", status=status, headers=headers))
    answer = served.ask("/gone-1.html", Accept_Encoding="br", If_None_Match="*")

    assert answer.status == status
    assert answer.headers["Location"] == ("/a/" if status == 301 else None)
    assert answer.body == sealed("/gone-1.html").br
    served.edition.discard("/gone-1.html")


def test_a_swap_is_seen_at_the_next_request(served: Served) -> None:
    """Another process swaps; not one answer after it is the old page, in any encoding."""
    stale = []
    for turn in range(60):
        fresh = sealed(PAGE, f"version {turn}")
        served.edition.put(fresh)
        for accepted, encoding in (("br", "br"), ("gzip", "gz"), ("", "")):
            answer = served.ask(PAGE, Accept_Encoding=accepted)
            stale += [turn] if answer.body != fresh.encoded(encoding) else []

    assert stale == []


def test_a_withdrawn_page_is_gone_at_the_next_request(served: Served) -> None:
    """Out of the edition is out of the memory too."""
    served.ask(PAGE)
    served.edition.discard(PAGE)

    assert served.ask(PAGE).told()["path"] == PAGE


def test_a_broken_page_is_not_sent(served: Served) -> None:
    """A seal that the disk spoiled is as if it were missing, whatever is in memory."""
    place = served.edition.place(PAGE)
    place.write_bytes(place.read_bytes()[:-3])
    served.edition.advance()

    assert served.ask(PAGE).told()["path"] == PAGE
    assert b"seal_unreadable" in (served.root / "log").read_bytes()


@pytest.mark.parametrize(
    "path",
    ["/%ff", "/%00", "/a/../b", "//", "/" + "a" * 9_000, "/%2e%2e/%2e%2e/etc/passwd", "/?%ff"],
)
def test_a_strange_address_is_the_applications(served: Served, path: str) -> None:
    """Nothing breaks, and nothing but a printed page comes from the edition."""
    served.edition.discard("/")

    assert served.ask(path).status == 404


def test_a_page_in_another_script_is_found(served: Served) -> None:
    """The address is the same however its percent signs are written."""
    served.edition.put(sealed("/राष्ट्र/"))

    for address in ("/%E0%A4%B0%E0%A4%BE%E0%A4%B7%E0%A5%8D%E0%A4%9F%E0%A5%8D%E0%A4%B0/",) * 2:
        assert served.ask(address.lower()).body == sealed().body()
