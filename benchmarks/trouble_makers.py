"""The troubles that ``trouble.py`` makes, each a thing that it can end again."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EDITION_BYTES = 96 * 1024 * 1024


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL server of our own, which may be stopped while it is used."""

    folder: Path
    port: int
    programs: Path

    @property
    def url(self) -> str:
        """Return what ``DATABASE_URL`` must say."""
        password = (self.folder / "password").read_text()
        return f"postgres://broadsheet:{password}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        self._control("start", "--wait", f"--log={self.folder}/server.log", f"--options={options}")

    def stop(self) -> None:
        """Stop it as a machine that falls over would: connections break, nothing is tidied."""
        self._control("stop", "--mode=immediate", "--wait")

    def make(self) -> None:
        """Make its files."""
        self.folder.mkdir(parents=True)
        (self.folder / "password").write_text(secrets.token_hex(16))
        if os.geteuid() == 0:
            for place in (self.folder, self.folder / "password"):
                shutil.chown(place, "postgres")
        data, password = self.folder / "data", self.folder / "password"
        self._run(
            self.programs / "initdb",
            f"--pgdata={data}",
            "--username=broadsheet",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )

    def _control(self, act: str, *words: str) -> None:
        data = f"--pgdata={self.folder / 'data'}"
        self._run(self.programs / "pg_ctl", data, "--silent", *words, act)

    def _run(self, program: Path, *words: str) -> None:
        # PostgreSQL refuses to run as root.
        other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*other, str(program), *words]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL)  # noqa: S603


@contextmanager
def cluster(folder: Path, port: int) -> Iterator[Cluster]:
    """Run a PostgreSQL server until the end of the block."""
    finder = [str(ROOT / ".ci" / "with-postgres"), "--find"]
    found = subprocess.run(finder, check=True, capture_output=True, text=True).stdout  # noqa: S603
    made = Cluster(folder, port, Path(found.strip()))
    made.make()
    made.start()
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def small_disk(place: Path) -> Iterator[bool]:
    """Give a folder a small disk of its own; ``False`` where only root could, and we are not."""
    place.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        yield False
        return
    size = f"size={EDITION_BYTES}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", str(place)], check=True)  # noqa: S603, S607
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S603, S607


def fill_up(place: Path) -> Path:
    """Fill a disk to its last byte; return the file that does it, to be deleted later."""
    plug = place / "plug"
    piece = b"\0" * 4_096
    with plug.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(piece)
        except OSError:
            return plug


def presses(server: int) -> list[int]:
    """Return the processes under a server that print, by their command lines."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            group = int((entry / "stat").read_text().rpartition(")")[2].split()[2])
        except OSError:
            continue
        if group == server and b"--press" in words:
            found.append(int(entry.name))
    return found


def hang(processes: list[int]) -> None:
    """Have processes neither work nor end."""
    for process in processes:
        os.kill(process, signal.SIGSTOP)


def wake(processes: list[int]) -> None:
    """Let them go on."""
    for process in processes:
        os.kill(process, signal.SIGCONT)
