"""A newspaper's folder for a benchmark, with settings that say so to Django."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def newspaper_folder(folder: Path) -> Path:
    """Make a newspaper's folder in ``folder``, or take up the one that is there; return it."""
    home = folder / "paper"
    (home / "var" / "static").mkdir(parents=True, exist_ok=True)
    if not (home / "broadsheet.toml").exists():
        (home / "broadsheet.toml").write_text('[paper]\nname = "The Bench"\n')
        (home / ".env").write_text(f"SECRET_KEY={os.urandom(40).hex()}\n")
    os.environ["BROADSHEET_HOME"] = str(home)
    os.environ["BROADSHEET_VAR"] = str(home / "var")
    os.environ["STATIC_MANIFEST"] = "false"
    os.environ["LOG_LEVEL"] = "error"
    os.environ["ALLOWED_HOSTS"] = "127.0.0.1,localhost,testserver"
    return home


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
