"""The edition: every sealed page on disk, as one tree of seals and one of plain files.

``seals/`` is the truth, and what our own server reads; ``site/`` is for a web server or CDN that
wants plain files; ``aside/`` keeps pages that are stale, for the day the database is down. Each
file is written whole under ``new/`` and then renamed, so that a reader never sees half of one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import blake2b
from itertools import count
from pathlib import Path

import structlog
from django.conf import settings

from broadsheet.kit import clock
from broadsheet.press import tree
from broadsheet.press.generation import Generation
from broadsheet.press.hands import each
from broadsheet.press.sealing import Seal, SealBroken, described, pack, unpack

log = structlog.get_logger(__name__)

SEALED = ".seal"
OK = 200
LITTER_AGE = timedelta(minutes=10)
Stamp = tuple[int, int, int]
"""A file's number, time and size: what tells one swap of a page from the next."""
_serial = count()


@dataclass(frozen=True)
class Fresh:
    """A page that is written, and waits to be swapped in: what is to be renamed to what.

    ``copy`` is where an older one may have been set aside.
    """

    seal: Seal
    copy: Path
    files: list[tuple[Path, Path]]


class Edition:
    """The edition in a folder. Writing raises ``OSError`` and leaves what stood there."""

    def __init__(self, root: Path, *, with_tree: bool = True) -> None:
        self.root = root
        self._with_tree = with_tree
        self._generation = Generation(root / "generation")

    def put(self, seal: Seal) -> bool:
        """Swap a page in; say whether anything about it changed."""
        with self.written([seal]) as fresh:
            return bool(self.swap_in(fresh))

    @contextmanager
    def written(self, seals: Sequence[Seal]) -> Iterator[list[Fresh]]:
        """Write pages beside those that stand there, to swap them in within this.

        What takes long is done here. A full disk is met before the first page is touched, and what
        was not swapped in does not stay.
        """
        done: list[tuple[Path, Path]] = []
        try:
            yield [self._fresh(seal, done) for seal in seals]
        finally:
            for beside, _path in done:
                beside.unlink(missing_ok=True)

    def swap_in(self, pages: Sequence[Fresh]) -> list[Seal]:
        """Swap written pages in; return those of which anything is other than it was."""
        changed = [page for page in pages if page.files]
        if changed:
            with self._generation.moving():
                each(_renamed, [page.files for page in changed])
        for page in pages:
            if not self._is_in_tree(page.seal):
                self._drop_files(page.seal.address)
            page.copy.unlink(missing_ok=True)
        return [page.seal for page in changed]

    def get(self, address: str) -> Seal | None:
        """Return a page's seal; ``None`` if there is none, or if its file is broken."""
        return self._read(self.place(address))

    def find(self, address: str) -> tuple[Seal, Stamp] | None:
        """Return a page's seal with the stamp of its file, for who keeps it in memory."""
        return self._open(self.place(address))

    def set_aside(self, *addresses: str) -> None:
        """Take stale pages out; a copy of each waits for the day the database is down."""
        there = [one for one in addresses if self.place(one).exists()]
        if there:
            with self._generation.moving():
                each(self._move_aside, there)

    def _move_aside(self, address: str) -> None:
        place, copy = self.place(address), self._aside_place(address)
        copy.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            place.replace(copy)
            self._drop_files(address)

    def aside(self, address: str) -> Seal | None:
        """Return the copy that was set aside, if there is one."""
        return self._read(self._aside_place(address))

    def discard(self, address: str) -> None:
        """Take a page and its copy out at once."""
        with self._generation.moving():
            self.place(address).unlink(missing_ok=True)
            self._aside_place(address).unlink(missing_ok=True)
            self._drop_files(address)

    def addresses(self) -> Iterator[str]:
        """Return every page's address, in no order; a broken file is told of and left out."""
        for path in (self.root / "seals").glob(f"??/*{SEALED}"):
            try:
                with path.open("rb") as file:
                    address = str(described(file.readline())["address"])
            except FileNotFoundError:
                continue
            except (SealBroken, OSError) as error:
                _tell(path, error)
                continue
            yield address

    def generation(self) -> int:
        """Return the number that moves at every swap; costs less than a microsecond.

        It is ``generation.UNKNOWN`` while a swap is under way: look at the file then.
        """
        return self._generation.number()

    def advance(self) -> None:
        """Move the generation on. Every act here that changes a page does so itself."""
        with self._generation.moving():
            pass

    def look_again(self) -> bool:
        """Say whether the folder was replaced by another, whose numbers mean something else."""
        return self._generation.look_again()

    def sweep(self) -> int:
        """Remove what a killed process left half-written; return how many files."""
        oldest = (clock.now() - LITTER_AGE).timestamp()
        litter = [path for path in (self.root / "new").glob("*") if _written_before(path, oldest)]
        for path in litter:
            path.unlink(missing_ok=True)
        return len(litter)

    def place(self, address: str) -> Path:
        """Return where a page's seal stands; any address has a place, however strange it is."""
        return self._hashed(self.root / "seals", address)

    # --- files ---

    def _aside_place(self, address: str) -> Path:
        return self._hashed(self.root / "aside", address)

    def _hashed(self, folder: Path, address: str) -> Path:
        name = blake2b(address.encode(errors="surrogatepass"), digest_size=16).hexdigest()
        return folder / name[:2] / f"{name}{SEALED}"

    def _read(self, path: Path) -> Seal | None:
        found = self._open(path)
        return found[0] if found else None

    def _open(self, path: Path) -> tuple[Seal, Stamp] | None:
        try:
            with path.open("rb") as file:
                stamp = stamp_of(os.fstat(file.fileno()))
                return unpack(file.read()), stamp
        except FileNotFoundError:
            return None
        except (SealBroken, OSError) as error:
            _tell(path, error)
            return None

    def _is_in_tree(self, seal: Seal) -> bool:
        return self._with_tree and seal.status == OK and tree.place(seal.address) is not None

    def _tree_files(self, address: str) -> list[Path]:
        """A page's plain file and its two siblings, if the tree has a place for it."""
        names = tree.place(address)
        if names is None:
            return []
        path = self.root.joinpath("site", *names)
        return [path, path.with_name(f"{path.name}.br"), path.with_name(f"{path.name}.gz")]

    def _files_to_write(self, seal: Seal) -> list[tuple[Path, bytes]]:
        """The plain files that do not stand as they should; those of a clash are left out."""
        if not self._is_in_tree(seal):
            return []
        paths = self._tree_files(seal.address)
        if all(_stands(path, seal) for path in paths):
            return []
        folder = paths[0].parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            log.warning("tree_clash", address=seal.address, folder=str(folder))
            return []
        if any(path.is_dir() for path in paths):
            log.warning("tree_clash", address=seal.address, file=str(paths[0]))
            return []
        return list(zip(paths, (seal.body(), seal.br, seal.gz), strict=True))

    def _fresh(self, seal: Seal, done: list[tuple[Path, Path]]) -> Fresh:
        """Write what of a page does not stand as it should; what is written is told at once."""
        place, copy = self.place(seal.address), self._aside_place(seal.address)
        standing = self._read(place)
        seal = _dated(seal, standing or self._read(copy))
        files = self._files_to_write(seal)
        if standing != seal:
            files.insert(0, (place, pack(seal)))
        first = len(done)
        for path, body in files:
            beside = self.root / "new" / f"{os.getpid()}-{next(_serial)}"
            done.append((beside, path))
            _write(beside, body, seal.changed_at)
            path.parent.mkdir(parents=True, exist_ok=True)
        return Fresh(seal, copy, done[first:])

    def _drop_files(self, address: str) -> None:
        for path in self._tree_files(address):
            try:
                path.unlink(missing_ok=True)
            except (IsADirectoryError, NotADirectoryError, PermissionError) as error:
                # PermissionError is what macOS says of a folder; else it is true, and told.
                log.warning("tree_not_dropped", file=str(path), reason=str(error))


