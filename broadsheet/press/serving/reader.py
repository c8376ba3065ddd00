"""The reader server: an RSGI application that answers from the edition, else asks behind.

What is at hand is answered at once, in the event loop: a look at eight bytes, one dictionary, one
call. Everything that waits (a first print, Django, a file of a picture) is done elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import structlog

from broadsheet.kit import clock
from broadsheet.press import standing
from broadsheet.press.edition import Edition
from broadsheet.press.serving import asking, counting, media, trouble
from broadsheet.press.serving.answers import (
    NOT_ACCEPTABLE,
    NOT_MODIFIED,
    OK,
    Answer,
    Manner,
)
from broadsheet.press.serving.behind import Behind, Fetched, Overloaded
from broadsheet.press.serving.counting import Counts
from broadsheet.press.serving.hot import HotPages
from broadsheet.press.serving.journal import Journal
from broadsheet.press.serving.missing import NOT_FOUND, Missing

log = structlog.get_logger(__name__)

TICK = 0.25
"""Seconds between two looks after the log and the numbers."""
WAIT = 2.0
"""Seconds that a reader waits for the press, before Django renders the page unkept."""
DEAF = 5.0
"""Seconds for which a press that did not answer is not asked again."""
MOST_ASKED = 64
MOST_ENCODINGS, LONGEST_ENCODING = 500, 200
SAFE = ("GET", "HEAD")
_REFUSED = [("vary", "accept-encoding"), ("content-type", "text/plain"), ("content-length", "0")]


@dataclass(frozen=True)
class Press:
    """What the server asks of the press: whether an address is one of its, and to print it."""

    is_ours: Callable[[str], bool]
    ask: Callable[[str, float], bool]


@dataclass(frozen=True)
class House:
    """What the server is told of its newspaper.

    ``query_matters`` names the addresses at which a query asks for something, so that only the
    application may answer it. Of ``hidden`` addresses a log has the beginning alone. ``var`` is
    the folder whose disk must not be full.
    """

    paper: str
    var: Path
    counts: Path
    manner: Manner = field(default_factory=Manner)
    memory: int = 64_000_000
    wait: float = WAIT
    desk: tuple[str, ...] = ("/desk/", "/account/")
    hidden: tuple[str, ...] = ("/account/",)
    query_matters: frozenset[str] = frozenset({"/"})
    shelves: tuple[media.Shelf, ...] = ()


class Reader:
    """The application that Granian runs."""

    def __init__(
        self, house: House, edition: Edition, press: Press, behind: Behind, journal: Journal
    ) -> None:
        self._house, self._edition, self._press = house, edition, press
        self._behind, self._journal = behind, journal
        self._hot = HotPages(edition, house.manner, house.memory)
        self._missing = Missing(edition)
        self.counts = Counts()
        self._encodings: dict[str | None, str] = {}
        self._printing: dict[str, asyncio.Task[bool]] = {}
        self._rendering: dict[tuple[str, str], asyncio.Task[Fetched]] = {}
        self._askers = ThreadPoolExecutor(8, thread_name_prefix="asker")
        self._deaf_until = 0.0
        self._ticks = 0

    # --- Granian's three doors ---

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._journal.start()
        self._house.counts.mkdir(parents=True, exist_ok=True)
        self._tick(loop)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._journal.end()
        self._behind.end()
        self._askers.shutdown(wait=False, cancel_futures=True)
        counting.forget(self._house.counts)

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        began = perf_counter()
        path, method = scope.path, scope.method
        if method not in SAFE:
            await self._pass_on(Call(scope, proto, path, method, "", began))
            return
        asked = scope.headers
        accept = asked.get("accept-encoding")
        encoding = self._encodings.get(accept)
        if encoding is None:
            encoding = self._learn(accept)
        answer = self._hot.at_hand(path, encoding)
        source = "memory"
        if answer is None:
            answer = self._hot.fetch(path, encoding)
            source = "file"
        if answer is not None:
            query = scope.query_string
            if not query or self._ignores(query, path, answer):
                status, size = reply(proto, asked, method, answer)
                self._note(method, path, status, size, began, source)
                return
        await self._otherwise(Call(scope, proto, path, method, encoding, began))

    # --- what is not at hand ---

    async def _otherwise(self, call: Call) -> None:
        try:
            if await self._file(call) or await self._first_print(call):
                return
            await self._pass_on(call)
        except Exception:
            log.exception("answer_failed", path=self._told(call.path))
            self._give_up(call)

    async def _file(self, call: Call) -> bool:
        """Answer with a file of an open folder, if the address is one's."""
        open_here = (one for one in self._house.shelves if call.path.startswith(one.prefix))
        shelf = next(open_here, None)
        if shelf is None:
            return False
        path = shelf.find(call.path)
        if path is None:
            return False
        part = media.answered(shelf, path, call.scope.headers, whole=call.method == "HEAD")
        size = part.end - part.start
        if call.method == "HEAD" or not size:
            call.proto.response_empty(part.status, part.headers)
        elif part.status == media.PARTIAL:
            call.proto.response_file_range(
                part.status, part.headers, str(path), part.start, part.end
            )
        else:
            call.proto.response_file(part.status, part.headers, str(path))
        self._note(call.method, call.path, part.status, size, call.began, "picture")
        return True

    async def _first_print(self, call: Call) -> bool:
        """Have a page printed that never was, and answer with it."""
        query = call.scope.query_string
        if (query and not asking.only_tracking(query)) or not self._press.is_ours(call.path):
            return False
        if (gone := self._missing.at_hand((call.method, call.path))) is not None:
            call.proto.response_bytes(NOT_FOUND, gone.headers, gone.body)
            path, size = self._told(call.path), len(gone.body)
            self._note(call.method, path, NOT_FOUND, size, call.began, "missing")
            return True
        generation = self._edition.generation()
        if not await self._printed(call.path):
            await self._render_once(call, generation)
            return True
        answer = self._hot.fetch(call.path, call.encoding)
        if answer is None:
            return False  # withdrawn in the same moment
        self._reply(call, answer, "printed")
        return True

    async def _printed(self, address: str) -> bool:
        """Ask the press for a page, once however many readers wait for it."""
        task = self._printing.get(address)
        if task is None:
            if len(self._printing) >= MOST_ASKED or perf_counter() < self._deaf_until:
                return False
            task = asyncio.get_running_loop().create_task(self._ask(address))
            self._printing[address] = task
            task.add_done_callback(lambda _done: self._printing.pop(address, None))
        return await asyncio.shield(task)

    async def _ask(self, address: str) -> bool:
        began, wait = perf_counter(), self._house.wait
        loop = asyncio.get_running_loop()
        try:
            done = await loop.run_in_executor(self._askers, self._press.ask, address, wait)
        except OSError:
            log.exception("press_not_asked", address=address)
            done = False
        if not done and perf_counter() - began >= wait:
            self._deaf_until = perf_counter() + DEAF
        self.counts.asked["printed" if done else "not printed"] += 1
        return done

    async def _render_once(self, call: Call, generation: int) -> None:
        """Have Django render a page for all who wait for it, without what one of them has said."""
        key = (call.method, call.path)
        task = self._rendering.get(key)
        if task is None:
            fetch = self._behind.fetch(call.scope, call.proto, bare=True)
            task = asyncio.get_running_loop().create_task(fetch)
            self._rendering[key] = task
            task.add_done_callback(lambda _done: self._rendering.pop(key, None))
        try:
            fetched = await asyncio.shield(task)
        except Overloaded:
            self._give_up(call)
            return
        headers = [pair for pair in fetched.headers if pair[0].lower() != "set-cookie"]
        if fetched.failed or fetched.body is None:
            await self._send(call, fetched)
            return
        self._missing.keep(key, fetched, generation, call.began)
        call.proto.response_bytes(fetched.status, headers, fetched.body)
        self._count(fetched.status, len(fetched.body), call.began, "behind")

    async def _pass_on(self, call: Call) -> None:
        """Let the application answer."""
        try:
            await self._send(call, await self._behind.fetch(call.scope, call.proto))
        except Overloaded:
            self._give_up(call)
        except Exception:
            log.exception("answer_failed", path=self._told(call.path))
            self._give_up(call)

    async def _send(self, call: Call, fetched: Fetched) -> None:
        if fetched.failed:
            fetched.end()
            self._without_database(call)
            return
        size = await self._behind.send(fetched, call.proto)
        self._count(fetched.status, size, call.began, "behind")

    # --- when something fails ---

    def _without_database(self, call: Call) -> None:
        """Answer with the copy that was set aside, else say that it cannot be had."""
        answer = None
        if call.method in SAFE:
            answer = self._hot.aside(call.path, call.encoding)
        if answer is not None:
            self._reply(call, answer, "aside")
        elif call.path.startswith(self._house.desk):
            self._last_resort(call, trouble.for_the_desk(self._house.paper, self._faults()))
        else:
            self._give_up(call)

    def _faults(self) -> list[trouble.Fault]:
        told, now = standing.heard(), clock.now()
        return list(trouble.faults(self._house.var, told, now, database=True))

    def _give_up(self, call: Call) -> None:
        self._last_resort(call, trouble.for_readers(self._house.paper))

    def _last_resort(self, call: Call, page: trouble.Page) -> None:
        with contextlib.suppress(Exception):  # the reader may have gone, or half the answer too
            call.proto.response_bytes(page.status, page.headers, page.body)
        path = self._told(call.path)
        self._note(call.method, path, page.status, len(page.body), call.began, "trouble")

    # --- small things ---

    def _told(self, path: str) -> str:
        """Return a path as a log may have it: a one-time link signs its holder in."""
        hidden = (start for start in self._house.hidden if path.startswith(start))
        return next(hidden, path)

    def _reply(self, call: Call, answer: Answer, source: str) -> None:
        status, size = reply(call.proto, call.scope.headers, call.method, answer)
        self._note(call.method, call.path, status, size, call.began, source)

    def _ignores(self, query: str, path: str, answer: Answer) -> bool:
        """Say whether a printed page is the right answer whatever the query says.

        Only the application can tell what an old system's address with a query meant, and it may
        mean something wherever there is no page, and where the settings say so.
        """
        if answer.status == OK and path not in self._house.query_matters:
            return True
        return asking.only_tracking(query)

    def _learn(self, accept: str | None) -> str:
        encoding = asking.encoding_for(accept)
        if len(self._encodings) < MOST_ENCODINGS and len(accept or "") <= LONGEST_ENCODING:
            self._encodings[accept] = encoding
        return encoding

    def _note(
        self, method: str, path: str, status: int, size: int, began: float, source: str
    ) -> None:
        took = perf_counter() - began
        self._journal.note(method, path, status, size, took, source)
        counts = self.counts
        counts.answers[source, status] += 1
        counts.seconds[source] += took
        counts.bytes += size

    def _count(self, status: int, size: int, began: float, source: str) -> None:
        """Count what Django answered: its own line is in the log already."""
        self.counts.answers[source, status] += 1
        self.counts.seconds[source] += perf_counter() - began
        self.counts.bytes += size

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        self._journal.flush()
        self._ticks += 1
        if self._ticks % 4 == 1:
            if self._edition.look_again():
                self._hot.forget()
            self.counts.lines_lost = self._journal.lost
            self.counts.hot_bytes, self.counts.hot_pages = self._hot.size, len(self._hot)
            with contextlib.suppress(OSError):  # a full disk: the next second tries again
                counting.keep(self._house.counts, self.counts.samples())
        loop.call_later(TICK, self._tick, loop)


@dataclass(frozen=True, slots=True)
class Call:
    """A request on its way through what is not at hand."""

    scope: Any
    proto: Any
    path: str
    method: str
    encoding: str
    began: float


def reply(proto: Any, asked: Any, method: str, answer: Answer) -> tuple[int, int]:
    """Send a page, or say that the reader has it; return the status and the bytes sent."""
    if answer.encoding == asking.NONE_ACCEPTABLE:
        proto.response_empty(NOT_ACCEPTABLE, _REFUSED)
        return NOT_ACCEPTABLE, 0
    if answer.status == OK and _has_it(asked, answer):
        proto.response_empty(NOT_MODIFIED, answer.short)
        return NOT_MODIFIED, 0
    if method == "HEAD" or not answer.body:
        proto.response_empty(answer.status, answer.headers)
        return answer.status, 0
    proto.response_bytes(answer.status, answer.headers, answer.body)
    return answer.status, len(answer.body)


def _has_it(asked: Any, answer: Answer) -> bool:
    known = asked.get("if-none-match")
    if known is not None:
        return known == answer.tag or asking.names_tag(known, answer.tag)
    since = asked.get("if-modified-since")
    return since is not None and (
        since == answer.modified or asking.unchanged_since(since, answer.moment)
    )
