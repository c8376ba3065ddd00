"""Measures what checking a comment costs, before it is shown or held.

    python benchmarks/comment_checks.py [--words 10000] [--texts 4000] [--json]

A comment is folded, all checks but the language model's look at it, and it is settled by the
shipped policy; told is the time for all that, in milliseconds of wall and of CPU, at the median and
at the 99th percentile, of texts in six languages as readers write them and of texts made to be
dear. What each check and the door take is told beside it. The yardstick is a plain piece of work of
the same run, counting the words of the same texts. Limit: 2 ms at the 99th percentile, of CPU, of
readers' texts; those made to be dear are as long as a comment may be, and told beside them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from broadsheet.comments.checks.bayes import Bayes
from broadsheet.comments.checks.order import CHECKS
from broadsheet.comments.checks.submission import (
    Check,
    Duty,
    Past,
    Place,
    Recent,
    Signal,
    Standing,
    Submission,
)
from broadsheet.comments.checks.words import Entry, WordList
from broadsheet.comments.door import Unfit, clean, fold
from broadsheet.comments.policy.effects import effective
from broadsheet.comments.policy.reading import shipped
from broadsheet.comments.rules import settle

LIMIT_MS = 2.0
NOW = datetime(2026, 1, 26, 18, 30, tzinfo=UTC)
LANGUAGES = ("en", "hi", "ta", "ml", "kn", "ur")
LONGEST = 1_990
LETTERS = {
    "en": ([*"bcdfgklmnprstv", "st", "tr", "pl", "sh", "ch"], [*"aeiou", "ea", "ou", "ai"]),
    "hi": (list("कखगचजटडतदनपबमयरलवसह"), ["", "ा", "ि", "ी", "ु", "े", "ो", "्"]),
    "ta": (list("கசடதபறமநரலவழள"), ["", "ா", "ி", "ு", "ே", "ை", "ோ", "்"]),
    "ml": (list("കചടതപമനരലവഴളസ"), ["", "ാ", "ി", "ു", "േ", "ോ", "്"]),
    "kn": (list("ಕಗಚಜಟಡತದನಪಬಮಯರಲವಸಹ"), ["", "ಾ", "ಿ", "ು", "ೇ", "ೋ", "್"]),
    "ur": (list("بپتجچدرزسشفقکگلمنو"), ["", "ا", "ی", "و", "ے"]),
}
HOSTILE: dict[str, str] = {
    "one letter": "a" * LONGEST,
    "letters alone": "a b " * 450,
    "letters alone, Indic": "क ख " * 450,
    "drawn out": "sooo baaad " * 180,
    "drawn out, each its own": " ".join(f"w{chr(97 + n % 26) * 4}{n:x}" for n in range(230)),
    "figures in words": "b4d w0rd5 h3r3 " * 130,
    "figures": "9876543210 " * 180,
    "groups of figures": "1-2 (3) 4. " * 180,
    "at signs": "a@b.c " * 330,
    "addresses": "see https://x.example/a_(b)?c=d#e " * 20 + "x " * 600,
    "half addresses": "www.a.b t.me/x " * 130,
    "10,000 marks": "e" + "\u0301\u0316" * 5_000,
    "marks on each letter": ("e" + "\u0316\u0301\u0327\u0334" * 2) * 700,
    "lookalikes": "сосо рауса " * 180,
    "wide letters": "\uff57\uff4f\uff52\uff44 " * 390,
    "circled letters": "ⓦⓞⓡⓓ " * 390,
    "capitals": "WHY ARE THEY " * 150,
    "stars": "*a* *b " * 280,
    "deep quotes": "\n".join(">" * (n % 60 + 1) + " said" for n in range(55)),
    "every word new": " ".join(f"{n * 7919:x}" for n in range(300)),
    "listed words only": "",
    "bidi": "\u2067ש\u2069\u202ea\u202c" * 300,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 600,
    "flags": "\U0001f1ee\U0001f1f3" * 900,
    "doors": "flat 1 " * 280,
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """What a paper has: its list, what it learned, and whom it has heard lately."""

    words: WordList
    spam: Bayes
    recent: Recent


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--words", type=int, default=10_000, help="listed words")
    parser.add_argument("--texts", type=int, default=4_000, help="texts as readers write them")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


def word(dice: random.Random, language: str, most: int = 4) -> str:
    """Return a word of sounds of the language, that means nothing."""
    heads, tails = LETTERS[language]
    count = dice.randint(1 if language == "en" else 2, most)
    return "".join(dice.choice(heads) + dice.choice(tails) for _ in range(count))


def vocabulary(dice: random.Random, language: str) -> list[str]:
    """Return the words that readers of a language use."""
    return [word(dice, language) for _ in range(3_000)]


def text(dice: random.Random, words: list[str]) -> str:
    """Return a comment: most are a sentence or three, a few as long as may be; some have more."""
    wanted = min(LONGEST, int(dice.lognormvariate(4.9, 0.9)) + 10)
    pieces: list[str] = []
    size = 0
    while size < wanted:
        one = words[min(int(dice.paretovariate(0.6)), len(words)) - 1]
        piece = dice.choice(["", "", "", "", "", ", ", ". ", "!\n\n", " 2026 "]) or " "
        pieces += [one, piece]
        size += len(one) + len(piece)
    extra = ["https://other.example/news/1", "CAPITALS", "98765 43210", "> quoted\n", "sh*t", "😀"]
    if dice.random() < 0.2:  # noqa: PLR2004 one in five
        pieces.insert(dice.randrange(len(pieces)), f" {dice.choice(extra)} ")
    return "".join(pieces)[:LONGEST]


def entries(dice: random.Random, count: int, used: dict[str, list[str]]) -> Iterator[Entry]:
    """Return listed words in six languages: whole words, stems, phrases, parts; some are used."""
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        kind = dice.random()
        one = word(dice, language, 5) + word(dice, language, 2)
        if kind < 0.02:  # noqa: PLR2004 a share of the list
            one = dice.choice(used[language][200:])
        elif kind < 0.15:  # noqa: PLR2004
            one += "*"
        elif kind < 0.25:  # noqa: PLR2004
            one += " " + word(dice, language)
        elif kind < 0.28:  # noqa: PLR2004
            one = f"*{one}{word(dice, language)}*"
        yield Entry(one, language)


def paper(dice: random.Random, count: int, used: dict[str, list[str]]) -> Paper:
    """Make what a paper has."""
    lessons = [
        ([dice.choice(used[language]) for _ in range(30)], dice.random() < 0.3)  # noqa: PLR2004
        for language in LANGUAGES
        for _ in range(300)
    ]
    past = tuple(
        Past(dice.getrandbits(64), NOW - timedelta(minutes=number)) for number in range(50)
    )
    words = WordList.of(entries(dice, count, used))
    return Paper(words, Bayes().learned(lessons), Recent(own=past[5:], thread=past))


class Clock:
    """Keeps times by name: wall and CPU, in milliseconds."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = defaultdict(list)
        self.cpu: dict[str, list[float]] = defaultdict(list)

    def time(self, name: str, work: Callable[[], Any]) -> Any:
        """Do the work once and keep how long it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        self.cpu[name].append((time.process_time() - cpu) * 1_000)
        self.wall[name].append((time.perf_counter() - wall) * 1_000)
        return result

    def figures(self, name: str) -> dict[str, float]:
        """Return the median and the 99th percentile of a name."""
        return {
            "cpu_p50": at(self.cpu[name], 50),
            "cpu_p99": at(self.cpu[name], 99),
            "wall_p50": at(self.wall[name], 50),
            "wall_p99": at(self.wall[name], 99),
        }


def at(times: list[float], percentile: int) -> float:
    """Return a percentile, of few times the nearest that is not below it."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, len(ordered) * percentile // 100)], 3)


