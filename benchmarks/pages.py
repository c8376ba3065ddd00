"""Measures the readers' pages of the demo newspaper as a phone on a slow line has them.

    python benchmarks/pages.py
    python benchmarks/pages.py --origin http://127.0.0.1:8000 --runs 5 --json

Lighthouse loads every kind of page (slow 4G, a processor four times slower) and tells when the
largest part stands there (LCP), how far the page moves by itself (CLS), what it weighs, and its
four scores. Of several runs the median counts. It fails if a budget of the design is broken: LCP
1.8 s, performance 98, the other three 100. ``node_modules`` has Lighthouse (``npm install``), and a
Chromium is found by ``CHROMIUM``, else as the tests find it. Wants a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from newspaper_folder import free_port
from pages_of_demo import addresses, answers, is_up

ROOT = Path(__file__).resolve().parents[1]
LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"
BUILT_WITHIN = 600
LCP_MS = 1_800
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
AUDITS = {
    "lcp_ms": "largest-contentful-paint",
    "fcp_ms": "first-contentful-paint",
    "blocked_ms": "total-blocking-time",
    "cls": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}
# A search engine is told to go on from the lite page to the whole one: that score is not for it.
NOT_FOR = {"lite story": {"seo"}, "lite home": {"seo"}, "saved": {"seo"}}


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--origin", help="a demo that is served already; else one is made")
    parser.add_argument("--runs", type=int, default=3, help="loads of each page")
    parser.add_argument("--only", nargs="*", help="these kinds of page alone, like story home")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and exit with 1 if a budget is broken."""
    asked = options()
    if not LIGHTHOUSE.exists():
        sys.exit("Lighthouse is not there: run `npm install` in the checkout.")
    with tempfile.TemporaryDirectory(prefix="bs-") as folder, served(asked, Path(folder)) as origin:
        kinds = addresses(origin)
        wanted = {name: at for name, at in kinds.items() if not asked.only or name in asked.only}
        figures = {}
        for name, address in wanted.items():
            figures[name] = measured(f"{origin}{address}", asked.runs, Path(folder))
            if not asked.json:
                sys.stdout.write(line(name, figures[name]))
    broken = [fault for name, found in figures.items() for fault in faults(name, found)]
    told = {"pages": figures, "broken": broken}
    sys.stdout.write(json.dumps(told) + "\n" if asked.json else "\n".join(["", *broken, ""]))
    sys.exit(1 if broken else 0)


@contextmanager
def served(asked: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Give where the demo is served; one that is made for this goes again."""
    if asked.origin:
        yield asked.origin.rstrip("/")
        return
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "broadsheet",
        "demo",
        str(folder / "demo"),
        "--port",
        str(port),
    ]
    own = {"BROADSHEET_HOME", "BROADSHEET_VAR", "DATABASE_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    with (folder / "demo.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 our own command
            command, cwd=ROOT, env=kept, stdout=log, stderr=log
        )
        try:
            if not is_up(port, BUILT_WITHIN, server.poll):
                sys.exit((folder / "demo.log").read_text(encoding="utf-8")[-2_000:])
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)


# --- one page ---


def measured(address: str, runs: int, folder: Path) -> dict[str, Any]:
    """Load a page some times; give the median of each figure, and the worst of each score."""
    loads = [loaded(address, folder / "lighthouse.json") for _ in range(runs)]
    found: dict[str, Any] = {
        name: round(median(load["audits"][audit]["numericValue"] for load in loads), 3)
        for name, audit in AUDITS.items()
    }
    found["requests"] = median(len(requests_of(load)) for load in loads)
    for name in SCORES:
        scores = [round(100 * load["categories"][name]["score"]) for load in loads]
        found[name] = median(scores) if name == "performance" else min(scores)
    found["lost"] = sorted({fault for load in loads for fault in lost(load)})
    return {"address": address, **found}


def loaded(address: str, into: Path) -> dict[str, Any]:
    """Have Lighthouse load a page as a phone on slow 4G; give its report."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    command = [str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={into}",
               f"--only-categories={','.join(SCORES)}", f"--chrome-flags={flags}"]  # fmt: skip
    chromium = os.environ.get("CHROMIUM") or answers([str(ROOT / ".ci" / "chromium")])
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})  # noqa: S603
    report: dict[str, Any] = json.loads(into.read_text(encoding="utf-8"))
    if "runtimeError" in report:
        sys.exit(f"{address}: {report['runtimeError']['message']}")
    return report


def requests_of(report: dict[str, Any]) -> list[Any]:
    """Return the requests that a page took."""
    return list(report["audits"]["network-requests"]["details"]["items"])


def lost(report: dict[str, Any]) -> Iterator[str]:
    """Give what cost a score: the audits of every category but performance that failed."""
    for name, category in report["categories"].items():
        for one in category["auditRefs"]:
            score = report["audits"][one["id"]]["score"]
            if name != "performance" and one["weight"] and score is not None and score < 1:
                yield one["id"]


# --- what came of it ---


def faults(name: str, found: dict[str, Any]) -> Iterator[str]:
    """Give the budgets that a page breaks."""
    if found["lcp_ms"] > LCP_MS:
        yield f"{name}: LCP {found['lcp_ms']:.0f} ms, over {LCP_MS} ms"
    for score, least in SCORES.items():
        if found[score] < least and score not in NOT_FOR.get(name, ()):
            yield f"{name}: {score} {found[score]}, under {least} ({', '.join(found['lost'])})"


def line(name: str, found: dict[str, Any]) -> str:
    """Return a page's figures as one line of a table."""
    scores = "/".join(str(round(found[score])) for score in SCORES)
    return (
        f"{name:<14} LCP {found['lcp_ms']:>6.0f} ms  FCP {found['fcp_ms']:>6.0f} ms  "
        f"CLS {found['cls']:.3f}  {found['bytes'] / 1024:>6.0f} KB  "
        f"{found['requests']:>3.0f} requests  {scores}\n"
    )


if __name__ == "__main__":
    main()
