"""Measures a large front: 80 cards, six backfills, over an archive of any size.

    python benchmarks/fronts.py --stories 10000
    .ci/with-postgres python benchmarks/fronts.py --stories 100000

It says what composing and rendering the home page takes, beside a yardstick of the same run (the
home page that arranges itself), how many queries each asks, and how long the front's editor takes
to open. It fails if a limit is broken: 80 ms of rendering in the median, 500 ms of opening at the
95th percentile. How soon a change is out is measured by ``publish.py``.

Filling takes minutes, and wants no quiet; measuring does. With ``--folder`` the two can be told
apart: ``--only fill``, then ``--only work``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus import begin
from newspaper_folder import newspaper_folder

RENDER_MS, OPEN_MS = 80.0, 500.0


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--stories", type=int, default=10_000, help="stories of the newspaper")
    parser.add_argument("--rounds", type=int, default=40, help="renders and openings of each")
    parser.add_argument("--folder", type=Path, help="keep the newspaper here; else it is temporary")
    parser.add_argument("--only", choices=["fill", "work"], help="half of it; needs --folder")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    asked = parser.parse_args()
    if asked.only and not asked.folder:
        parser.error("--only needs --folder: what one half makes, the other finds there")
    return asked


def main() -> None:
    """Fill, measure, and print the figures; exit with 1 if a limit is broken."""
    asked = options()
    with tempfile.TemporaryDirectory(prefix="bs-") as temporary:
        newspaper_folder((asked.folder or Path(temporary)).resolve())
        begin(None, own=True)
        figures = measured(asked)
    sys.stdout.write(json.dumps(figures, indent=None if asked.json else 2) + "\n")
    sys.exit(1 if figures.get("broken") else 0)


def measured(asked: argparse.Namespace) -> dict[str, Any]:
    """Make the newspaper and its front, and look at it again and again."""
    if asked.only != "work":
        filled = import_module("corpus_filling").fill(1, asked.stories, 500, quiet=asked.json)
        if asked.only == "fill":
            return {"filled": filled}
    rounds = import_module("fronts_rounds")  # its models can be loaded only now
    figures: dict[str, Any] = rounds.measure(asked.rounds)
    return figures | {"broken": broken(figures)}


def broken(figures: dict[str, Any]) -> list[str]:
    """Return every limit that is broken, in words."""
    found = []
    if figures["front"]["median_ms"] > RENDER_MS:
        found.append(f"rendering: {figures['front']['median_ms']} ms in the median")
    if figures["editor"]["p95_ms"] > OPEN_MS:
        found.append(f"opening the editor: {figures['editor']['p95_ms']} ms at the 95th percentile")
    return found


if __name__ == "__main__":
    main()
