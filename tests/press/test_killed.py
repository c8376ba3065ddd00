"""Killed at any moment of a publication: nothing is lost, and no reader sees half a page."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from threading import Event
from typing import Any

import brotli
import pytest

from broadsheet.kit.tests.counts import SOAK
from broadsheet.press import actions, edition, queries
from broadsheet.press.edition import Edition
from broadsheet.press.models import Sheet
from broadsheet.press.pressroom import Pressroom, catch_up
from broadsheet.press.sealing import unpack
from broadsheet.press.tests.serving.conftest import free_port
from tests.press import newsroom
from tests.press.polling import Poller, Server
from tests.press.processes import Child

TIMES = 200 if SOAK else 10
LONGEST = 0.35
"""Seconds within which the killing happens: a publication and its prints take about that."""

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.soak,
    # Python 3.12 warns of forking beside the threads of the test runner; ours are not among them.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]


@pytest.fixture
def printed_paper(settings: Any, tmp_path: Path) -> Path:
    """A small paper, all of it printed; returns the folder of the test."""
    settings.EDITION_ROOT = tmp_path / "edition"
    settings.MEDIA_ROOT = tmp_path / "media"
    newsroom.found()
    for _step in actions.list_all():
        continue
    catch_up()
    return tmp_path


def read_again_and_again(root: Path, faults: Path, until: Path) -> None:
    """Read every page of the edition until told to end; write down each that is not whole."""
    shelf = Edition(root)
    while not until.exists():
        for path in (root / "seals").glob("??/*.seal"):
            _read_seal(path, faults)
        for path in (root / "site").rglob("*.html"):
            _read_files(path, faults)
    shelf.sweep()


def _read_seal(path: Path, faults: Path) -> None:
    try:
        seal = unpack(path.read_bytes())
        whole = not seal.size or gzip.decompress(seal.gz) == brotli.decompress(seal.br)
        right = whole and len(seal.body()) == seal.size
    except FileNotFoundError:
        return
    except Exception as error:  # noqa: BLE001 whatever is wrong with it is a fault
        _tell(faults, f"{path}: {error!r}")
        return
    if not right:
        _tell(faults, f"{path}: its encodings are not one page")


def _read_files(path: Path, faults: Path) -> None:
    if "running" in path.parts:
        return  # a piece of a page, which may be empty
    try:
        bodies = [
            path.read_bytes(),
            brotli.decompress(path.with_name(f"{path.name}.br").read_bytes()),
            gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()),
        ]
    except FileNotFoundError:
        return
    except Exception as error:  # noqa: BLE001 whatever is wrong with it is a fault
        _tell(faults, f"{path}: {error!r}")
        return
    if not all(body.endswith(b"</html>") for body in bodies):
        _tell(faults, f"{path}: half a page")


def _tell(faults: Path, words: str) -> None:
    with faults.open("a", encoding="utf-8") as file:
        file.write(f"{words}\n")


@pytest.fixture
def server(printed_paper: Path) -> Iterator[Server]:
    """The reader server before the paper's edition."""
    serving = Server(printed_paper, free_port())
    serving.start()
    yield serving
    serving.kill()


def test_a_kill_at_any_moment_costs_a_print_and_no_more(
    printed_paper: Path, server: Server
) -> None:
    """The worker, the desk or the server is killed; then the edition equals the database.

    One reader opens the edition's files meanwhile, another asks the server over HTTP: neither ever
    gets half a page, or one page under the tag of another.
    """
    log, faults, end = (printed_paper / name for name in ("log", "faults", "end"))
    root, chance = edition.present().root, random.Random(1)  # noqa: S311 any moment will do
    pages = Sheet.objects.filter(status=HTTPStatus.OK, address__startswith="/")
    printed = list(pages.exclude(address__startswith="/running/").values_list("address", flat=True))
    readers = [
        Child(lambda: read_again_and_again(root, faults, end), log),
        Child(lambda: Poller(server.port, faults).poll(printed, end), log),
    ]

    for number in range(TIMES):
        _publish_and_kill(number, chance, log, server)
        catch_up()
        wrong = [f"{found.address}: {found.fault}" for _, found in queries.verify() if found]
        assert wrong == [], (number, log.read_text() if log.exists() else "")

    end.touch()
    assert [reader.wait() for reader in readers] == [0, 0], log.read_text()
    assert not faults.exists(), faults.read_text()
    assert int((printed_paper / "answers").read_text()) > len(printed)
    assert not Sheet.objects.filter(rank__isnull=False).exists()


def _publish_and_kill(number: int, chance: random.Random, log: Path, server: Server) -> None:
    """Kill one of the three within a publication, and the other two after it."""
    worker = Child(lambda: Pressroom().run(), log)
    desk = Child(lambda: newsroom.edit(number, f"Headline {number}"), log)
    Event().wait(chance.uniform(0.0, LONGEST))  # no sign to wait for: any moment is to be tried
    match number % 3:
        case 0:
            desk.kill()
            worker.kill()
        case 1:
            worker.kill()
            desk.wait()
        case 2:
            server.kill()
            desk.wait()
            worker.kill()
            server.start()
