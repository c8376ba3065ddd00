"""Measures the moderators' queue with a great many comments waiting.

    python benchmarks/moderation.py --waiting 50000
    .ci/with-postgres python benchmarks/moderation.py --waiting 50000

Stories get threads, and these the comments that wait, a twentieth of them with signals. Measured
are the queue of a moderator of the whole paper and of one of a single section, the further page
that is fetched ahead, a decision, and the question that an open screen asks every few seconds; each
beside the same with 50 waiting, which is the yardstick. It fails if the queue takes more than
200 ms at the 95th percentile. What passes between a key and the next comment is no answer of the
server's at all: the browser test of the desk measures it.
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

LIMIT_MS = 200.0
FEW = 50


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--waiting", type=int, default=50_000, help="comments that wait")
    parser.add_argument("--stories", type=int, default=1_000, help="stories that they wait under")
    parser.add_argument("--rounds", type=int, default=60, help="of each kind of work")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


def main() -> None:
    """Measure with a few and with many, and print the figures; exit with 1 if a limit is broken."""
    asked = options()
    with tempfile.TemporaryDirectory(prefix="bs-") as temporary:
        newspaper_folder(Path(temporary).resolve())
        begin(None, own=True)
        import_module("corpus_filling").fill(1, asked.stories, 500, quiet=True)
        rounds = import_module("moderation_rounds")  # its models can be loaded only now
        figures: dict[str, Any] = {"few": rounds.measure(FEW, asked.rounds)}
        figures["many"] = rounds.measure(asked.waiting, asked.rounds)
    figures["broken"] = broken(figures["many"])
    sys.stdout.write(json.dumps(figures, indent=None if asked.json else 2) + "\n")
    sys.exit(1 if figures["broken"] else 0)


def broken(many: dict[str, dict[str, float]]) -> list[str]:
    """Return every limit that is broken, in words."""
    return [
        f"{name}: {figures['p95_ms']} ms at the 95th percentile"
        for name, figures in many.items()
        if name.startswith("queue") and figures["p95_ms"] > LIMIT_MS
    ]


if __name__ == "__main__":
    main()
