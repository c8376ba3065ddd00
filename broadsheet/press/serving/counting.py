"""What the server counts, in Prometheus' text form (exposition format 0.0.4).

Each process writes its own numbers into a small file, and whoever is asked adds them up: a reader
of them gets the same answer from any process.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ENDING = ".counts"
HELP = {
    "broadsheet_requests_total": ("counter", "Answers, by where they came from and by status"),
    "broadsheet_bytes_total": ("counter", "Bytes of bodies sent from the edition"),
    "broadsheet_seconds_total": ("counter", "Seconds spent on answers, by where they came from"),
    "broadsheet_asked_total": ("counter", "Pages that the press was asked to print, by outcome"),
    "broadsheet_log_lines_lost_total": ("counter", "Access log lines that nobody took in time"),
    "broadsheet_hot_bytes": ("gauge", "Bytes of sealed pages in memory"),
    "broadsheet_hot_pages": ("gauge", "Sealed pages in memory, each encoding by itself"),
    "broadsheet_server_processes": ("gauge", "Server processes that answer"),
    "broadsheet_press_worker_silent": ("gauge", "1 if no worker of the press has told anything"),
    "broadsheet_press_oldest_seconds": ("gauge", "Age of the oldest change not printed yet"),
    "broadsheet_press_due_pages": ("gauge", "Pages that wait to be printed"),
    "broadsheet_press_failed_pages": ("gauge", "Pages that could not be printed"),
}


class Counts:
    """One process's numbers."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, int]] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.bytes = 0
        self.asked: Counter[str] = Counter()
        self.lines_lost = 0
        self.hot_bytes = self.hot_pages = 0

    def samples(self) -> dict[str, float]:
        """Return the numbers by their names, labels among them."""
        found: dict[str, float] = {
            "broadsheet_bytes_total": self.bytes,
            "broadsheet_log_lines_lost_total": self.lines_lost,
            "broadsheet_hot_bytes": self.hot_bytes,
            "broadsheet_hot_pages": self.hot_pages,
            "broadsheet_server_processes": 1,
        }
        for (source, status), number in self.answers.items():
            found[f'broadsheet_requests_total{{from="{source}",status="{status}"}}'] = number
        for source, seconds in self.seconds.items():
            found[f'broadsheet_seconds_total{{from="{source}"}}'] = round(seconds, 6)
        for outcome, number in self.asked.items():
            found[f'broadsheet_asked_total{{outcome="{outcome}"}}'] = number
        return found


def keep(folder: Path, samples: Mapping[str, float]) -> None:
    """Write this process's numbers; raises ``OSError``."""
    place = folder / f"{os.getpid()}{ENDING}"
    beside = place.with_suffix(".new")
    beside.write_text(json.dumps(samples), encoding="utf-8")
    beside.replace(place)


def forget(folder: Path) -> None:
    """Take this process's numbers away."""
    (folder / f"{os.getpid()}{ENDING}").unlink(missing_ok=True)


def gathered(folder: Path) -> dict[str, float]:
    """Add up the numbers of every process that is alive; those of a dead one are cleared away."""
    total: Counter[str] = Counter()
    for place in folder.glob(f"*{ENDING}"):
        if not _lives(place.stem):
            place.unlink(missing_ok=True)
            continue
        try:
            total.update(json.loads(place.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            continue  # it ended just now
    return dict(total)


def exposed(samples: Mapping[str, float]) -> str:
    """Return numbers as Prometheus reads them."""
    return "".join(f"{line}\n" for line in _lines(sorted(samples), samples))


def _lines(names: Iterable[str], samples: Mapping[str, float]) -> Iterator[str]:
    told = ""
    for name in names:
        family = name.partition("{")[0]
        if family != told and family in HELP:
            kind, words = HELP[family]
            yield f"# HELP {family} {words}."
            yield f"# TYPE {family} {kind}"
            told = family
        yield f"{name} {samples[name]:g}" if samples[name] % 1 else f"{name} {samples[name]:.0f}"


def _lives(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
