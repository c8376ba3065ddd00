"""The edition on disk: whole pages only, whatever happens to the disk or to the process."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.press.edition import Edition
from broadsheet.press.generation import UNKNOWN
from broadsheet.press.tests.pages import HTML, MOMENT, sealed

STRANGE = [
    "/..",
    "/../../etc/passwd",
    "/a/../../b/",
    "/./",
    "//",
    "/a//b/",
    "/nul\x00.html",
    "/line\nbreak/",
    "/back\\slash/",
    "/" + "long/" * 2_000,
    "/" + "long" * 200 + ".html",
    "/half\ud800/",
    "/index.html",
    "/nation/index.html",
    "/no-ending",
    "/story-1.html.br",
    "/राष्ट्र-1.html",
    "/%2e%2e/",
]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """An edition in a folder of its own."""
    return Edition(tmp_path / "edition")


def files(edition: Edition, under: str = "") -> dict[str, bytes]:
    """Every file of the edition, but for its number."""
    found = (edition.root / under).rglob("*")
    return {
        str(path.relative_to(edition.root)): path.read_bytes()
        for path in found
        if path.is_file() and path.name not in ("generation", "swapping")
    }


@contextmanager
def full_disk(limit: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)


def test_what_was_put_in_is_got_back(edition: Edition) -> None:
    """Seal and all, and nothing is found at an address that was never printed."""
    edition.put(sealed())

    assert edition.get("/nation/") == sealed()
    assert edition.get("/world/") is None
    assert list(edition.addresses()) == ["/nation/"]


def test_the_plain_files_are_the_page_in_three_encodings(edition: Edition) -> None:
    """What nginx sends from the tree is what our own server sends."""
    edition.put(sealed("/a/"))
    edition.put(sealed("/a/b-1.html"))

    assert files(edition, "site") == {
        f"site/{name}{ending}": sealed().encoded(ending.lstrip("."))
        for name in ("a/index.html", "a/b-1.html")
        for ending in ("", ".br", ".gz")
    }


def test_only_pages_that_stand_are_in_the_tree(edition: Edition) -> None:
    """A redirect or a withdrawn page has no plain file, and takes the one before it away."""
    edition.put(sealed("/a-1.html"))
    edition.put(sealed("/a-1.html", status=410))

    assert files(edition, "site") == {}
    assert (edition.get("/a-1.html") or sealed()).status == 410


def test_without_a_tree_there_are_only_seals(tmp_path: Path) -> None:
    """Who has no web server in front saves the files, and switching it off removes them."""
    Edition(tmp_path).put(sealed())
    bare = Edition(tmp_path, with_tree=False)
    bare.put(sealed())

    assert files(bare, "site") == {}
    assert bare.get("/nation/") == sealed()


def test_a_tree_switched_on_later_is_filled_by_the_next_print(tmp_path: Path) -> None:
    """Printing the same page again writes what is missing, and says that something was."""
    Edition(tmp_path, with_tree=False).put(sealed())

    assert Edition(tmp_path).put(sealed())
    assert len(files(Edition(tmp_path), "site")) == 3


@pytest.mark.parametrize("address", STRANGE, ids=lambda address: ascii(address)[:30])
def test_a_strange_address_stays_in_the_edition(edition: Edition, address: str) -> None:
    """Wherever it seems to lead, its page is kept, found, and no file stands anywhere else."""
    around = edition.root.parent / "beside"
    around.mkdir()
    edition.put(sealed(address))
    found = edition.get(address)
    places = [path.resolve() for path in edition.root.parent.rglob("*") if path.is_file()]

    assert found is not None
    assert found.address == address
    assert list(edition.addresses()) == [address]
    assert all(path.is_relative_to(edition.root) for path in places)
    edition.discard(address)
    assert edition.get(address) is None
    assert files(edition) == {}


def test_a_file_and_a_folder_of_one_name_do_not_hinder_each_other(edition: Edition) -> None:
    """Both are answered from the seals; the tree has the one that came first."""
    edition.put(sealed("/a.html"))
    edition.put(sealed("/a.html/b.html", "inside"))
    edition.put(sealed("/c.html/d.html"))
    edition.put(sealed("/c.html", "outside"))

    assert {name for name in files(edition, "site") if name.endswith("html")} == {
        "site/a.html",
        "site/c.html/d.html",
    }
    assert edition.get("/a.html/b.html") == sealed("/a.html/b.html", "inside")
    assert edition.get("/c.html") == sealed("/c.html", "outside")
    edition.discard("/c.html")
    edition.discard("/a.html/b.html")
    assert edition.get("/c.html") is None


def test_a_page_printed_again_unchanged_is_no_swap(edition: Edition) -> None:
    """Nothing is written, its time stays, and the number does not move for it."""
    edition.put(sealed())
    before = edition.generation()
    later = sealed(at=MOMENT + timedelta(hours=2))

    assert edition.put(later) is False
    assert edition.generation() == before
    assert edition.get("/nation/") == sealed()


def test_two_pages_of_one_second_have_different_times(edition: Edition) -> None:
    """Last-Modified has whole seconds only, and so has nginx's tag: each swap moves both on."""
    for text in ("one", "two", "six"):
        edition.put(sealed(text=text, at=MOMENT))
    found = edition.get("/nation/")

    assert found is not None
    assert found.changed_at == MOMENT + timedelta(seconds=2)
    plain = edition.root / "site" / "nation" / "index.html"
    assert plain.stat().st_mtime == int(found.changed_at.timestamp())


