"""The paper that the browser reads, and the browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from broadsheet.config.tests.migrated import Migrated

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED_WITHIN = 240.0
START = """
import sys
from pathlib import Path
import django
django.setup()
from tests.browser.paper import main
main(int(sys.argv[1]), Path(sys.argv[2]))
"""
OFFLINE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Paper:
    """A served paper: its origin, its pages' addresses by name, and its folder."""

    origin: str
    addresses: dict[str, str]
    folder: Path

    def at(self, name: str) -> str:
        """The full address of a page."""
        return f"{self.origin}{self.addresses[name]}"


def chromium() -> str:
    """Where Chromium is: ``CHROMIUM``, or on the path."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: Path, origin: str, theme: str) -> dict[str, str]:
    (folder / "var").mkdir(exist_ok=True)
    (folder / "broadsheet.toml").write_text(
        f'[paper]\nname = "The Test Gazette"\nmotto = "Port Blair, since 1891"\n'
        f'language = "en"\nzone = "Asia/Kolkata"\nurl = "{origin}"\ntheme = "{theme}"\n',
        encoding="utf-8",
    )
    foreign = {"DATABASE_URL", "BROADSHEET_VAR", "REDIS_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return {
        **kept,
        "BROADSHEET_HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "broadsheet.config.settings",
        "SECRET_KEY": "only-for-the-browser-" + "0123456789" * 4,
        "STATIC_MANIFEST": "false",
    }


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory, migrated: Migrated) -> Iterator[Paper]:
    """The small edition, served on this machine only."""
    if not chromium():
        pytest.skip("No Chromium: install it, or say where it is in CHROMIUM.")
    folder = tmp_path_factory.mktemp("newspaper")
    migrated.copy_to(folder / "var" / "broadsheet.sqlite3")
    with _served(folder) as paper:
        yield paper


@pytest.fixture(scope="module")
def berliner(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """The same edition in the theme that comes with the package."""
    folder = tmp_path_factory.mktemp("berliner") / "newspaper"
    shutil.copytree(paper.folder, folder)
    (folder / "addresses.json").rename(folder / "published.json")
    with _served(folder, "berliner") as themed:
        yield themed


@contextmanager
def _served(folder: Path, theme: str = "broadsheet") -> Iterator[Paper]:
    """Serve the paper of a folder, once it is published if it is not yet."""
    port, addresses = _free_port(), folder / "addresses.json"
    origin = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", START, str(port), str(addresses)],
            cwd=ROOT,
            env=_environment(folder, origin, theme),
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(addresses, server, folder / "server.log")
            yield Paper(origin, json.loads(addresses.read_text(encoding="utf-8")), folder)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(addresses: Path, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PUBLISHED_WITHIN
    while not addresses.exists():
        if server.poll() is not None or time.monotonic() > until:
            pytest.fail(f"The paper was not served:\n{log.read_text(encoding='utf-8')[-4000:]}")
        try:
            server.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue


@pytest.fixture(scope="module")
def browser(paper: Paper) -> Iterator[Browser]:
    """Headless Chromium. A module's own: its event loop must be gone before Django's tests run."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=OFFLINE)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone's page in daylight."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()
