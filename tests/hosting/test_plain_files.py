"""nginx and Caddy over the edition, each started with its file of docs/hosting."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest

from broadsheet.kit.tests.servers import Asked, Said, Server, serving
from broadsheet.press.edition import Edition
from broadsheet.stories.csp import policy
from tests.hosting import newspaper
from tests.hosting.fronts import SERVERS
from tests.hosting.newspaper import HASHED, LITE, ORIGINAL, PICTURE, STORY, UNHASHED, WORDS
from tests.hosting.programs import Answer, Front, free_port

BROWSER = "gzip, deflate, br"
SPORT = quote("/खेल/")


@dataclass(frozen=True)
class Paper:
    """A newspaper with a server in front."""

    front: Front
    edition: Edition
    behind: Server

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return self.front.ask(path, method, **headers)


@pytest.fixture(scope="module", params=SERVERS)
def paper(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Paper]:
    """The same newspaper behind each of them; what is behind says what it was asked."""
    work, var = tmp_path_factory.mktemp("server"), tmp_path_factory.mktemp("var")
    edition = newspaper.made(var)
    with serving(behind) as server, SERVERS[request.param](work, var, server.port) as front:
        yield Paper(front, edition, server)


def behind(asked: Asked) -> Said:
    return Said(200, f"behind: {asked.method} {asked.path}".encode(), {"Cache-Control": "private"})


def is_from_behind(answer: Answer) -> bool:
    return answer.body.startswith(b"behind: ")


# --- pages ---


@pytest.mark.parametrize("address", LITE)
def test_a_lite_page_is_answered_with_its_own_policy(paper: Paper, address: str) -> None:
    """It carries its style sheet, which the full pages' policy forbids: our server answers."""
    assert is_from_behind(paper.ask(address))


@pytest.mark.parametrize("address", ["/", "/nation/", STORY, SPORT])
def test_a_printed_page_is_answered_from_its_file(paper: Paper, address: str) -> None:
    """Whole, and nobody behind is asked."""
    before = len(paper.behind.asked)
    answer = paper.ask(address)

    assert answer.status == 200
    assert WORDS.encode() in answer.body
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert len(paper.behind.asked) == before


@pytest.mark.parametrize("address", ["/nation/", STORY])
def test_a_page_is_sent_as_it_was_compressed(paper: Paper, address: str) -> None:
    """The bytes of the seal: brotli first, then gzip, then plain; each with a tag of its own."""
    seal = paper.edition.get(address)
    assert seal is not None
    answers = [paper.ask(address, Accept_Encoding=e) for e in (BROWSER, "gzip", "identity")]

    assert [answer.body for answer in answers] == [seal.br, seal.gz, seal.body()]
    assert [answer["Content-Encoding"] for answer in answers] == ["br", "gzip", None]
    assert len({answer["ETag"] for answer in answers}) == 3
    assert brotli.decompress(answers[0].body) == gzip.decompress(answers[1].body)


@pytest.mark.parametrize("encoding", [BROWSER, "gzip", "identity", ""])
def test_a_cache_is_told_that_the_answer_depends_on_the_encoding(
    paper: Paper, encoding: str
) -> None:
    """Plain answers as well: a cache would give them to everybody."""
    assert paper.ask("/nation/", Accept_Encoding=encoding)["Vary"] == "Accept-Encoding"


def test_a_browser_asks_again_each_time(paper: Paper) -> None:
    """max-age=0, and a tag to ask with."""
    answer = paper.ask("/nation/", Accept_Encoding=BROWSER)

    assert answer["Cache-Control"] == "max-age=0, must-revalidate"
    assert (answer["ETag"] or "").startswith('"')
    assert answer["Last-Modified"]


@pytest.mark.parametrize("encoding", [BROWSER, "gzip", "identity"])
def test_a_page_that_a_browser_has_is_not_sent_again(paper: Paper, encoding: str) -> None:
    """304 to the tag of its encoding, and to the time."""
    first = paper.ask(STORY, Accept_Encoding=encoding)
    tag, time = first["ETag"] or "", first["Last-Modified"] or ""

    assert paper.ask(STORY, Accept_Encoding=encoding, If_None_Match=tag).status == 304
    assert paper.ask(STORY, Accept_Encoding=encoding, If_Modified_Since=time).status == 304


def test_head_is_a_get_without_the_body(paper: Paper) -> None:
    """The same status and tag."""
    get, head = (paper.ask(STORY, method, Accept_Encoding=BROWSER) for method in ("GET", "HEAD"))

    assert (head.status, head.body) == (200, b"")
    assert head["ETag"] == get["ETag"]
    assert head["Vary"] == get["Vary"]


def test_a_range_of_a_page_is_not_cut_out(paper: Paper) -> None:
    """Two parts of two editions would make a page that never was."""
    answer = paper.ask(STORY, Range="bytes=0-9")

    assert answer.status == 200
    assert answer["Accept-Ranges"] is None


