"""Measures the reader server beside nginx and the usual caches, all with the same page.

    python benchmarks/reader.py [--seconds 3] [--rounds 5] [--json]
    python benchmarks/reader.py --memory [--pages 100000]

One page of some 5 KB in brotli, one worker each, wrk with 1, 32 and 256 connections: nginx over
the edition's plain files, ``broadsheet serve`` with its log and its numbers on, and a stock
Wagtail project as it is, behind Django's cache middleware, and behind nginx's proxy_cache. The
systems take turns in each round; the median is told, with CPU time and latencies. Needs nginx with
brotli_static, and wrk.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import brotli
import reader_stock as stock
import reader_systems as systems
from reader_systems import ACCEPTED, System, running

from broadsheet.press.edition import Edition
from broadsheet.press.printed import Printed
from broadsheet.press.sealing import Seal, seal

CONNECTIONS = (1, 32, 256)
ENOUGH = 5_000
NGINX, OURS = "nginx, edition", "broadsheet serve"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Run:
    """One run of wrk: requests a second, milliseconds, microseconds of CPU a request."""

    rate: float
    p50: float
    p99: float
    cpu: float
    errors: int


def main() -> None:
    """Measure, and print the figures."""
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="broadsheet-reader-") as folder:
        told = memory(Path(folder), asked) if asked.memory else speed(Path(folder), asked)
    as_text = told if asked.memory else told["table"]
    sys.stdout.write(f"{json.dumps(told) if asked.json else words(as_text)}\n")


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=int, default=3, help="of each run of wrk")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", action="store_true", help="measure resident memory instead")
    parser.add_argument("--pages", type=int, default=100_000, help="of the edition, for --memory")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


# --- speed ---


def speed(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Start every system, let them take turns, and return the figures."""
    runs: dict[tuple[str, int], list[Run]] = defaultdict(list)
    with ExitStack() as stack:
        started, page = start_all(stack, folder)
        for _round in range(asked.rounds):
            for connections in CONNECTIONS:
                for system in started:
                    found = measure(system, connections, asked.seconds)
                    runs[system.name, connections].append(found)
    middle = {key: median(found) for key, found in runs.items()}
    told = [{"system": name, "connections": c, **asdict(r)} for (name, c), r in middle.items()]
    ratios = {c: round(middle[OURS, c].rate / middle[NGINX, c].rate, 2) for c in CONNECTIONS}
    by_cpu = {c: round(middle[NGINX, c].cpu / middle[OURS, c].cpu, 2) for c in CONNECTIONS}
    about = {"page": page, "seconds": asked.seconds, "rounds": asked.rounds}
    return {
        **about,
        "runs": told,
        "ratio to nginx": ratios,
        "ratio by CPU": by_cpu,
        "table": table(middle) | {"ratio to nginx": ratios, "ratio by CPU": by_cpu},
    }


def start_all(stack: ExitStack, folder: Path) -> tuple[list[System], dict[str, int]]:
    """Start the five systems, and see that each answers the same page."""
    plain, cached = start_stock(stack, folder / "stock")
    status, _encoding, packed = replace(plain, path=stock.PATH).get()
    page = gunzipped(packed)
    home = folder / "paper"
    systems.make_newspaper(home)
    sealed = sealed_page(page, systems.ADDRESS)
    Edition(home / "var" / "edition").put(sealed)
    static = systems.STATIC.format(site=home / "var/edition/site", policy=systems.POLICY)
    cache = folder / "nginx-cache"
    started = [
        stack.enter_context(systems.nginx(NGINX, folder / "nginx", systems.ADDRESS, inside=static)),
        stack.enter_context(systems.reader(home)),
        stack.enter_context(
            systems.nginx(
                "nginx proxy_cache",
                cache,
                stock.PATH,
                inside=systems.PROXY.format(behind=plain.port),
                outside=systems.CACHE.format(folder=cache),
            )
        ),
        cached,
        plain,
    ]
    for system in started:
        see_that_it_answers(system, page, sealed)
    assert status == 200  # noqa: PLR2004, S101
    return started, {"html": len(page), "br": len(sealed.br), "gz": len(sealed.gz)}


def start_stock(stack: ExitStack, folder: Path) -> tuple[System, System]:
    """Start stock Wagtail twice: as it is, and with Django's cache middleware."""
    stock.make(folder, article())
    started = []
    for name, cached in (("stock Wagtail", False), ("Django cache middleware", True)):
        port = systems.free_port()
        env = stock.environment(cached=cached)
        group = stack.enter_context(running(stock.command(port), folder, port, env))
        started.append(System(name, port, stock.PATH, group))
    return started[0], started[1]


def article() -> str:
    """Return an article's rich text that brotli packs into some 5 KB."""
    chance = Random(22)  # noqa: S311  (no secret: the same words each time)
    letters = "aaabcddeeeeffghiiiklmnnnooopprrrsssttttuuvwy"
    known = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _word in range(3_000)]
    text = ""
    while len(brotli.compress(text.encode(), quality=5)) < ENOUGH - 400:
        words = " ".join(chance.choices(known, weights=range(3_000, 0, -1), k=55))
        text += f"<p>{words.capitalize()}.</p>"
    return text


