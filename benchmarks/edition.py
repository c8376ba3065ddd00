"""Measures printing: a whole edition, sealing, and a shared part that changes on every page.

    python benchmarks/edition.py --stories 10000
    .ci/with-postgres python benchmarks/edition.py --stories 10000

One process prints everything: pages a second, CPU a page, memory as it goes, bytes on disk. Then a
sample is sealed at each level of compression. Then the masthead changes: the fronts and the newest
pages are put together anew without being rendered, and the same pages are rendered for comparison.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus import begin
from newspaper_folder import newspaper_folder


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=300, help="pages that are sealed again")
    parser.add_argument("--folder", type=Path, help="keep the newspaper here; else it is temporary")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


def main() -> None:
    """Measure, and print the figures."""
    asked = options()
    with tempfile.TemporaryDirectory(prefix="bs-") as temporary:
        newspaper_folder((asked.folder or Path(temporary)).resolve())
        begin(None, own=True)
        import_module("corpus_filling").fill(1, asked.stories, 500, quiet=asked.json)
        rounds = import_module("edition_rounds")  # its models can be loaded only now
        figures: dict[str, Any] = {"stories": asked.stories, "cores": os.cpu_count()}
        figures["print all"] = rounds.print_all(quiet=asked.json)
        figures["sealing"] = rounds.sealing_costs(asked.sample)
        figures["masthead"] = rounds.change_the_masthead()
    sys.stdout.write(json.dumps(figures, indent=None if asked.json else 2) + "\n")


if __name__ == "__main__":
    main()
