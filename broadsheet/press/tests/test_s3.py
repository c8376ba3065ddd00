"""The edition in a bucket, tried against moto's S3 server."""

from __future__ import annotations

import os
import select
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import brotli
import obstore
import pytest
from django.conf import settings

from broadsheet.kit.http import Answer, Door
from broadsheet.press.edition import Edition
from broadsheet.press.purging import PurgeFailed
from broadsheet.press.purging.bucket import Copy
from broadsheet.press.s3 import Bucket, Place, StoreFailed, address_of, bucket, seal_name
from broadsheet.press.tags import page_tag
from broadsheet.press.tests.pages import HTML, sealed

SERVER = Path(settings.PACKAGE).parent / ".venv" / "s3-server" / "bin" / "moto_server"
PATIENCE = 60
STRANGE = "/a b%20#?*~'\"[]{}|^`<>.html"
ODD = ["/", "/nation/", "/a/b-1.html", "/x", "/खेल/", STRANGE, "/" + "a" * 500]
numbers = count()


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An S3 server, until the last of these tests."""
    if not SERVER.exists():
        pytest.skip("No S3 server: .ci/s3-server makes one.")
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port = plug.getsockname()[1]
    command = [str(SERVER), "-H", "127.0.0.1", "-p", str(port)]
    log = tmp_path_factory.mktemp("s3") / "server.log"
    with log.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=file) as server:
        try:
            for _try in range(PATIENCE * 20):
                with socket.socket() as plug:
                    if plug.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, log.read_text()
                select.select([], [], [], 0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture
def place(origin: str) -> Place:
    """A fresh bucket."""
    name = f"pages-{os.getpid()}-{next(numbers)}"
    assert Door(own=[origin]).send("PUT", f"{origin}/{name}").fine
    return Place(name, "edition", endpoint=origin, access_key="key", secret_key="word")  # noqa: S106


@pytest.fixture
def store(place: Place) -> Bucket:
    """The edition in it, empty."""
    return Bucket(place)


def fetched(store: Bucket, name: str) -> Answer:
    """What a CDN gets for an object, by an address that is signed for a minute."""
    address = obstore.sign(store._store, "GET", name, timedelta(minutes=1))
    return Door(own=[store.place.endpoint]).get(address, {"Accept-Encoding": "identity"})


def objects(store: Bucket) -> set[str]:
    return {found["path"] for page in obstore.list(store._store) for found in page}


# --- a page in the bucket ---


@pytest.mark.parametrize("address", ODD)
def test_a_page_comes_out_as_it_went_in(store: Bucket, address: str) -> None:
    """Whatever its address looks like; putting the same again changes nothing."""
    seal = sealed(address)

    assert store.get(address) is None
    assert store.put(seal)
    assert store.get(address) == seal
    assert not store.put(seal)


def test_every_page_is_listed_by_its_address(store: Bucket) -> None:
    """And a withdrawn one is not."""
    for address in ODD:
        store.put(sealed(address))
    store.discard("/nation/")

    assert sorted(store.addresses()) == sorted(set(ODD) - {"/nation/"})


def test_a_cdn_gets_the_page_with_what_it_must_know(store: Bucket) -> None:
    """Type, encoding, how long to keep it, and the tags to purge it by."""
    headers = (HTML, ("Content-Language", "hi"))
    seal = sealed("/a/b-1.html", headers=headers)
    store.put(seal)
    plain, br, gz = (fetched(store, f"site/a/b-1.html{end}") for end in ("", ".br", ".gz"))

    assert plain.body == brotli.decompress(seal.br)
    assert fetched(store, "site/a/b-1.html.br").headers["content-encoding"] == "br"
    assert gz.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    for answer in (plain, br, gz):
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-language"] == "hi"
        assert answer.headers["cache-control"] == "max-age=0, must-revalidate"
        assert page_tag("/a/b-1.html") in answer.headers["x-amz-meta-surrogate-key"].split()


def test_a_front_is_an_index_of_its_folder(store: Bucket) -> None:
    """As in the tree on disk."""
    store.put(sealed("/"))
    store.put(sealed("/nation/"))

    assert {"site/index.html", "site/nation/index.html"} <= objects(store)


@pytest.mark.parametrize("status", [301, 404, 410, 451])
def test_a_page_that_is_gone_is_no_file_any_more(store: Bucket, status: int) -> None:
    """Its seal says why; the plain file would go on saying 200."""
    store.put(sealed("/a.html"))
    store.put(sealed("/a.html", status=status))
    found = store.get("/a.html")

    assert not {name for name in objects(store) if name.startswith("site/")}
    assert found is not None
    assert found.status == status


def test_a_withdrawn_page_leaves_nothing(store: Bucket) -> None:
    """No file, no seal; and taking it out twice does no harm."""
    store.put(sealed("/a.html"))
    store.discard("/a.html")
    store.discard("/a.html")

    assert objects(store) == set()
    assert store.get("/a.html") is None


def test_a_swap_is_seen_at_once(store: Bucket) -> None:
    """In every encoding."""
    for words in ("old words", "fresh words"):
        store.put(sealed("/a.html", words))

    # The door unpacks what says that it is packed.
    for name in ("site/a.html", "site/a.html.br", "site/a.html.gz"):
        assert b"fresh words" in fetched(store, name).body


def test_a_page_of_many_keys_fits_into_what_s3_takes(store: Bucket) -> None:
    """Two kilobytes of an object's own words; the page's own tag is among them."""
    keys = frozenset(f"story-{number:09}" for number in range(2_000))
    seal = sealed("/a.html")
    store.put(replace(seal, keys=keys))
    tags = fetched(store, "site/a.html").headers["x-amz-meta-surrogate-key"]

    assert len(tags) < 2_000
    assert tags.split()[0] == page_tag("/a.html")


def test_two_newspapers_share_a_bucket(place: Place) -> None:
    """Each under its own prefix."""
    one, other = Bucket(place), Bucket(replace(place, prefix="other"))
    one.put(sealed("/a.html"))

    assert other.get("/a.html") is None
    assert list(other.addresses()) == []


def test_the_generation_moves_on(store: Bucket) -> None:
    """By one at each time."""
    before = store.generation()
    store.advance()
    store.advance()

    assert (before, store.generation()) == (0, 2)


def test_a_broken_seal_is_no_page(store: Bucket) -> None:
    """Somebody else wrote into the bucket."""
    obstore.put(store._store, seal_name("/a.html"), b"no seal")
    obstore.put(store._store, "seals/no-address", b"")

    assert store.get("/a.html") is None
    assert list(store.addresses()) == ["/a.html"]


def test_a_page_of_too_long_an_address_is_left_to_the_server(store: Bucket) -> None:
    """S3 takes names of 1,024 bytes; such a page holds up no other."""
    assert not store.put(sealed("/" + "क" * 500 + "/"))
    assert objects(store) == set()


@pytest.mark.parametrize("name", ["seals/!!.seal", "seals/_w.seal", "site/a.seal", "seals/Lw"])
def test_what_is_no_seal_has_no_address(name: str) -> None:
    """A name that no address gives."""
    assert address_of(name) is None


# --- what goes wrong ---


def test_a_bucket_that_is_not_there_is_named(place: Place) -> None:
    """With the setting to look at."""
    store = Bucket(Place("no-such-bucket", endpoint=place.endpoint, access_key="a", secret_key="b"))  # noqa: S106

    with pytest.raises(StoreFailed, match="EDITION_STORE"):
        store.put(sealed("/a.html"))


def test_a_store_that_does_not_answer_is_named() -> None:
    """And neither the key nor its secret is in the words."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{taken.getsockname()[1]}"
        store = Bucket(
            Place("pages", endpoint=origin, access_key="the-key", secret_key="the-word"),  # noqa: S106
            patience=1,
        )

        with pytest.raises(StoreFailed, match="S3_ENDPOINT") as failed:
            store.put(sealed("/a.html"))
        assert "the-" not in str(failed.value) + repr(store)