def gunzipped(packed: bytes) -> bytes:
    """Return a page that came as gzip."""
    import gzip  # noqa: PLC0415

    return gzip.decompress(packed)


def sealed_page(page: bytes, address: str) -> Seal:
    """Seal a page as the press does."""
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", systems.POLICY),
    )
    now = datetime.now(UTC)
    return seal(Printed(address, 200, headers, page, frozenset({"story-1"}), (), now))


def see_that_it_answers(system: System, page: bytes, sealed: Seal) -> None:
    """Ask twice (the first fills a cache), and compare; raises ``RuntimeError``."""
    system.get()
    status, encoding, body = system.get()
    right = body == sealed.br if encoding == "br" else gunzipped(body) == page
    if status != 200 or not right:  # noqa: PLR2004
        raise RuntimeError(f"{system.name} does not answer the page: {status} {encoding}.")


def measure(system: System, connections: int, seconds: int) -> Run:
    """Run wrk against a system once."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    command += [
        "-H",
        f"Accept-Encoding: {ACCEPTED}",
        f"http://127.0.0.1:{system.port}{system.path}",
    ]
    before = system.cpu()
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    used = system.cpu() - before
    requests = int(found(r"(\d+) requests in", told))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return Run(
        rate=float(found(r"Requests/sec:\s+([\d.]+)", told)),
        p50=milliseconds(found(r"50%\s+(\S+)", told)),
        p99=milliseconds(found(r"99%\s+(\S+)", told)),
        cpu=used / max(requests, 1) * 1e6,
        errors=int(bad[1]) if bad else 0,
    )


def found(pattern: str, text: str) -> str:
    """Return what wrk told; raises ``RuntimeError`` if it did not."""
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"wrk told nothing of {pattern}:\n{text}")
    return match[1]


def milliseconds(told: str) -> float:
    """Return a time of wrk's in milliseconds."""
    match = re.fullmatch(r"([\d.]+)(us|ms|s|m)", told)
    return float(match[1]) * UNITS[match[2]] if match else 0.0


def median(runs: list[Run]) -> Run:
    """Return the median of each figure."""
    each = {
        name: round(statistics.median(asdict(run)[name] for run in runs), 3)
        for name in ("rate", "p50", "p99", "cpu")
    }
    return Run(**each, errors=sum(run.errors for run in runs))


def table(middle: dict[tuple[str, int], Run]) -> dict[str, str]:
    """Return a line for each system."""
    names = dict.fromkeys(name for name, _connections in middle)
    lines = {}
    for name in names:
        cells = []
        for c in CONNECTIONS:
            run = middle[name, c]
            cells.append(f"{run.rate:,.0f}/s p99 {run.p99:.2f} ms cpu {run.cpu:.0f} µs")
        lines[name] = " | ".join(cells)
    return lines


# --- memory ---

EACH_ONCE = """
local number = 0
request = function()
  number = number % {pages} + 1
  return wrk.format("GET", "/story-" .. number .. ".html")
end
"""


def memory(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Fill an edition, ask for each of its pages, and return what the server held at most."""
    home = folder / "paper"
    systems.make_newspaper(home)
    edition = Edition(home / "var" / "edition", with_tree=False)
    template = sealed_page(article().encode(), "/story-0.html")
    for number in range(1, asked.pages + 1):
        edition.put(replace(template, address=f"/story-{number}.html"))
    script = folder / "each.lua"
    script.write_text(EACH_ONCE.format(pages=asked.pages), encoding="utf-8")
    with systems.reader(home, PRESS_TREE="false") as server:
        first = resident(server)
        requests = 0
        while requests < asked.pages * 2:
            requests += ask_for_each(server, script)
        return {
            "pages": asked.pages,
            "requests": requests,
            "resident MB at the start": first,
            "resident MB after": resident(server),
            "size of the seals MB": megabytes(disk(edition.root / "seals")),
        }


def ask_for_each(server: System, script: Path) -> int:
    """Ask for one page after the other for ten seconds; return how many were answered."""
    command = [
        "wrk",
        "-t1",
        "-c32",
        "-d10s",
        "-s",
        str(script),
        "-H",
        f"Accept-Encoding: {ACCEPTED}",
    ]
    command.append(f"http://127.0.0.1:{server.port}")
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in told:
        raise RuntimeError(told)
    return int(found(r"(\d+) requests in", told))


def resident(server: System) -> dict[str, float]:
    """Return the resident memory of the server process, and of it with the one that watches.

    Those two share pages, so that their sum counts each by its share (PSS, proc(5)).
    """
    found = systems.processes(server.group)
    own = max(held for pid, (_used, held) in found.items() if pid != server.group)
    shares = sum(systems.share(pid) for pid in found)
    return {"server": megabytes(own), "with its supervisor, shared pages once": megabytes(shares)}


def disk(folder: Path) -> int:
    """Return the bytes of the files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def megabytes(size: int) -> float:
    """Return bytes as megabytes."""
    return round(size / 1e6, 1)


def words(told: dict[str, Any]) -> str:
    """Return figures as lines."""
    width = max(map(len, told))
    return "\n".join(f"{name:<{width}}  {value}" for name, value in told.items())


if __name__ == "__main__":
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing or not systems.MODULE.exists():
        sys.exit("Install nginx, libnginx-mod-http-brotli-static and wrk first.")
    main()