def test_a_page_has_the_headers_that_the_paper_gives_it(paper: Paper) -> None:
    """The policy is the one of this version, and a browser guesses no type."""
    answer = paper.ask("/nation/")

    assert answer["Content-Security-Policy"] == policy()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_swapped_page_is_seen_at_the_next_request(paper: Paper) -> None:
    """In every encoding, by who has it and who has not; fifty times."""
    for number in range(50):
        old = paper.ask("/swapped.html", Accept_Encoding=BROWSER)
        paper.edition.put(newspaper.page("/swapped.html", f"edition {number} " + WORDS))
        conditions = {"If_None_Match": old["ETag"] or "x"}
        fresh = paper.ask("/swapped.html", Accept_Encoding=BROWSER, **conditions)

        assert f"edition {number} ".encode() in brotli.decompress(fresh.body)
        assert f"edition {number} ".encode() in paper.ask("/swapped.html").body


def test_a_page_that_was_taken_out_is_asked_for_behind(paper: Paper) -> None:
    """At once."""
    paper.edition.put(newspaper.page("/taken.html"))
    assert not is_from_behind(paper.ask("/taken.html"))
    paper.edition.discard("/taken.html")

    assert is_from_behind(paper.ask("/taken.html"))


@pytest.mark.parametrize(
    "query", ["utm_source=a&utm_medium=b", "fbclid=x%20y", "ref=", "", "gclid=1&ref=a"]
)
def test_where_a_reader_comes_from_changes_nothing(paper: Paper, query: str) -> None:
    """A link from elsewhere leads to the printed page."""
    assert not is_from_behind(paper.ask(f"/nation/?{query}"))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nation/?page=2"),
        ("GET", "/nation/?utm_source=a&page=2"),
        ("GET", "/nation/?page=2&fbclid=1"),
        ("GET", "/search/?q=rain"),
        ("POST", "/nation/"),
        ("GET", "/nation"),
        ("GET", "/nation//"),
        ("GET", "/nation/index.html"),
        ("GET", "/index.html"),
        ("GET", "/nation/index.html.br"),
        ("GET", STORY + ".br"),
        ("GET", STORY + ".gz"),
        ("GET", "/gone.html"),
        ("GET", "/old/"),
        ("GET", "/never-printed.html"),
        ("GET", "/desk/"),
        ("GET", ORIGINAL),
        ("GET", "/media/images/"),
        ("GET", "/media/images/none.webp"),
        ("GET", "/static/none.css"),
        ("GET", "/static/"),
        ("GET", "/edition/site/nation/index.html"),
    ],
)
def test_everything_else_is_asked_for_behind(paper: Paper, method: str, path: str) -> None:
    """What has a query, is no page, or was never printed; unchanged, and with its own headers."""
    answer = paper.ask(path, method)

    assert answer.body == f"behind: {method} {path}".encode()
    assert answer["Cache-Control"] == "private"


def test_a_page_has_one_address(paper: Paper) -> None:
    """With a slash more it is another one."""
    assert is_from_behind(paper.ask("//nation/"))


@pytest.mark.parametrize(
    "path", ["/../broadsheet.sqlite3", "/%2e%2e/generation", "/..%2fseals/", "/%2e%2e%2fgeneration"]
)
def test_nothing_beside_the_tree_is_answered(paper: Paper, path: str) -> None:
    """The database and the seals lie in the folders above it."""
    answer = paper.ask(path)

    assert answer.status >= 400 or is_from_behind(answer)


def test_what_is_behind_hears_who_asks(paper: Paper) -> None:
    """The host, the scheme and the reader's address; not what a reader claims about itself."""
    paper.ask(
        "/desk/", Host="courier.example", X_Forwarded_For="6.6.6.6", X_Forwarded_Proto="https"
    )
    heard = paper.behind.asked[-1].headers

    assert heard["host"] == "courier.example"
    assert heard["x-forwarded-proto"] == "http"
    assert heard["x-forwarded-for"] == "127.0.0.1"


# --- files ---


def test_a_picture_is_kept_for_a_year(paper: Paper) -> None:
    """Another crop has another name; and a part of it can be asked for."""
    answer = paper.ask(PICTURE)
    part = paper.ask(PICTURE, Range="bytes=0-9")

    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert (part.status, len(part.body)) == (206, 10)


def test_a_static_file_is_kept_as_long_as_its_name_allows(paper: Paper) -> None:
    """A year where its name holds a digest, a minute where it does not; compressed on the way."""
    hashed, unhashed = (paper.ask(name, Accept_Encoding="gzip") for name in (HASHED, UNHASHED))

    assert hashed["Cache-Control"] == "public, max-age=31536000, immutable"
    assert unhashed["Cache-Control"] == "public, max-age=60"
    assert (hashed["Content-Type"] or "").startswith("text/css")
    assert gzip.decompress(hashed.body).startswith(b"a {")
    assert "Accept-Encoding" in (hashed["Vary"] or "")


# --- the day nothing is behind ---


@pytest.mark.parametrize("server", SERVERS)
def test_with_nothing_behind_every_printed_page_still_answers(server: str, tmp_path: Path) -> None:
    """`broadsheet serve` and the database are stopped; readers do not notice."""
    var, work = tmp_path / "var", tmp_path / "work"
    work.mkdir()
    newspaper.made(var)
    with SERVERS[server](work, var, free_port()) as front:
        found = {
            path: front.ask(path).status
            for path in ("/", "/nation/", STORY, SPORT, PICTURE, HASHED)
        }
        missing = front.ask("/never-printed.html").status

    assert set(found.values()) == {200}
    assert missing == 502