def present() -> Edition:
    """Return the edition of the newspaper that the settings name."""
    return _at(Path(settings.EDITION_ROOT), with_tree=settings.PRESS_TREE)


@cache
def _at(root: Path, *, with_tree: bool) -> Edition:
    return Edition(root, with_tree=with_tree)


def stamp_of(found: os.stat_result) -> Stamp:
    """Return what tells one swap of a file from the next."""
    return (found.st_ino, found.st_ctime_ns, found.st_size)


def _dated(seal: Seal, old: Seal | None) -> Seal:
    """Keep the time of an unchanged page; move a changed one on by a second at least.

    ``Last-Modified`` has no finer hand (RFC 9110, 5.6.7), nor has nginx's tag: two pages of one
    second would be one to a browser.
    """
    if old is None:
        return seal
    if old.is_same_as(seal):
        return replace(seal, changed_at=old.changed_at)
    return replace(seal, changed_at=max(seal.changed_at, old.changed_at + timedelta(seconds=1)))


def _write(path: Path, body: bytes, moment: datetime) -> None:
    try:
        file = path.open("wb", buffering=0)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("wb", buffering=0)
    with file:
        left = memoryview(body)
        while left:
            left = left[file.write(left) :]
        seconds = int(moment.timestamp())
        os.utime(file.fileno(), (seconds, seconds))


def _renamed(files: Sequence[tuple[Path, Path]]) -> None:
    for beside, path in files:
        beside.replace(path)


def _stands(path: Path, seal: Seal) -> bool:
    try:
        return int(path.stat().st_mtime) == int(seal.changed_at.timestamp())
    except OSError:
        return False


def _written_before(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_ctime < moment  # its other time is the page's
    except FileNotFoundError:
        return False


def _tell(path: Path, error: Exception) -> None:
    log.error("seal_unreadable", file=str(path), reason=str(error))
