"""Typed readers of settings: environment first, then ``broadsheet.toml``, then the default.

A value of the wrong kind raises ``SettingError`` with its name, what was read and what to write
instead; a secret may be given as ``NAME_FILE``, the path of a file that holds it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


class SettingError(ImproperlyConfigured):
    """A setting is missing or wrong; the message names it and says what to write."""


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


@dataclass(frozen=True)
class Readers:
    """Settings by name. ``env`` wins over ``table``, which is ``broadsheet.toml``."""

    env: Mapping[str, str]
    table: Mapping[str, Any] = field(default_factory=dict)

    def _raw(self, name: str, key: str) -> Any | None:
        """Return the value from the environment, its file, or the table (``"paper.name"``)."""
        if name in self.env:
            return self.env[name]
        if file := self.env.get(f"{name}_FILE"):
            try:
                return Path(file).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise SettingError(f"{name}_FILE={file} cannot be read: {error}.") from error
        found: Any = self.table
        for part in key.split(".") if key else ():
            found = found.get(part) if isinstance(found, Mapping) else None
        return found if key else None

    def text(self, name: str, key: str = "", default: str | None = None) -> str:
        """Return a text; raises ``SettingError`` if it has no value and no default."""
        value = self._raw(name, key)
        if value is None:
            if default is None:
                place = f" (or {key} in broadsheet.toml)" if key else ""
                raise SettingError(f"{name} is not set{place}. Give it a value.")
            return default
        if not isinstance(value, str):
            raise SettingError(f"{key or name} = {value!r} is no text: put it in quotes.")
        return value

    def flag(self, name: str, key: str = "", *, default: bool = False) -> bool:
        """Return yes or no; raises ``SettingError`` for another word."""
        value = self._raw(name, key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        word = str(value).lower()
        if word in TRUE | FALSE:
            return word in TRUE
        raise SettingError(f"{name}={value!r} is neither yes nor no: write true or false.")

    def whole(self, name: str, key: str = "", default: int = 0) -> int:
        """Return a whole number; raises ``SettingError`` for anything else."""
        value = self._raw(name, key)
        if value is None:
            return default
        try:
            return int(str(value))
        except ValueError as error:
            raise SettingError(f"{name}={value!r} is no whole number.") from error

    def words(self, name: str, key: str = "", default: tuple[str, ...] = ()) -> list[str]:
        """Return a list: a TOML array, or words parted by commas."""
        value = self._raw(name, key)
        if value is None:
            return list(default)
        if isinstance(value, list):
            return [str(item) for item in value]
        return [word.strip() for word in str(value).split(",") if word.strip()]

    def zone(self, name: str, key: str = "", default: str = "UTC") -> str:
        """Return the name of a zone of the IANA database; raises ``SettingError`` if unknown."""
        value = self.text(name, key, default)
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise SettingError(
                f"{name}={value!r} is no time zone. Write one like Asia/Kolkata or Europe/London."
            ) from error
        return value
