"""Measures what is read from saved pages, beside trafilatura alone.

Run it on a folder of annotated pages (the layouts are described in ``extraction_gold.py``)::

    python benchmarks/extraction.py DIR [--json] [--only CORPUS] [--workers 2]

One run reads every page with every reader: trafilatura alone (``bare_extraction`` with metadata,
its default settings), our ``html`` format, and our ``page-text`` format on the page flattened to
text in three ways. The measures are defined in ``extraction_scores.py``. Besides them:

- *author*: over the pages whose annotation names one; *invented byline*: the share of the pages
  whose annotation names none for which a reader gives one (lower is better);
- *times*: over the pages whose annotation gives a time with its zone. A reader that gives a day
  only has no time; *day* is the share with the annotated day, in the zone of the answer;
- *section*: an annotated name is on the path that was read; *topics*: F1 of the sets;
- *captions*: the share of annotated captions found as a caption; *caption leak*: the share found
  in the body as well (lower is better);
- *credit*, *dateline*: the share of all pages on which one was found (no annotation exists);
- *must have*, *must not have*: the share of phrases that are, rightly or wrongly, in the body.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from multiprocessing import Pool
from pathlib import Path

import extraction_scores as scores
from extraction_gold import Gold, Sample, samples
from extraction_systems import (
    Answer,
    System,
    by_broadsheet,
    by_trafilatura,
    flattened_readers,
)

_FEW_WORDS = 5  # of a caption that could be in a body by chance

Score = tuple[str, float]


@cache
def systems() -> dict[str, System]:
    """Every reader that is there, by its name in the table."""
    return {"trafilatura": by_trafilatura, "html": by_broadsheet, **flattened_readers()}


def measure(sample: Sample) -> tuple[str, dict[str, list[Score]]]:
    """Every reader's scores on one page."""
    data = sample.data()
    results = {}
    for name, read in systems().items():
        started = time.perf_counter()
        answer = read(data, sample.address)
        spent = time.perf_counter() - started
        results[name] = [*judge(answer, sample.gold), ("ms a page", 1000 * spent)]
    return sample.corpus, results


def judge(answer: Answer, gold: Gold) -> Iterator[Score]:
    """Compare one answer with one annotation."""
    yield "refused", float(bool(answer.refused))
    if gold.body is not None:
        precision, recall, f1 = scores.word_f1(answer.body, gold.body)
        yield from [("body word F1", f1), ("body precision", precision), ("body recall", recall)]
        yield "body shingle F1", scores.shingle_f1(answer.body, gold.body)
    if gold.title is not None:
        yield "headline exact", float(scores.plain(answer.title) == scores.plain(gold.title))
    yield from _people(answer, gold)
    yield from _times(answer, gold)
    yield from _places(answer, gold)
    yield from _phrases(answer, gold)


def _people(answer: Answer, gold: Gold) -> Iterator[Score]:
    if gold.authors:
        yield "author", float(scores.names(answer.authors) == scores.names(gold.authors))
    elif gold.authors is not None:
        yield "invented byline", float(bool(answer.authors))


def _times(answer: Answer, gold: Gold) -> Iterator[Score]:
    day = gold.day or (gold.published or "")[:10]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        yield "day", float(answer.day == day)
    for name, given, wanted in (
        ("published with zone", answer.published, scores.moment(gold.published)),
        ("updated with zone", answer.updated, scores.moment(gold.updated)),
    ):
        if wanted:
            yield name, float(scores.same_minute(given, wanted))


def _places(answer: Answer, gold: Gold) -> Iterator[Score]:
    if gold.section:
        path = scores.name_set(answer.section)
        yield "section", float(bool(path & scores.name_set(gold.section)))
    if gold.topics:
        found = dict.fromkeys(scores.name_set(answer.topics), 1)
        wanted = dict.fromkeys(scores.name_set(gold.topics), 1)
        yield "topics F1", scores.overlap(Counter(found), Counter(wanted))[2]
    for caption in gold.captions:
        yield "captions", float(scores.caption_found(caption, answer.captions))
        if len(caption.split()) > _FEW_WORDS:
            yield "caption leak", float(scores.plain(caption) in scores.plain(answer.body))
    yield "credit", float(answer.credit)
    yield "dateline", float(answer.dateline)


def _phrases(answer: Answer, gold: Gold) -> Iterator[Score]:
    body = scores.plain(answer.body) if gold.must_have or gold.must_not else ""
    for name, phrases in (("must have", gold.must_have), ("must not have", gold.must_not)):
        for phrase in phrases:
            yield name, float(scores.plain(phrase) in body)


Table = dict[str, dict[str, dict[str, float]]]


def run(found: list[Sample], workers: int) -> Table:
    """Measure every page; the answer is corpus → measure → reader → mean."""
    sums: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    with Pool(workers) as pool:
        for number, (corpus, results) in enumerate(pool.imap_unordered(measure, found), 1):
            for reader, pairs in results.items():
                for name, value in pairs:
                    sums[corpus, name, reader].append(value)
            if number % 50 == 0 or number == len(found):
                sys.stderr.write(f"{number} of {len(found)} pages\n")
    table: Table = defaultdict(lambda: defaultdict(dict))
    for (corpus, name, reader), values in sums.items():
        table[corpus][name][reader] = sum(values) / len(values)
        table[corpus][name]["of"] = len(values)
    return table


def show(table: Table) -> str:
    """The table as text, a block for each corpus."""
    readers = list(systems())
    lines = []
    for corpus in sorted(table):
        head = "".join(f"{reader:>14}" for reader in readers)
        lines.append(f"\n{corpus:<22}{head}{'of':>8}")
        for name, row in table[corpus].items():
            digits = 0 if name == "ms a page" else 3
            cells = "".join(f"{row[reader]:>14.{digits}f}" for reader in readers)
            lines.append(f"{name:<22}{cells}{row['of']:>8.0f}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run from the command line; 2 where the folder holds no annotated pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="write the table as JSON")
    parser.add_argument("--only", help="one corpus only, by its folder's name")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    found = [one for one in samples(options.folder) if options.only in (None, one.corpus)]
    if not found:
        sys.stderr.write(f"No annotated pages in {options.folder}: see extraction_gold.py\n")
        return 2
    if not flattened_readers():
        sys.stderr.write("The page-text format or flatten.py is not there yet: left out.\n")
    table = run(found, options.workers)
    sys.stdout.write(json.dumps(table, indent=1) + "\n" if options.json else show(table))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