def _seen(check: Check, whole: Submission) -> list[Signal]:
    return list(check(whole))


def measure(clock: Clock, raw: str, language: str, has: Paper, name: str) -> bool:
    """Judge one comment as a post does; ``False`` where the door takes it not."""
    try:
        written = clock.time("door", lambda: clean(raw))
    except Unfit:
        return False
    policy = shipped_policy()

    def judged() -> Any:
        whole = Submission(
            written=written,
            folded=fold(written.text, language),
            language=language,
            now=NOW,
            place=Place(1, ("nation",)),
            standing=Standing(approved=9, since=NOW - timedelta(days=30)),
            recent=has.recent,
            duty=Duty(languages=frozenset(LANGUAGES)),
            words=has.words,
            spam=has.spam,
        )
        signals: list[Signal] = [signal for check in CHECKS for signal in check(whole)]
        settle(signals, policy, whole.place.mode, whole.standing)
        return whole

    whole = clock.time(name, judged)
    if name.startswith("hostile"):
        clock.time("made to be dear", judged)
    clock.time("fold", lambda: fold(written.text, language))
    for check in CHECKS:
        clock.time(f"check {check.__name__}", partial(_seen, check, whole))
    clock.time("yardstick", lambda: Counter(written.text.lower().split()))
    return True


_POLICY = effective(shipped(), Place(1), Standing())


def shipped_policy() -> Any:
    """Return the policy in force, which a server has at hand."""
    return _POLICY


def main() -> None:
    """Measure, and print the figures."""
    asked = options()
    dice = random.Random(7)  # noqa: S311 the same texts in every run
    used = {language: vocabulary(dice, language) for language in LANGUAGES}
    began = time.process_time()
    has = paper(dice, asked.words, used)
    built = time.process_time() - began
    hostile = HOSTILE | {
        "listed words only": " ".join(has.words.entries[n].word for n in range(90))
    }
    clock, refused = Clock(), []
    for number in range(asked.texts):
        language = LANGUAGES[number % len(LANGUAGES)]
        measure(clock, text(dice, used[language]), language, has, "readers' texts")
    for name, raw in hostile.items():
        taken = [measure(clock, raw, "en", has, f"hostile: {name}") for _ in range(40)]
        refused += [] if taken[0] else [name]
    figures = {name: clock.figures(name) for name in sorted(clock.cpu)}
    told = {
        "listed words": len(has.words),
        "built in s": round(built, 2),
        "refused at the door": refused,
        "limit ms": LIMIT_MS,
        "holds": clock.figures("readers' texts")["cpu_p99"] <= LIMIT_MS,
        "figures": figures,
    }
    sys.stdout.write(json.dumps(told) + "\n" if asked.json else table(told))


def table(told: dict[str, Any]) -> str:
    """Return the figures as lines for a person."""
    lines = [f"{name}: {value}" for name, value in told.items() if name != "figures"]
    lines += ["", f"{'milliseconds':34}{'CPU p50':>9}{'p99':>8}{'wall p50':>10}{'p99':>8}"]
    for name, one in told["figures"].items():
        cpu, wall = (one["cpu_p50"], one["cpu_p99"]), (one["wall_p50"], one["wall_p99"])
        lines.append(f"{name:34}{cpu[0]:>9}{cpu[1]:>8}{wall[0]:>10}{wall[1]:>8}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
