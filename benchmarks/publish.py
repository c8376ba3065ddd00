"""Measures how soon a publication is right everywhere, from the moment its request is sent.

    python benchmarks/publish.py --stories 1000 --samples 60
    .ci/with-postgres python benchmarks/publish.py --stories 100000

An editor at the desk presses publish over HTTP. Another process asks for the story, the home page,
both sections, the topic, the author and the section's feed again and again, through nginx over the
edition and through `broadsheet serve`, until each shows the story; then it goes on asking whether
one falls back. The moment of the commit is that at which the press's bell is rung. ``--rate``
publishes so many a second besides, for ``--seconds``.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from corpus import begin
from django.db import connections
from newspaper_folder import free_port, newspaper_folder

BENCHMARKS = Path(__file__).resolve().parent
SETTLE = 30.0


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--stories", type=int, default=1_000, help="stories that stand already")
    parser.add_argument("--printed", type=int, default=1_000, help="how many of them are printed")
    parser.add_argument("--samples", type=int, default=60, help="publications, one at a time")
    parser.add_argument("--rate", type=float, default=0, help="publications a second besides")
    parser.add_argument("--seconds", type=float, default=20, help="for how long at that rate")
    parser.add_argument("--workers", type=int, default=1, help="server processes")
    parser.add_argument("--folder", type=Path, help="keep the newspaper here; else it is temporary")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


class Commits:
    """Hears the press's bell, and keeps the moment of each ring."""

    def __init__(self, folder: Path) -> None:
        self.moments: list[float] = []
        self._path = folder / "bench.bell"
        self._path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self._path))
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            if self._socket.recv(2_048) == b"!":
                self.moments.append(time.monotonic())

    def last_before(self, moment: float) -> float:
        """Return the last ring before a moment."""
        return max((at for at in self.moments if at <= moment), default=moment)


class Watcher:
    """The reading process, and what it has told so far."""

    def __init__(self, servers: dict[str, int]) -> None:
        self.seen: dict[int, dict[str, float]] = {}
        self.end_told: dict[str, Any] = {}
        program = [sys.executable, str(BENCHMARKS / "publish_watching.py"), json.dumps(servers)]
        self._process = subprocess.Popen(  # noqa: S603
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            told = json.loads(line)
            if "number" in told:
                self.seen[told["number"]] = told["seen"]
            else:
                self.end_told = told

    def await_(self, draft: Any) -> None:
        """Have a publication looked for."""
        self._say(json.dumps({"number": draft.number, "addresses": draft.addresses}))

    def end(self) -> dict[str, Any]:
        """End the reading; return how often it asked and what was stale."""
        self._say("end")
        self._thread.join(SETTLE)
        return self.end_told

    def _say(self, line: str) -> None:
        if self._process.stdin:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()

    def wait_for(self, number: int) -> bool:
        """Wait until a publication was seen everywhere; ``False`` if it takes too long."""
        until = time.monotonic() + SETTLE
        while number not in self.seen and time.monotonic() < until:
            time.sleep(0.002)
        return number in self.seen


def main() -> None:
    """Measure, and print the figures."""
    asked = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended
    with tempfile.TemporaryDirectory(prefix="bs-") as temporary:
        folder = (asked.folder or Path(temporary)).resolve()
        figures = measured(asked, folder)
    sys.stdout.write(json.dumps(figures, indent=None if asked.json else 2) + "\n")


def measured(asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Make the newspaper, serve it, publish in it."""
    home = newspaper_folder(folder)
    ports = free_port(), free_port()
    os.environ["SITE_URL"] = f"http://127.0.0.1:{ports[1]}"
    begin(None, own=True)
    newspaper = import_module("publish_newspaper")  # its models can be loaded only now
    import_module("corpus_filling").fill(1, asked.stories, 500, quiet=asked.json)
    newspaper.print_the_newest(asked.printed)
    count = asked.samples + int(asked.rate * asked.seconds)
    drafts = newspaper.make_drafts(newspaper.next_mark(), count)
    cookie = newspaper.editor_cookie()
    connections.close_all()
    served = newspaper.Served(home, folder, ports, workers=asked.workers)
    try:
        commits = Commits(newspaper.bells())
        return _publish_all(asked, served, newspaper.Desk(served.port, cookie), drafts, commits)
    finally:
        served.end()


def _publish_all(
    asked: argparse.Namespace, served: Any, desk: Any, drafts: list[Any], commits: Commits
) -> dict[str, Any]:
    watcher = Watcher({"nginx": served.nginx_port, "serve": served.port})
    one_by_one, together = drafts[: asked.samples], drafts[asked.samples :]
    alone = [_publish(desk, watcher, draft, commits) for draft in one_by_one]
    figures: dict[str, Any] = {"stories": asked.stories, "alone": _figures(alone)}
    if together:
        figures[f"at {asked.rate:g} a second"] = _figures(
            _publish_at_a_rate(desk, watcher, together, asked.rate)
        )
    figures |= watcher.end()
    return figures


def _publish(desk: Any, watcher: Watcher, draft: Any, commits: Commits) -> dict[str, float]:
    cookies, body = desk.open_form(draft.pk)
    watcher.await_(draft)
    time.sleep(0.05)
    sent, answered = desk.publish(draft.pk, cookies, body)
    if not watcher.wait_for(draft.number):
        return {"all": float("inf")}
    seen = watcher.seen[draft.number]
    committed = commits.last_before(answered)
    return _times(sent, seen, draft) | {
        "request": answered - sent,
        "after_commit": max(seen.values()) - committed,
    }


def _times(sent: float, seen: dict[str, float], draft: Any) -> dict[str, float]:
    return {
        "all": max(seen.values()) - sent,
        "story": max(at for where, at in seen.items() if draft.addresses[0] in where) - sent,
        "nginx": max(at for where, at in seen.items() if where.startswith("nginx")) - sent,
        "serve": max(at for where, at in seen.items() if where.startswith("serve")) - sent,
    }


def _publish_at_a_rate(
    desk: Any, watcher: Watcher, drafts: list[Any], rate: float
) -> list[dict[str, float]]:
    forms = [desk.open_form(draft.pk) for draft in drafts]
    sent: dict[int, tuple[float, float]] = {}

    def publish(place: int, due: float) -> None:
        time.sleep(max(0.0, due - time.monotonic()))
        draft = drafts[place]
        watcher.await_(draft)
        sent[draft.number] = desk.publish(draft.pk, *forms[place])

    start = time.monotonic() + 0.5
    with ThreadPoolExecutor(16) as editors:
        for place in range(len(drafts)):
            editors.submit(publish, place, start + place / rate)
    return [
        _times(sent[draft.number][0], watcher.seen[draft.number], draft)
        | {"request": sent[draft.number][1] - sent[draft.number][0]}
        if watcher.wait_for(draft.number) and draft.number in sent
        else {"all": float("inf")}
        for draft in drafts
    ]


def _figures(samples: list[dict[str, float]]) -> dict[str, Any]:
    """Return median and 99th percentile in milliseconds of each time."""
    found: dict[str, Any] = {"samples": len(samples)}
    for name in sorted({name for sample in samples for name in sample}):
        values = sorted(sample[name] for sample in samples if name in sample)
        last = values[min(len(values) - 1, int(len(values) * 0.99))]
        found[name] = {"median_ms": _ms(median(values)), "p99_ms": _ms(last)}
    return found


def _ms(seconds: float) -> float | str:
    return round(seconds * 1000, 1) if seconds != float("inf") else "never"


if __name__ == "__main__":
    main()