def test_the_settings_make_a_bucket(place: Place) -> None:
    """As config.caches reads them."""
    made = bucket(
        bucket=place.bucket,
        prefix=place.prefix,
        region=place.region,
        endpoint=place.endpoint,
        access_key=place.access_key,
        secret_key=place.secret_key,
        cache_control="max-age=0, s-maxage=60",
    )
    made.put(sealed("/a.html"))

    assert fetched(made, "site/a.html").headers["cache-control"] == "max-age=0, s-maxage=60"


# --- the copy of the edition on disk ---


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return Edition(tmp_path)


def copy_of(edition: Edition, store: Bucket) -> Copy:
    return Copy(store, lambda: edition)


def test_the_copy_follows_the_edition(edition: Edition, store: Bucket) -> None:
    """What was swapped is brought, what was taken out or set aside is taken out."""
    for address in ("/a.html", "/b.html", "/c.html"):
        edition.put(sealed(address))
    copy_of(edition, store).purge([], ["/a.html", "/b.html", "/c.html"])
    edition.put(sealed("/a.html", "fresh words"))
    edition.discard("/b.html")
    edition.set_aside("/c.html")
    copy_of(edition, store).purge([], ["/a.html", "/b.html", "/c.html"])

    assert list(store.addresses()) == ["/a.html"]
    assert store.get("/a.html") == edition.get("/a.html")
    assert store.generation() == 2


def test_a_page_that_is_swapped_while_it_is_copied_is_copied_again(
    edition: Edition, place: Place
) -> None:
    """The older of two must not be the last one in the bucket."""

    class Slow(Bucket):
        def put(self, seal: object) -> bool:
            if not changes:
                changes.append(edition.put(sealed("/a.html", "fresh words")))
            return super().put(seal)  # type: ignore[arg-type]

    changes: list[bool] = []
    edition.put(sealed("/a.html", "old words"))
    store = Slow(place)
    copy_of(edition, store).purge([], ["/a.html"])

    assert store.get("/a.html") == edition.get("/a.html")


def test_two_workers_copy_at_once(edition: Edition, store: Bucket) -> None:
    """The bucket ends as the edition is, whoever was last."""
    addresses = [f"/{number}.html" for number in range(10)]

    def work(word: str) -> None:
        for address in addresses:
            edition.put(sealed(address, word))
        copy_of(edition, store).purge([], addresses)

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(work, ["one", "two"]))

    assert {address: store.get(address) for address in addresses} == {
        address: edition.get(address) for address in addresses
    }


def test_what_could_not_be_copied_is_told(edition: Edition, origin: str) -> None:
    """How many pages, and why; the worker tries again."""
    edition.put(sealed("/a.html"))
    edition.put(sealed("/b.html"))
    store = Bucket(Place("no-such-bucket", endpoint=origin, access_key="a", secret_key="b"))  # noqa: S106

    with pytest.raises(PurgeFailed, match=r"no such bucket.*2 of 2 pages"):
        copy_of(edition, store).purge([], ["/a.html", "/b.html"])


def test_nothing_to_copy_asks_nobody(edition: Edition) -> None:
    """A bucket that is not there is not met."""

    class Never(Bucket):
        def advance(self) -> None:
            pytest.fail("asked")

    copy_of(edition, Never(Place("none"))).purge(["story-1"], [])
