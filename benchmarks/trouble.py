"""Measures what readers and staff get while something is broken, and what comes of it after.

    python benchmarks/trouble.py [--stories 300] [--seconds 5] [--json]

A newspaper on PostgreSQL is read by wrk with 32 connections, as it is in quiet and while the
database is stopped, the edition's disk is full, and both presses hang. In each trouble something
has just been published. Told are requests a second beside those of the quiet moments before and
after it, answers that were not the page, the seconds until the desk says what is wrong, and the
seconds from the end of the trouble until the publication is right everywhere. Needs PostgreSQL's
programs, nginx and wrk; the full disk is left out where we are not root.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import trouble_makers as makers
from corpus import begin
from django.db import connections
from newspaper_folder import free_port, newspaper_folder
from publish import Watcher

PATIENCE = 120.0
CONNECTIONS = 32
LUA = """
local paths = {{ {paths} }}
local at = 0
request = function()
  at = at + 1
  return wrk.format("GET", paths[at % #paths + 1])
end
"""


@dataclass(frozen=True)
class Paper:
    """The newspaper under load, and what is needed to break it."""

    served: Any
    desk: Any
    watcher: Watcher
    cluster: makers.Cluster
    edition: Path
    script: Path
    seconds: int


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--stories", type=int, default=300, help="stories, all printed")
    parser.add_argument("--seconds", type=int, default=5, help="of each run of wrk")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


def main() -> None:
    """Measure, and print the figures."""
    asked = options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bs-")))
        folder.chmod(0o755)  # the database's own user comes through it
        figures = _measured(stack, asked, folder)
    sys.stdout.write(json.dumps(figures, indent=None if asked.json else 2) + "\n")


def _measured(stack: ExitStack, asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    cluster = stack.enter_context(makers.cluster(folder / "postgres", free_port()))
    os.environ["DATABASE_URL"] = cluster.url
    home = newspaper_folder(folder)
    edition = home / "var" / "edition"
    full = stack.enter_context(makers.small_disk(edition))
    ports = free_port(), free_port()
    os.environ["SITE_URL"] = f"http://127.0.0.1:{ports[1]}"
    begin(None, own=True)
    newspaper = import_module("publish_newspaper")  # its models can be loaded only now
    import_module("corpus_filling").fill(1, asked.stories, 500, quiet=True)
    newspaper.print_the_newest(asked.stories)
    drafts = newspaper.make_drafts(1, 3)
    cookie = newspaper.editor_cookie()
    script = _script(folder / "pages.lua")
    connections.close_all()
    served = newspaper.Served(home, folder, ports)
    stack.callback(served.end)
    watcher = Watcher({"nginx": served.nginx_port, "serve": served.port})
    desk = newspaper.Desk(served.port, cookie)
    paper = Paper(served, desk, watcher, cluster, edition, script, asked.seconds)
    figures = dict(_each(paper, drafts, full=full))
    return {"stories": asked.stories} | figures | watcher.end()


def _script(file: Path) -> Path:
    """Write what wrk asks for: every story that is printed."""
    addresses = import_module("broadsheet.stories.printing").story_addresses()
    paths = ", ".join(f'"{wanted.address}"' for wanted in addresses)
    file.write_text(LUA.format(paths=paths))
    return file


def _each(paper: Paper, drafts: list[Any], *, full: bool) -> Iterator[tuple[str, Any]]:
    kinds: list[tuple[str, Callable[[Paper], Any], str]] = [
        ("database stopped", _no_database, "The database does not answer"),
        ("disk full", _full_disk, "The press stopped at a fault|could not be printed"),
        ("presses hang", _hung, "No worker of the press is at work"),
    ]
    _rate(paper)  # the first run fills the server's memory
    for (name, trouble, words), draft in zip(kinds, drafts, strict=True):
        if name != "disk full" or full:
            yield name, _told(paper, draft, trouble, words)


def _told(paper: Paper, draft: Any, trouble: Callable[[Paper], Any], words: str) -> dict[str, Any]:
    """Publish into a trouble, read through it, end it; return what happened."""
    before = _rate(paper)
    form = paper.desk.open_form(draft.pk)
    paper.watcher.await_(draft)
    with trouble(paper) as begun:
        begun(lambda: paper.desk.publish(draft.pk, *form))
        started = time.monotonic()
        during = _rate(paper)
        named = _until(lambda: re.search(words, _desk_says(paper))) - started
    ended = time.monotonic()
    right = _until(lambda: draft.number in paper.watcher.seen) - ended
    quiet = statistics.mean([before[0], _rate(paper)[0]])
    return {
        "requests a second": round(during[0]),
        "ratio to quiet": round(during[0] / quiet, 2),
        "p99 ms": during[1],
        "answers that were not the page": during[2],
        "seconds until the desk says so": round(named, 1),
        "seconds until all is right after it": round(right, 1),
    }


# --- the troubles: each is entered, told when to publish, and ended ---


@contextmanager
def _no_database(paper: Paper) -> Iterator[Callable[[Callable[[], Any]], None]]:
    def begun(publish: Callable[[], Any]) -> None:
        publish()  # acknowledged, and not yet printed
        paper.cluster.stop()

    yield begun
    paper.cluster.start()


@contextmanager
def _full_disk(paper: Paper) -> Iterator[Callable[[Callable[[], Any]], None]]:
    plug = makers.fill_up(paper.edition)
    yield lambda publish: publish() and None
    plug.unlink()


@contextmanager
def _hung(paper: Paper) -> Iterator[Callable[[Callable[[], Any]], None]]:
    stopped = makers.presses(paper.served.group)
    makers.hang(stopped)
    yield lambda publish: publish() and None
    makers.wake(stopped)


# --- what is looked at ---


def _rate(paper: Paper) -> tuple[float, str, int]:
    """Run wrk once: requests a second, the 99th percentile, answers that were not the page."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{paper.seconds}s", "--latency"]
    command += ["-s", str(paper.script), "-H", "Accept-Encoding: br"]
    command.append(f"http://127.0.0.1:{paper.served.port}")
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", told))
    bad = int(_found(r"Non-2xx or 3xx responses: (\d+)", told) or 0)
    lost = [int(one) for one in re.findall(r"(?:connect|read|write|timeout) (\d+)", told)]
    return rate, _found(r"99%\s+(\S+)", told), bad + sum(lost)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _desk_says(paper: Paper) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", paper.served.port, timeout=30)
    connection.request("GET", "/desk/", headers={"Cookie": paper.desk.cookie})
    try:
        return connection.getresponse().read().decode()
    except OSError:
        return ""
    finally:
        connection.close()


def _until(there: Callable[[], Any]) -> float:
    """Wait for something; return the moment at which it was there."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if there():
            return time.monotonic()
        time.sleep(0.05)
    return float("inf")


if __name__ == "__main__":
    main()