def test_the_number_moves_at_every_change(edition: Edition) -> None:
    """Put, set aside, discarded: another process sees each by looking at eight bytes."""
    other = Edition(edition.root)
    seen = [other.generation()]
    edition.put(sealed())
    seen.append(other.generation())
    edition.set_aside("/nation/")
    seen.append(other.generation())
    edition.discard("/nation/")
    seen.append(other.generation())

    assert seen == sorted(set(seen))


def test_the_number_of_a_folder_that_was_put_back_is_seen(edition: Edition) -> None:
    """A server that looks again does not watch the file of a folder that is gone."""
    first = edition.generation()
    (edition.root / "generation").unlink()
    other = Edition(edition.root)
    for _turn in range(3):
        other.advance()
    edition.look_again()

    assert edition.generation() == other.generation() > first


KILLED = """
import os, signal, sys
from pathlib import Path
from broadsheet.press.edition import Edition
from broadsheet.press.tests.pages import sealed
edition = Edition(Path(sys.argv[1]))
replace = Path.replace
def die_after(path, target):
    replace(path, target)
    os.kill(os.getpid(), signal.SIGKILL)
Path.replace = die_after
edition.put(sealed(text="new"))
"""


def test_a_worker_killed_in_a_swap_leaves_no_server_with_the_old_page(edition: Edition) -> None:
    """The page was renamed and nobody was told: servers look at the file until all is well."""
    edition.put(sealed())
    before = edition.generation()
    command = [sys.executable, "-c", KILLED, str(edition.root)]
    killed = subprocess.run(command, check=False)
    during = edition.generation()
    edition.put(sealed("/world/"))

    assert killed.returncode == -signal.SIGKILL
    assert before != UNKNOWN
    assert during == UNKNOWN
    assert edition.generation() > before


def test_a_page_set_aside_is_out_but_not_lost(edition: Edition) -> None:
    """It is no page any more, its plain files are gone, and its copy waits."""
    edition.put(sealed())
    edition.set_aside("/nation/")

    assert edition.get("/nation/") is None
    assert files(edition, "site") == {}
    assert edition.aside("/nation/") == sealed()


def test_a_page_printed_again_has_no_copy_aside(edition: Edition) -> None:
    """The stale copy goes when the fresh page comes, and the fresh one is dated after it."""
    edition.put(sealed())
    edition.set_aside("/nation/")
    edition.put(sealed(text="new", at=MOMENT))
    found = edition.get("/nation/")

    assert edition.aside("/nation/") is None
    assert found is not None
    assert found.changed_at > MOMENT


def test_a_withdrawn_page_leaves_nothing(edition: Edition) -> None:
    """Neither page nor copy nor plain file, and doing it twice is no fault."""
    edition.put(sealed())
    edition.set_aside("/nation/")
    edition.put(sealed("/world/"))
    for address in ("/nation/", "/world/", "/world/"):
        edition.discard(address)

    assert files(edition) == {}


def test_a_broken_file_is_as_if_it_were_missing(edition: Edition) -> None:
    """Nobody gets half a page: it is told, left out, and printed anew."""
    edition.put(sealed())
    edition.put(sealed("/world/"))
    place = edition.place("/nation/")
    place.write_bytes(place.read_bytes()[:-40])

    assert edition.get("/nation/") is None
    assert edition.put(sealed())
    assert edition.get("/nation/") == sealed()
    place.write_bytes(b"")
    assert list(edition.addresses()) == ["/world/"]


def test_a_full_disk_leaves_the_old_page_and_no_litter(edition: Edition) -> None:
    """All files of a page are written before the first is renamed."""
    edition.put(sealed())
    before = files(edition)
    with full_disk(150), pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
        edition.put(sealed(text="new"))

    assert files(edition) == before


def test_a_folder_that_may_not_be_written_leaves_the_old_page(edition: Edition) -> None:
    """The worker is told by an error, and the reader keeps the page that stands."""
    edition.put(sealed())
    before = files(edition, "seals")
    (edition.root / "new").rmdir()
    (edition.root / "new").write_text("in the way")
    with pytest.raises(OSError, match="new"):
        edition.put(sealed(text="new"))

    assert files(edition, "seals") == before


def test_a_killed_process_leaves_litter_that_is_swept(edition: Edition) -> None:
    """What it had begun stands apart, is served by nobody, and goes when it is old."""
    edition.put(sealed())
    litter = edition.root / "new" / "4711-1"
    litter.write_bytes(b"half")

    assert edition.sweep() == 0
    assert litter.exists()


SWAPPER = """
import sys
from pathlib import Path
from broadsheet.press.edition import Edition
from broadsheet.press.tests.pages import sealed
edition = Edition(Path(sys.argv[1]))
pages = [sealed(text=letter * 20_000) for letter in "abc"]
print("ready", flush=True)
while True:
    for page in pages:
        edition.put(page)
"""


def test_a_reader_never_sees_half_a_page_while_others_swap(edition: Edition) -> None:
    """Two processes swap as fast as they can and are killed; every look finds a whole page."""
    edition.put(sealed(text="a" * 20_000))
    plain = edition.root / "site" / "nation" / "index.html"
    command = [sys.executable, "-c", SWAPPER, str(edition.root)]
    swappers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _turn in range(2)]
    try:
        for swapper in swappers:
            assert swapper.stdout is not None
            assert swapper.stdout.readline() == b"ready\n"
        seen = set()
        for _look in range(1_500):
            found = edition.get("/nation/")
            assert found is not None
            assert found.size == len(found.body())
            assert len(plain.read_bytes()) == found.size
            seen.add(found.etag)
    finally:
        for swapper in swappers:
            swapper.kill()
            swapper.wait()
            assert swapper.stdout is not None
            swapper.stdout.close()

    assert len(seen) == 3
    found = edition.get("/nation/")
    assert found is not None
    assert found.headers == (HTML,)
