"""The parts of the edition's benchmark; imported once Django is set up."""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli

from broadsheet.kit import clock
from broadsheet.press import actions, edition, queries, rendering, sealing
from broadsheet.press.models import Sheet
from broadsheet.press.pressroom import Pressroom
from broadsheet.press.printed import Printed
from broadsheet.press.rules import SLOT
from broadsheet.sections.actions import add_section
from broadsheet.sections.models import FrontPage

TELL_EVERY = 500
MB = 1024 * 1024


def resident() -> float:
    """Return this process's resident memory in MB."""
    words = Path("/proc/self/status").read_text().split("VmRSS:")[1].split()
    return round(int(words[0]) / 1024, 1)


def print_all(*, quiet: bool) -> dict[str, Any]:
    """Print every page; return how fast, at what cost, and how big."""
    for _step in actions.list_all():
        continue
    room = Pressroom()
    memory: list[float] = []
    started, cpu, done = time.perf_counter(), time.process_time(), 0
    while more := room.work_on_due():
        done += more
        if len(memory) < done // TELL_EVERY:
            memory.append(resident())
            if not quiet:
                sys.stderr.write(f"\r{done:>8,} pages ")
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    pages = Sheet.objects.exclude(address__startswith=SLOT).count()
    root = edition.present().root
    return {
        "pages": pages,
        "pages_a_second": round(pages / seconds, 1),
        "cpu_ms_a_page": round(cpu / pages * 1000, 2),
        "memory_mb": {"first": memory[0], "middle": memory[len(memory) // 2], "last": memory[-1]}
        if memory
        else resident(),
        "disk_mb": {name: disk(root / name) for name in ("seals", "site")},
        "failed": queries.standing().failed,
    }


def disk(folder: Path) -> float:
    """Return what a folder takes on the disk, in MB: whole blocks, as the disk gives them."""
    blocks = sum(path.stat().st_blocks for path in folder.rglob("*") if path.is_file())
    return round(blocks * 512 / MB, 1)


def sealing_costs(sample: int) -> dict[str, Any]:
    """Seal a sample again at each level; return CPU and bytes a page."""
    shelf = edition.present()
    newest = Sheet.objects.filter(status=200).exclude(address__startswith=SLOT).order_by("-dated")
    seals = [shelf.get(sheet.address) for sheet in newest[:sample]]
    bodies = [seal.body() for seal in seals if seal]
    ways: dict[str, Callable[[bytes], bytes]] = {
        "brotli 5": lambda body: brotli.compress(body, quality=5),
        "brotli 9, 64 KB window": lambda body: brotli.compress(body, quality=9, lgwin=16),
        "brotli 9": lambda body: brotli.compress(body, quality=9),
        "brotli 11": lambda body: brotli.compress(body, quality=11),
        "gzip 6": lambda body: zlib.compress(body, 6),
    }
    found: dict[str, Any] = {"page_bytes": round(sum(map(len, bodies)) / len(bodies))}
    for name, way in ways.items():
        cpu = time.process_time()
        size = sum(len(way(body)) for body in bodies)
        cpu = time.process_time() - cpu
        found[name] = {
            "cpu_ms": round(cpu / len(bodies) * 1000, 2),
            "bytes": round(size / len(bodies)),
        }
    whole = [
        Printed(s.address, s.status, s.headers, s.body(), s.keys, s.slots, s.changed_at)
        for s in seals
        if s
    ]
    cpu = time.process_time()
    for printed in whole:
        sealing.pack(sealing.seal(printed))
    found["whole seal, cpu_ms"] = round((time.process_time() - cpu) / len(whole) * 1000, 2)
    return found


def change_the_masthead() -> dict[str, Any]:
    """Add a section, which every masthead names; splice it into the newest pages."""
    front = FrontPage.objects.get()
    name = f"Weather {Sheet.objects.count()}"
    room = Pressroom()
    started, cpu = time.perf_counter(), time.process_time()
    began = clock.now()
    add_section(name, parent=front, by=None)
    while room.work_on_due():
        continue
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    right = Sheet.objects.filter(need=0, aside=False, status=200, printed_at__gte=began)
    pages = list(right.exclude(address__startswith=SLOT).exclude(address__startswith="/running/"))
    shelf = edition.present()
    standing = Sheet.objects.filter(status=200, aside=False).exclude(address__startswith=SLOT)
    seals = (shelf.get(sheet.address) for sheet in standing.iterator())
    stale = sum(name.encode() not in seal.body() for seal in seals if seal and _is_english(seal))
    return {
        "pages_spliced": len(pages),
        "seconds_until_right": round(seconds, 2),
        "cpu_ms_a_page_all_in": round(cpu / len(pages) * 1000, 2),
        "set_aside": Sheet.objects.filter(aside=True).count(),
        "stale_in_the_edition": stale,
        **_spliced_or_rendered([sheet.address for sheet in pages[:200]]),
    }


def _is_english(seal: sealing.Seal) -> bool:
    """Say whether a page names the English sections; those of other languages name their own."""
    return any(place.name.startswith("masthead:en") for place in seal.slots)


def _spliced_or_rendered(addresses: list[str]) -> dict[str, float]:
    """Return the CPU of splicing and sealing a page, and of rendering and sealing it."""
    shelf = edition.present()
    seals = [seal for address in addresses if (seal := shelf.get(address)) and seal.slots]
    cpu = time.process_time()
    for seal in seals:
        sealing.recompose(seal, {seal.slots[0].name: b"<header>Another masthead</header>"})
    splice = (time.process_time() - cpu) / len(seals) * 1000
    cpu = time.process_time()
    for seal in seals:
        sealing.seal(rendering.render(seal.address).printed)
    render = (time.process_time() - cpu) / len(seals) * 1000
    return {
        "splice_and_seal_cpu_ms": round(splice, 2),
        "render_and_seal_cpu_ms": round(render, 2),
        "times_cheaper": round(render / splice, 1),
    }
