"""Measures the desk at work: its list of stories, search, the editor, saving and publishing.

    python benchmarks/desk.py --stories 10000
    .ci/with-postgres python benchmarks/desk.py --stories 100000

An editor signs in and works over HTTP at `broadsheet serve`, first on 1,000 stories, then on as
many as are asked for. Each kind of work is done in turn, so that none has the machine to itself
while another waits. It says for each the median and the 95th percentile, and what it became of
the time at 1,000; it fails if a limit is broken: 300 ms, and 1.5 times.

Filling takes minutes, and wants no quiet; measuring does. With a folder that stays, and a database
that stays (DATABASE_URL), the two can be told apart, the small newspaper first:

    python benchmarks/desk.py --folder DIR --stories 1000
    python benchmarks/desk.py --folder DIR --stories 100000 --only fill
    python benchmarks/desk.py --folder DIR --stories 100000 --only work
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from corpus import begin
from newspaper_folder import free_port, newspaper_folder

LIMIT_MS, LIMIT_GROWTH = 300.0, 1.5
SMALL = 1_000
# A difference below this many milliseconds is the machine's, not the archive's.
NOISE_MS = 15.0


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--stories", type=int, default=10_000, help="stories of the large newspaper"
    )
    parser.add_argument("--samples", type=int, default=40, help="of each kind of work")
    parser.add_argument("--folder", type=Path, help="keep the newspaper here; else it is temporary")
    parser.add_argument("--only", choices=["fill", "work"], help="half of it; needs --folder")
    parser.add_argument("--queries", action="store_true", help="count the queries of each as well")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    asked = parser.parse_args()
    if asked.only and not asked.folder:
        parser.error("--only needs --folder: what one half makes, the other finds there")
    return asked


def main() -> None:
    """Measure at both sizes, and print the figures; exit with 1 if a limit is broken."""
    asked = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended
    with tempfile.TemporaryDirectory(prefix="bs-") as temporary:
        figures = measured(asked, (asked.folder or Path(temporary)).resolve())
    sys.stdout.write(json.dumps(figures, indent=None if asked.json else 2) + "\n")
    sys.exit(1 if figures["broken"] else 0)


def measured(asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Make the newspaper small, then large, and work in it each time."""
    home = newspaper_folder(folder)
    port = free_port()
    begin(None, own=True)
    filling = import_module("corpus_filling")  # its models can be loaded only now
    newsroom = import_module("desk_newsroom")
    newsroom.found_the_paper()
    sizes = {asked.stories} if asked.only else {min(SMALL, asked.stories), asked.stories}
    kept = folder / "figures.json"
    figures: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    for stories in sorted(sizes):
        if asked.only != "work":
            filling.fill(1, stories, 500, quiet=asked.json)
            newsroom.settle()
        if asked.only == "fill":
            return {"filled": stories, "broken": []}
        figures[str(stories)] = worked(newsroom, newsroom.Newsroom(home, folder, port), asked)
        kept.write_text(json.dumps(figures))
    return figures | {"broken": broken(figures)}


def worked(newsroom: Any, room: Any, asked: argparse.Namespace) -> dict[str, Any]:
    """Work in a newsroom that is open, and close it; return the figures."""
    try:
        times = room.work(asked.samples)
    finally:
        room.end()
    figures: dict[str, Any] = {name: _figures(values) for name, values in times.items()}
    if asked.queries:
        figures["queries"] = newsroom.queries()
    return figures


def broken(figures: dict[str, Any]) -> list[str]:
    """Return every limit that is broken, in words."""
    found: list[str] = []
    sizes = sorted((size for size in figures if size.isdecimal()), key=int)
    if not sizes:
        return found
    small, large = figures[sizes[0]], figures[sizes[-1]]
    for name, figure in large.items():
        if name == "queries":
            continue
        if figure["p95_ms"] > LIMIT_MS:
            found.append(f"{name}: 95th percentile {figure['p95_ms']} ms")
        before = small.get(name, figure)["p95_ms"]
        grown = figure["p95_ms"] - before
        if grown > NOISE_MS and figure["p95_ms"] > LIMIT_GROWTH * before:
            found.append(f"{name}: {figure['p95_ms'] / before:.2f} times that at {sizes[0]}")
    return found


def _figures(seconds: list[float]) -> dict[str, float]:
    values = sorted(seconds)
    last = values[min(len(values) - 1, int(len(values) * 0.95))]
    return {
        "samples": len(values),
        "median_ms": round(median(values) * 1000, 1),
        "p95_ms": round(last * 1000, 1),
    }


if __name__ == "__main__":
    main()
