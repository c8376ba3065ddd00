"""Varnish with docs/hosting/varnish.vcl, and the purge driver that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import brotli
import pytest

from broadsheet.kit.tests.servers import Asked, Said, Server, serving
from broadsheet.press.edition import Edition
from broadsheet.press.printed import Printed
from broadsheet.press.purging import PurgeFailed
from broadsheet.press.purging.varnish import Varnish
from broadsheet.press.sealing import Seal, seal
from broadsheet.press.serving.answers import Manner, answer_of
from broadsheet.press.serving.asking import encoding_for
from broadsheet.press.tags import page_tag
from broadsheet.press.tests.pages import HTML, MOMENT
from tests.hosting.programs import Front, free_port, from_docs, program, started

SECRET = "s3cret-of-the-paper"  # noqa: S105 - nobody's
FOR_CACHES = "max-age=604800, stale-while-revalidate=30, stale-if-error=604800"
MANNER = Manner(cdn=(("surrogate-control", FOR_CACHES),), tag_headers=("surrogate-key",))
SECRETS = {"the secret of PURGE_SECRET": SECRET}


def page(address: str, words: str, *keys: str) -> Seal:
    return seal(Printed(address, 200, (HTML,), words.encode(), frozenset(keys), (), MOMENT))


@dataclass
class Slow:
    """Lets an answer that was made wait, so that much may happen before Varnish has it."""

    path: str = ""
    made: Event = field(default_factory=Event)
    sent: Event = field(default_factory=Event)

    def pass_by(self, path: str) -> None:
        if path == self.path:
            self.path = ""
            self.made.set()
            self.sent.wait(30)


@dataclass(frozen=True)
class Paper:
    """An edition, the server that answers from it as the reader server does, Varnish in front."""

    front: Front
    edition: Edition
    behind: Server
    broken: Event
    slow: Slow

    def read(self, path: str, **headers: str) -> str:
        """Return the words of a page as a browser gets them."""
        answer = self.front.ask(path, Accept_Encoding="gzip, deflate, br", **headers)
        packed = answer["Content-Encoding"] == "br"
        return (brotli.decompress(answer.body) if packed else answer.body).decode()

    def driver(self, *, soft: bool = False, secret: str = SECRET) -> Varnish:
        return Varnish(self.front.origin, secret, soft=soft)


@contextmanager
def in_front(work: Path) -> Iterator[Paper]:
    command, port, broken, slow = program("varnishd"), free_port(), Event(), Slow()
    edition = Edition(work / "edition")

    def answer(asked: Asked) -> Said:
        if broken.is_set():
            return Said(503)
        found = edition.get(asked.path.partition("?")[0])
        if found is None or "?" in asked.path or asked.method not in ("GET", "HEAD"):
            return Said(200, f"behind: {asked.method} {asked.path}".encode())
        made = answer_of(found, encoding_for(asked.headers.get("accept-encoding")), MANNER)
        named = dict(made.headers)
        named.pop("content-length")
        slow.pass_by(asked.path)
        return Said(made.status, made.body, named)

    with serving(answer) as behind:
        places = {'.port = "8000"': f'.port = "{behind.port}"', **SECRETS}
        config = work / "varnish.vcl"
        config.write_text(from_docs("varnish.vcl", **places), encoding="utf-8")
        line = f"{command} -F -j none -T none -n {work}/varnish -s malloc,32m"
        line += f" -a 127.0.0.1:{port} -p http_gzip_support=off -f {config}"
        with started(line.split(), port, work) as front:
            yield Paper(front, edition, behind, broken, slow)


@pytest.fixture(scope="module")
def varnish(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """One Varnish for all of these: it compiles its configuration at each start."""
    with in_front(tmp_path_factory.mktemp("varnish")) as paper:
        yield paper


@pytest.fixture
def paper(varnish: Paper) -> Paper:
    """With nothing kept of the test before."""
    addresses = list(varnish.edition.addresses())
    for address in addresses:
        varnish.edition.discard(address)
    varnish.driver().purge([page_tag(address) for address in addresses], [])
    varnish.behind.asked.clear()
    varnish.broken.clear()
    return varnish


def test_a_page_is_kept_and_its_key_purges_it(paper: Paper) -> None:
    """Before the purge the old one is answered from memory, after it the fresh one."""
    paper.edition.put(page("/a.html", "old words", "story-1", "topic-9"))
    assert [paper.read("/a.html") for _ in range(3)] == ["old words"] * 3
    assert len(paper.behind.asked) == 1
    paper.edition.put(page("/a.html", "fresh words", "story-1", "topic-9"))
    assert paper.read("/a.html") == "old words"
    paper.driver().purge(["story-1"], [])

    assert paper.read("/a.html") == "fresh words"


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity", "gzip;q=0, br;q=0", ""])
def test_a_purge_takes_every_encoding(paper: Paper, encoding: str) -> None:
    """Each is kept by itself, and none outlives the purge."""
    for words in ("old words", "fresh words"):
        paper.edition.put(page("/a.html", words, "story-1"))
        paper.driver().purge([page_tag("/a.html")], [])
        for other in ("br", "gzip", "identity", encoding):
            kept = paper.front.ask("/a.html", Accept_Encoding=other)
        seal = paper.edition.get("/a.html")
        assert seal is not None

        assert kept.body == seal.encoded(encoding_for(encoding))
        assert kept["ETag"] == seal.tag(encoding_for(encoding))


def test_a_purge_takes_no_other_page(paper: Paper) -> None:
    """What has not the key stays where it is."""
    paper.edition.put(page("/a.html", "a", "story-1", "list-section-3"))
    paper.edition.put(page("/b.html", "b", "story-11", "list-section-3"))
    paper.read("/a.html")
    paper.read("/b.html")
    paper.driver().purge(["story-1"], [])
    paper.read("/a.html")
    paper.read("/b.html")

    assert paper.behind.paths == ["/a.html", "/b.html", "/a.html"]


def test_a_key_takes_every_page_that_was_made_from_it(paper: Paper) -> None:
    """A hundred pages by one word."""
    addresses = [f"/{number}.html" for number in range(100)]
    for word in ("old", "fresh"):
        for address in addresses:
            paper.edition.put(page(address, word, "section-4"))
        if word == "fresh":
            paper.driver().purge(["section-4"], [])
        assert {paper.read(address) for address in addresses} == {word}


def test_a_thousand_keys_are_purged(paper: Paper) -> None:
    """They go in several requests, each no longer than Varnish reads."""
    paper.edition.put(page("/a.html", "old", "story-999"))
    paper.read("/a.html")
    paper.edition.put(page("/a.html", "fresh", "story-999"))
    paper.driver().purge({f"story-{number}" for number in range(1_000)}, [])

    assert paper.read("/a.html") == "fresh"


def test_a_browser_never_sees_the_keys(paper: Paper) -> None:
    """They are between the paper and its caches."""
    paper.edition.put(page("/a.html", "words", "story-1"))
    names = {name.lower() for name in paper.front.ask("/a.html").headers}

    assert not names & {"xkey", "surrogate-key", "surrogate-control", "via", "x-varnish"}
    assert {"etag", "vary", "cache-control", "last-modified"} <= names


def test_a_page_that_a_browser_has_is_not_sent_again(paper: Paper) -> None:
    """Varnish answers 304 by itself."""
    paper.edition.put(page("/a.html", "words", "story-1"))
    tag = paper.front.ask("/a.html", Accept_Encoding="br")["ETag"] or ""

    again = paper.front.ask("/a.html", Accept_Encoding="br", If_None_Match=tag)
    assert again.status == 304
    assert len(paper.behind.asked) == 1


def test_a_reader_who_is_signed_in_gets_the_kept_page(paper: Paper) -> None:
    """A cookie makes no other page of it, nor does where the reader came from."""
    paper.edition.put(page("/a.html", "words", "story-1"))
    paper.read("/a.html")
    paper.read("/a.html", Cookie="sessionid=1")
    paper.read("/a.html?utm_source=x&fbclid=y")

    assert len(paper.behind.asked) == 1


def test_what_is_not_for_caches_is_asked_for_each_time(paper: Paper) -> None:
    """Whatever the paper does not mark is passed on, as it came."""
    for path in ("/search/?q=rain", "/account/", "/a.html?page=2"):
        assert [paper.read(path) for _ in range(2)] == [f"behind: GET {path}"] * 2
    assert paper.front.ask("/a.html", "POST").body == b"behind: POST /a.html"


@pytest.mark.parametrize("secret", ["", "another", SECRET + "x"])
def test_nobody_purges_without_the_secret(paper: Paper, secret: str) -> None:
    """The driver says what to compare."""
    paper.edition.put(page("/a.html", "old", "story-1"))
    paper.read("/a.html")

    with pytest.raises(PurgeFailed, match=r"403.*PURGE_SECRET"):
        paper.driver(secret=secret).purge(["story-1"], [])
    paper.read("/a.html")
    assert len(paper.behind.asked) == 1


def test_a_purge_without_keys_is_refused(paper: Paper) -> None:
    """It would purge the front page, or nothing."""
    assert paper.front.ask("/", "PURGE", X_Purge_Secret=SECRET).status == 400


def test_a_soft_purge_shows_the_old_page_once_more(paper: Paper) -> None:
    """While the new one is fetched; that is what it is for, and why it is off by default."""
    paper.edition.put(page("/a.html", "old", "story-1"))
    paper.read("/a.html")
    paper.edition.put(page("/a.html", "fresh", "story-1"))
    paper.driver(soft=True).purge(["story-1"], [])
    seen = [paper.read("/a.html") for _ in range(500)]

    assert seen[0] == "old"
    assert seen[-1] == "fresh"


def test_with_nothing_behind_a_kept_page_still_answers(paper: Paper) -> None:
    """Also one whose time is over; and a page that was purged is not brought back."""
    paper.edition.put(page("/a.html", "kept", "story-1"))
    paper.edition.put(page("/b.html", "over", "story-2"))
    paper.edition.put(page("/c.html", "purged", "story-3"))
    for path in ("/a.html", "/b.html", "/c.html"):
        paper.read(path)
    paper.driver(soft=True).purge(["story-2"], [])
    paper.driver().purge(["story-3"], [])
    paper.broken.set()

    assert paper.read("/a.html") == "kept"
    assert paper.read("/b.html") == "over"
    assert paper.front.ask("/c.html").status == 503


def test_an_old_page_that_came_late_goes_with_the_second_purge(paper: Paper) -> None:
    """Asked for before the swap, put away after the first purge: why each cache is told twice."""
    paper.edition.put(page("/slow.html", "old", "story-1"))
    paper.slow.path = "/slow.html"
    with ThreadPoolExecutor(1) as reader:
        early = reader.submit(paper.read, "/slow.html")
        assert paper.slow.made.wait(30)
        paper.edition.put(page("/slow.html", "fresh", "story-1"))
        paper.driver().purge([page_tag("/slow.html")], [])
        paper.slow.sent.set()
        assert early.result() == "old"
    assert paper.read("/slow.html") == "old"
    paper.driver().purge([page_tag("/slow.html")], [])

    assert paper.read("/slow.html") == "fresh"
