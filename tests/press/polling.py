"""A reader who asks a real server for pages over and over, while whatever serves them is killed."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import brotli

from broadsheet.press.tests.serving.conftest import wait_until_open

WITHIN = 60.0
DECODED: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "": bytes,
}


@dataclass
class Server:
    """The reader server before an edition, in processes of its own; killed with all of them."""

    folder: Path
    port: int
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "broadsheet.press.tests.serving.served"]
        command += [str(self.folder), str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, stderr=log, start_new_session=True)
        wait_until_open(self.port)

    def kill(self) -> None:
        """Kill it as ``kill -9`` does, with its workers."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


@dataclass
class Poller:
    """Asks for each page in each encoding. What is not whole is a fault; no answer is none."""

    port: int
    faults: Path
    asked: int = field(default=0, init=False)

    def poll(self, addresses: Sequence[str], until: Path) -> None:
        """Ask until told to end; at the end write down how often there was an answer."""
        while not until.exists():
            for address in addresses:
                self._ask_in_each_encoding(address)
        until.with_name("answers").write_text(str(self.asked))

    def _ask_in_each_encoding(self, address: str) -> None:
        """Pages of one tag are one page, whichever way they were packed."""
        seen: dict[str, bytes] = {}
        for encoding in DECODED:
            try:
                tag, body = self._ask(address, encoding)
            except (OSError, HTTPException):
                continue  # nobody is there: the server was killed, and comes back
            except ValueError as fault:
                self._tell(f"{address} {encoding}: {fault}")
                continue
            self.asked += 1
            if seen.setdefault(tag, body) != body:
                self._tell(f"{address} {encoding}: not the page that its tag {tag} was for")

    def _ask(self, address: str, encoding: str) -> tuple[str, bytes]:
        """Return the page's tag, without its encoding, and the page; raises ``ValueError``."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=WITHIN)) as connection:
            connection.request("GET", address, headers={"Accept-Encoding": encoding or "identity"})
            answer = connection.getresponse()
            body = answer.read()
        if answer.status != HTTPStatus.OK or "text/html" not in answer.headers["Content-Type"]:
            return f"{answer.status}", b""
        packed = answer.headers["Content-Encoding"] or ""
        if int(answer.headers["Content-Length"]) != len(body):
            raise ValueError(f"{len(body)} bytes of {answer.headers['Content-Length']}")
        page = DECODED[packed](body)
        if not page.endswith(b"</html>"):
            raise ValueError("half a page")
        return answer.headers["ETag"].strip('"').removesuffix(f"-{packed}"), page

    def _tell(self, words: str) -> None:
        with self.faults.open("a", encoding="utf-8") as file:
            file.write(f"{words}\n")
