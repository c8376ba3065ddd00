"""Measures what a reader's page costs to render: CPU and queries, by kind of page.

    python benchmarks/rendering.py --database-url sqlite:////tmp/corpus.sqlite3
    python benchmarks/rendering.py --home DIR          # a newspaper's own folder, like the demo

The views are asked as the press asks them: a bare anonymous request, no middleware, no network.
``--dump DIR`` writes every page that was rendered, to compare their bytes with another run's.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from importlib import import_module
from pathlib import Path

from corpus import begin


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--database-url", help="else DATABASE_URL, or the newspaper's own")
    parser.add_argument("--home", type=Path, help="a newspaper's folder; else a corpus is measured")
    parser.add_argument("--rounds", type=int, default=9, help="renders of each page; median counts")
    parser.add_argument("--dump", type=Path, help="write the rendered pages into this folder")
    parser.add_argument("--dump-stories", type=int, default=200, help="how many stories to write")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


def main() -> None:
    """Render each kind of page, and print a line for each."""
    asked = options()
    if asked.home:
        os.environ["BROADSHEET_HOME"] = str(asked.home.resolve())
    begin(asked.database_url, own=asked.home is not None)
    rounds = import_module("rendering_rounds")  # its models can be loaded only now
    figures = rounds.measure(asked.rounds)
    if asked.dump:
        rounds.dump(asked.dump, asked.dump_stories)
    told = json.dumps(figures) if asked.json else rounds.told(figures)
    sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main()
