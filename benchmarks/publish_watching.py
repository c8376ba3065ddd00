"""A reader that asks again and again: a process of its own, told what to look for by its input.

Each line in is one publication: its mark's number and the addresses that must show it. Each line
out is one publication seen everywhere, with the moment of each address. A page that shows a newer
mark is fresh; one that shows an older mark than it did before is stale, and is told at the end.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import select
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

MARK = re.compile(rb"zq(\d{6})")
# What stands in a running slot is as old as the page, and says so: a script brings it up to date.
RUNNING = re.compile(rb"<div data-running=.*?</aside>", re.DOTALL)
PAUSE = 0.005
STALE_WATCH = 1.0
"""Seconds for which a page is watched after its first fresh byte."""


@dataclass
class Watch:
    """One publication, and where it is still to be seen."""

    number: int
    left: set[tuple[str, str]]
    seen: dict[str, float] = field(default_factory=dict)


class Reader:
    """Keeps one connection to each server, and remembers the newest mark of each page."""

    def __init__(self, servers: dict[str, int]) -> None:
        self.servers = servers
        self.connections: dict[str, http.client.HTTPConnection] = {}
        self.newest: dict[tuple[str, str], int] = {}
        self.fresh_until: dict[tuple[str, str], float] = {}
        self.stale: list[tuple[str, str]] = []
        self.asked = 0

    def newest_mark(self, where: tuple[str, str]) -> int:
        """Return the highest number on a page now, 0 if there is none."""
        server, address = where
        self.asked += 1
        connection = self.connections.get(server)
        if connection is None:
            port = self.servers[server]
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            self.connections[server] = connection
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            del self.connections[server]
            return self.newest.get(where, 0)
        if answer.status != HTTPStatus.OK:  # it may well show the newest headlines
            return 0
        marks = MARK.findall(RUNNING.sub(b"", body))
        return max((int(found) for found in marks), default=0)

    def look(self, where: tuple[str, str]) -> int:
        """Look at a page; what it showed before it must not forget."""
        number = self.newest_mark(where)
        if number < self.newest.get(where, 0):
            self.stale.append(where)
        self.newest[where] = max(number, self.newest.get(where, 0))
        return number


def orders() -> Iterator[str]:
    """Give the lines that are waiting on standard input, without waiting for more."""
    buffered = getattr(orders, "rest", b"")
    while select.select([0], [], [], 0)[0]:
        found = os.read(0, 65_536)
        if not found:
            raise SystemExit
        buffered += found
    *lines, rest = buffered.split(b"\n")
    orders.rest = rest  # type: ignore[attr-defined]
    yield from (line.decode() for line in lines)


def main() -> None:
    """Watch until standard input closes, or the word ``end`` comes."""
    reader = Reader(json.loads(sys.argv[1]))
    watches: list[Watch] = []
    while True:
        for line in orders():
            if line == "end":
                tell({"asked": reader.asked, "stale": sorted(set(reader.stale))})
                return
            order = json.loads(line)
            left = {(name, at) for name in reader.servers for at in order["addresses"]}
            watches.append(Watch(order["number"], left))
        look_round(reader, watches)
        time.sleep(PAUSE)


def look_round(reader: Reader, watches: list[Watch]) -> None:
    """Look once at every page that something is awaited on, and at those that were fresh lately."""
    now = time.monotonic()
    awaited = {where for watch in watches for where in watch.left}
    lately = {where for where, until in reader.fresh_until.items() if until > now}
    for where in awaited | lately:
        number = reader.look(where)
        moment = time.monotonic()
        for watch in watches:
            if where in watch.left and number >= watch.number:
                watch.left.discard(where)
                watch.seen[" ".join(where)] = moment
                reader.fresh_until[where] = moment + STALE_WATCH
    for watch in [watch for watch in watches if not watch.left]:
        watches.remove(watch)
        tell({"number": watch.number, "seen": watch.seen})


def tell(what: dict[str, object]) -> None:
    """Write one line out."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
