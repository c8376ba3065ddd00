"""What is not there is not looked for again in the same moment, and never hidden once it is."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from broadsheet.press.edition import Edition
from broadsheet.press.serving.behind import Fetched
from broadsheet.press.serving.missing import MOST, Missing
from broadsheet.press.tests.pages import sealed
from broadsheet.press.tests.serving.conftest import Served

KEY = ("GET", "/rain-2.html")
HALF_A_SECOND, TWO_SECONDS = 0.5, 2.0


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return Edition(tmp_path)


def answer(status: int = 404) -> Fetched:
    return Fetched(status, [("content-type", "text/html"), ("X-Request-ID", "1")], b"Not here.")


def kept(edition: Edition, ago: float, fetched: Fetched | None = None) -> Missing:
    missing = Missing(edition)
    missing.keep(KEY, fetched or answer(), edition.generation(), perf_counter() - ago)
    return missing


def test_nothing_is_looked_for_again_while_nothing_moves(edition: Edition) -> None:
    """The answer is the same, but for what belonged to the first request alone."""
    gone = kept(edition, HALF_A_SECOND).at_hand(KEY)

    assert gone is not None
    assert (gone.body, gone.headers) == (b"Not here.", [("content-type", "text/html")])


def test_a_swap_has_it_looked_for_again(edition: Edition) -> None:
    """Something was printed: it may be there now."""
    missing = kept(edition, HALF_A_SECOND)
    edition.put(sealed("/another/"))

    assert missing.at_hand(KEY) is None


def test_after_a_second_it_is_looked_for_again(edition: Edition) -> None:
    """Nothing moved, but a page may have come to be that is printed only for a reader."""
    assert kept(edition, TWO_SECONDS).at_hand(KEY) is None


@pytest.mark.parametrize("status", [200, 301, 410, 451, 500, 503])
def test_no_other_answer_is_remembered(edition: Edition, status: int) -> None:
    """A page that is there, was withdrawn, or failed, is asked for each time."""
    assert kept(edition, HALF_A_SECOND, answer(status)).at_hand(KEY) is None


def test_guesses_do_not_fill_the_memory(edition: Edition) -> None:
    """Of any number of addresses the last are remembered."""
    missing = Missing(edition)
    now, keys = perf_counter(), [("GET", f"/guess-{n}/") for n in range(MOST + 50)]
    for key in keys:
        missing.keep(key, answer(), edition.generation(), now)

    assert sum(missing.at_hand(key) is not None for key in keys) == MOST


def test_who_asks_again_at_once_costs_the_press_no_second_try(served: Served) -> None:
    """And as soon as the page is out, it is there."""
    address = "/never/again/"
    answers = {served.ask(address).status for _time in range(5)}
    tries = served.asked().count(address)
    served.edition.put(sealed(address, "out now"))
    found = served.ask(address)
    served.edition.discard(address)

    assert (answers, tries) == ({404}, 1)
    assert (found.status, b"out now" in found.body) == (200, True)
