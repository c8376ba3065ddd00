"""What the press spares itself: bells that nobody needs, pages that say that nothing is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from socket import AF_UNIX, SOCK_DGRAM, socket
from typing import Any

import pytest
from django.db import transaction

from broadsheet.press import bell, rendering
from broadsheet.press.changes import note
from broadsheet.press.edition import Edition
from broadsheet.press.pressroom import Pressroom
from broadsheet.press.tests import newsstand

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(settings: Any, tmp_path: Path) -> Iterator[socket]:
    """The ears of a worker."""
    settings.VAR = tmp_path
    with socket(AF_UNIX, SOCK_DGRAM) as ears:
        ears.bind(str(bell.folder() / "test.bell"))
        ears.setblocking(False)
        yield ears


def heard(ears: socket) -> int:
    """Return how often it rang."""
    times = 0
    while True:
        try:
            ears.recv(16)
        except BlockingIOError:
            return times
        times += 1


def test_a_transaction_rings_once_whatever_of_it_was_taken_back(
    worker: socket, django_capture_on_commit_callbacks: Any
) -> None:
    """It has several savepoints; the one that noted first may be rolled back."""
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            note("story-1")
            transaction.set_rollback(True)
        note("story-2")
        with transaction.atomic():
            note("story-3")
        note("story-4")

    assert heard(worker) == 1


def test_for_who_guesses_an_address_no_page_is_made_that_says_so(paper: Edition) -> None:
    """The press says that it has none; a page that stood there is another matter."""
    newsstand.missed.clear()
    printed = Pressroom().print_for_reader("/tag/nowhere/")

    assert (printed, newsstand.missed) == (False, [])
    assert rendering.render("/tag/nowhere/").printed.status == 404
    assert newsstand.missed == ["/tag/nowhere/"]
