"""Typed readers of settings: environment first, then ``broadsheet.toml``, then the default.

A wrong value is noted with its name, what was read and what to write instead, and the next one is
read, so that ``refuse_faults()`` can name them all at once. A secret may be given as
``NAME_FILE``, the path of a file that holds it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
SECRET_LENGTH = 40
SQLITE = "broadsheet.kit.sqlite"

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


class SettingError(ImproperlyConfigured):
    """Settings are missing or wrong; each line names one and says what to write."""


def read_env_file(path: Path) -> dict[str, str]:
    """Return the ``NAME=value`` lines of a ``.env`` file; comments and blank lines are left out.

    Raises ``SettingError`` at a line of another form.
    """
    values: dict[str, str] = {}
    if not path.exists():
        return values
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, mark, value = line.partition("=")
        if not mark:
            raise SettingError(f"{path}, line {number}: write NAME=value, not {line!r}.")
        values[name.strip()] = value.strip().strip("\"'")
    return values


def read_toml_file(path: Path) -> dict[str, Any]:
    """Return the tables of ``broadsheet.toml``, or nothing if it is not there.

    Raises ``SettingError`` if it is not valid TOML.
    """
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{path} cannot be read: {error}. Mend that line.") from error


def leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Return the dotted keys of a TOML table's values, like ``paper.name``."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def _origin(name: str, value: str) -> str:
    value = value.rstrip("/")
    try:
        parts = urlsplit(value)
        plain = f"{parts.scheme}://{parts.netloc}" == value and parts.port != 0
    except ValueError:
        plain = False
    if not plain or parts.scheme not in ("http", "https") or "@" in value:
        raise SettingError(
            f"{name}={value!r} is no address of a site. "
            "Write one like https://paper.example, without a path."
        )
    return value


@dataclass(frozen=True)
class Readers:
    """Settings by name. ``env`` wins over ``table``, which is ``broadsheet.toml``.

    A reader never raises: it notes the fault and returns the default, or an empty value.
    """

    env: Mapping[str, str]
    table: Mapping[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def refuse_faults(self) -> None:
        """Raise ``SettingError`` with a line for each fault, and for each key that nobody read."""
        for key in sorted(set(leaves(self.table)) - self.keys):
            near = get_close_matches(key, self.keys, n=1)
            meant = f" Did you mean {near[0]}?" if near else " Take it out."
            self.faults.append(f"{key} in broadsheet.toml is no setting of Broadsheet.{meant}")
        if self.faults:
            raise SettingError("\n".join(self.faults))

    def _raw(self, name: str, key: str) -> Any | None:
        """Return the value from the environment, its file, or the table (``"paper.name"``)."""
        self.names.update({name, f"{name}_FILE"})
        self.keys.add(key)
        if name in self.env:
            return self.env[name]
        if file := self.env.get(f"{name}_FILE"):
            try:
                return Path(file).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise SettingError(f"{name}_FILE={file} cannot be read: {error}.") from error
        found: Any = self.table
        for part in key.split(".") if key else ():
            found = found.get(part) if isinstance(found, Mapping) else None
        return found if key else None

    def _noting(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except SettingError as error:
            self.faults.append(str(error))
            return otherwise

    def _text(self, name: str, key: str, default: str | None) -> str:
        value = self._raw(name, key)
        if value is None or value == "":
            if default is None:
                place = f" (or {key} in broadsheet.toml)" if key else ""
                raise SettingError(f"{name} is not set{place}. Give it a value.")
            return default
        if not isinstance(value, str):
            raise SettingError(f"{key or name} = {value!r} is no text: put it in quotes.")
        return value

    def text(self, name: str, key: str = "", default: str | None = None) -> str:
        """Return a text; without a default, having no value is a fault."""
        return self._noting(lambda: self._text(name, key, default), default or "")

    def secret(self, name: str) -> str:
        """Return a secret of at least 40 characters, never from ``broadsheet.toml``."""

        def read() -> str:
            value = self._text(name, "", None)
            if len(value) < SECRET_LENGTH:
                raise SettingError(
                    f"{name} has {len(value)} characters: write at least {SECRET_LENGTH} that "
                    "nobody can guess (`broadsheet init` makes one)."
                )
            return value

        return self._noting(read, "")

    def flag(self, name: str, key: str = "", *, default: bool = False) -> bool:
        """Return yes or no."""

        def read() -> bool:
            value = self._raw(name, key)
            if value is None or isinstance(value, bool):
                return default if value is None else value
            word = str(value).lower()
            if word in TRUE | FALSE:
                return word in TRUE
            raise SettingError(f"{name}={value!r} is neither yes nor no: write true or false.")

        return self._noting(read, default)

    def whole(self, name: str, key: str = "", default: int = 0) -> int:
        """Return a whole number that is not negative."""

        def read() -> int:
            value = self._raw(name, key)
            if value is None:
                return default
            if isinstance(value, bool) or not str(value).isdecimal():
                raise SettingError(f"{name}={value!r} is no whole number of 0 or more.")
            return int(str(value))

        return self._noting(read, default)

    def choice(self, name: str, key: str, options: tuple[str, ...]) -> str:
        """Return one of the options; the first is the default."""

        def read() -> str:
            value = self._text(name, key, options[0])
            if value not in options:
                raise SettingError(f"{name}={value!r} is none of {', '.join(options)}.")
            return value

        return self._noting(read, options[0])

    def words(self, name: str, key: str = "", default: tuple[str, ...] = ()) -> list[str]:
        """Return a list: a TOML array, or words parted by commas."""

        def read() -> list[str]:
            value = self._raw(name, key)
            if value is None:
                return list(default)
            if isinstance(value, list):
                return [str(item) for item in value]
            return [word.strip() for word in str(value).split(",") if word.strip()]

        return self._noting(read, list(default))

    def several(
        self, name: str, key: str, options: tuple[str, ...], default: tuple[str, ...]
    ) -> list[str]:
        """Return some of the options, each once, in the order in which they are given."""

        def read() -> list[str]:
            wanted = [word.lower() for word in self.words(name, key, default)]
            unknown = [word for word in wanted if word not in options]
            if unknown:
                raise SettingError(
                    f"{name} has {unknown[0]!r}, which is none of {', '.join(options)}."
                )
            return list(dict.fromkeys(wanted))

        return self._noting(read, list(default))

    def addresses(self, name: str, key: str) -> list[str]:
        """Return full addresses of pages, each with ``https``."""

        def read() -> list[str]:
            found = self.words(name, key)
            for address in found:
                parts = urlsplit(address)
                if parts.scheme != "https" or not parts.hostname:
                    raise SettingError(f"{name} has {address!r}: write a full https:// address.")
            return found

        return self._noting(read, [])

    def territory(self, name: str, key: str, default: str) -> str:
        """Return the code of a territory (ISO 3166-1, two letters)."""

        def read() -> str:
            value = self._text(name, key, default).upper()
            if len(value) != len(default) or not (value.isascii() and value.isalpha()):
                raise SettingError(f"{name}={value!r} is no territory: write two letters, like IN.")
            return value

        return self._noting(read, default)

    def zone(self, name: str, key: str = "", default: str = "UTC") -> str:
        """Return the name of a zone of the IANA time zone database."""

        def read() -> str:
            value = self._text(name, key, default)
            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise SettingError(
                    f"{name}={value!r} is no time zone. "
                    "Write one like Asia/Kolkata or Europe/London."
                ) from error
            return value

        return self._noting(read, default)

    def origin(self, name: str, key: str, default: str) -> str:
        """Return where the site is, like ``https://paper.example``: no path, no last slash."""
        return self._noting(lambda: _origin(name, self._text(name, key, default)), default)

    def origins(self, name: str, key: str = "") -> list[str]:
        """Return a list of such places."""
        listed = self.words(name, key)
        return self._noting(lambda: [_origin(name, value) for value in listed], [])

    def folder(self, name: str, key: str, home: Path, default: str) -> Path:
        """Return a folder; a relative one is meant from the newspaper's own."""
        return (home / Path(self.text(name, key, default)).expanduser()).resolve()

    def database(self, name: str, key: str, home: Path, default: Path) -> dict[str, Any]:
        """Return Django's settings of the database that an address names; else SQLite's file."""
        file = {"ENGINE": SQLITE, "NAME": str(default), "CONN_MAX_AGE": 60}

        def read() -> dict[str, Any]:
            address = self._text(name, key, "")
            if not address:
                return file
            try:
                found = dict(dj_database_url.parse(address, conn_max_age=60))
                if found["ENGINE"] == "django.db.backends.sqlite3":
                    found["ENGINE"] = SQLITE
            except (ValueError, KeyError, dj_database_url.ParseError) as error:
                # The value is not repeated: it holds a password.
                raise SettingError(
                    f"{name} cannot be read. Write sqlite:///path/to/file.sqlite3 or "
                    "postgres://user:password@host:5432/name."
                ) from error
            if found["ENGINE"] == SQLITE and found["NAME"] != ":memory:":
                found["NAME"] = str(home / str(found["NAME"]))
            return found

        return self._noting(read, file)
