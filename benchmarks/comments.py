"""Measures the reading of a conversation: what its pages cost to make, and how soon they are new.

    python benchmarks/comments.py --long 20000
    .ci/with-postgres python benchmarks/comments.py --long 20000

A story gets a thread of 5, of 500 and of ``--long`` comments, a third of them answers. Measured are
the making of the first page under the story, of a page in the middle and of the one with the most
answers, in milliseconds with the number of questions to the database; then the time from a
moderator's approval until the sealed page of the story has the comment. A page is made once for
all its readers, and read as any file of the edition: ``reader.py`` measures that. The yardstick is
the thread of five comments. It fails if a long thread's first page costs more than three times
that of 500 comments, or an approval takes more than a second to be seen.
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

LIMIT_SECONDS = 1.0
LIMIT_TIMES = 3.0
FEW, SOME = 5, 500


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--long", type=int, default=20_000, help="comments of the longest thread")
    parser.add_argument("--rounds", type=int, default=30, help="of each kind of work")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


def main() -> None:
    """Measure threads of three lengths, and print the figures; exit with 1 if a limit is broken."""
    asked = options()
    with tempfile.TemporaryDirectory(prefix="bs-") as temporary:
        newspaper_folder(Path(temporary).resolve())
        begin(None, own=True)
        import_module("corpus_filling").fill(1, 3, 3, quiet=True)
        rounds = import_module("comments_rounds")  # its models can be loaded only now
        lengths = (FEW, SOME, asked.long)
        figures: dict[str, Any] = {
            str(length): rounds.measure(place, length, asked.rounds)
            for place, length in enumerate(lengths)
        }
    figures["broken"] = broken(figures[str(SOME)], figures[str(asked.long)])
    sys.stdout.write(json.dumps(figures, indent=None if asked.json else 2) + "\n")
    sys.exit(1 if figures["broken"] else 0)


def broken(some: dict[str, Any], long: dict[str, Any]) -> list[str]:
    """Return every limit that is broken, in words."""
    found = []
    times = long["first page"]["p50_ms"] / some["first page"]["p50_ms"]
    if times > LIMIT_TIMES:
        found.append(f"the first page of a long thread costs {times:.1f} times that of 500")
    seen = long["approved to sealed"]["p95_ms"] / 1000
    if seen > LIMIT_SECONDS:
        found.append(f"an approved comment is seen after {seen:.2f} s")
    return found


if __name__ == "__main__":
    main()
