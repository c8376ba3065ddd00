"""Isso itself, run on this machine and written to over HTTP: a true export, and no imitation.

It is found by ``BROADSHEET_ISSO`` (its executable) or on the PATH: ``pip install isso`` in an
environment of its own.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WORDS = (
    "The **bridge** was closed for _three_ weeks.",
    "> Nobody told us.\n\nThey did, on page four.",
    "पुल तीन हफ़्ते बंद रहा। See [the minutes](https://council.example/minutes).",
    "Two lines\nof one paragraph <script>alert(1)</script>",
)
SETTINGS = """[general]
dbpath = {database}
host = http://127.0.0.1:{port}/
[moderation]
enabled = {moderated}
[server]
listen = http://127.0.0.1:{port}/
trusted-proxies = 127.0.0.1
[guard]
enabled = false
"""


def executable() -> str:
    """Return where Isso is, or nothing."""
    return os.environ.get("BROADSHEET_ISSO", "") or shutil.which("isso") or ""


@contextmanager
def running(folder: Path, *, moderated: bool) -> Iterator[Isso]:
    """Run Isso over the database in a folder, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = folder / "isso.cfg"
    told = {"database": folder / "comments.db", "port": port, "moderated": str(moderated).lower()}
    settings.write_text(SETTINGS.format(**told), encoding="utf-8")
    with (folder / "isso.log").open("ab") as log:
        process = subprocess.Popen(
            [executable(), "-c", str(settings), "run"], stdout=log, stderr=log
        )
        try:
            yield Isso(port)
        finally:
            process.terminate()
            process.wait(timeout=30)


class Isso:
    """What readers do with Isso, each by one request. ``who`` tells readers apart."""

    def __init__(self, port: int) -> None:
        self.port = port
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("Isso did not start")

    def say(self, uri: str, who: int, words: str, parent: int | None = None) -> tuple[int, str]:
        """Write a comment; return its number and the cookie by which its author may change it."""
        body = {
            "text": words,
            "author": f"Reader {who}",
            "email": f"reader{who}@example.org" if who % 3 else "",
            "title": f"Page {uri}",
            "parent": parent,
        }
        answer, cookie = self._ask("POST", f"/new?uri={uri}", who, body)
        return int(answer["id"]), cookie

    def like(self, number: int, who: int) -> None:
        """Like a comment."""
        self._ask("POST", f"/id/{number}/like", who, {})

    def mend(self, number: int, cookie: str, words: str) -> None:
        """Write a comment anew."""
        self._ask("PUT", f"/id/{number}", 1, {"text": words}, cookie)

    def delete(self, number: int, cookie: str) -> None:
        """Delete a comment."""
        self._ask("DELETE", f"/id/{number}", 1, None, cookie)

    def _ask(
        self, method: str, path: str, who: int, body: Any, cookie: str = ""
    ) -> tuple[Any, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Content-Type": "application/json",
            "Origin": f"http://127.0.0.1:{self.port}",
            "X-Forwarded-For": f"198.51.{who % 250}.7",
            "Cookie": cookie,
        }
        line.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = line.getresponse()
        content = answer.read()
        line.close()
        if answer.status >= http.client.BAD_REQUEST:
            raise AssertionError(f"{method} {path}: {answer.status} {content[:200]!r}")
        given = answer.getheader("Set-Cookie", "")
        return (json.loads(content) if content else None), given.split(";", 1)[0]


def converse(folder: Path, count: int, pages: list[str]) -> Path:
    """Have readers write ``count`` comments and more; return Isso's database.

    Every fifth is an answer, some are liked, mended, deleted (some of these answered), and the
    last twenty wait for a moderator.
    """
    with running(folder, moderated=False) as isso:
        numbers: dict[str, list[int]] = {page: [] for page in pages}
        for turn in range(count):
            page = pages[turn % len(pages)]
            above = numbers[page][turn % len(numbers[page])] if numbers[page] else None
            parent = above if turn % 5 == 0 else None
            number, cookie = isso.say(page, turn % 97, WORDS[turn % len(WORDS)], parent)
            numbers[page].append(number)
            if turn % 7 == 0:
                isso.like(number, turn % 97 + 1)
            if turn % 50 == 1:
                isso.mend(number, cookie, "Written anew.")
            if turn % 40 == 2:
                if turn % 80 == 2:
                    isso.say(page, 3, "An answer to what is deleted.", number)
                isso.delete(number, cookie)
                numbers[page].remove(number)
    with running(folder, moderated=True) as isso:
        for turn in range(20):
            isso.say(pages[0], turn, "Waiting for a moderator.")
    return folder / "comments.db"
