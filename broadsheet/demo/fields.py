"""Typed reading of the edition's TOML tables, so that a slip of the pen is named, not guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class WordsError(ValueError):
    """The edition's files say something that cannot be set in type; the message says where."""


class Fields:
    """One TOML table being read: every key is asked for by type, and none may be left over."""

    def __init__(self, table: Mapping[str, Any], where: str) -> None:
        if not isinstance(table, Mapping):
            raise WordsError(f"{where}: expected a table of keys, found {type(table).__name__}")
        self._table = table
        self._asked: set[str] = set()
        self.where = where

    def _get(self, key: str, kind: type | tuple[type, ...], *, needed: bool) -> Any:
        self._asked.add(key)
        value = self._table.get(key)
        if value is None:
            if needed:
                raise WordsError(f"{self.where}: “{key}” is missing")
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise WordsError(f"{self.where}: “{key}” has the wrong type ({type(value).__name__})")
        return value

    def text(self, key: str) -> str:
        """Return a text that must be there and not be blank; raises WordsError otherwise."""
        value: str = self._get(key, str, needed=True).strip()
        if not value:
            raise WordsError(f"{self.where}: “{key}” is empty")
        return value

    def maybe(self, key: str, otherwise: str = "") -> str:
        """Return a text, or `otherwise` where the key is absent."""
        value: str | None = self._get(key, str, needed=False)
        return otherwise if value is None else value.strip()

    def number(self, key: str) -> int:
        """Return a whole number that must be there."""
        value: int = self._get(key, int, needed=True)
        return value

    def flag(self, key: str) -> bool:
        """Return a yes or no; absent means no."""
        return bool(self._get(key, bool, needed=False))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; absent means none."""
        values: Sequence[Any] = self._get(key, list, needed=False) or ()
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise WordsError(f"{self.where}: “{key}” may hold only texts")
        return tuple(value.strip() for value in values)

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of texts, as a table's body has them."""
        values: Sequence[Any] = self._get(key, list, needed=False) or ()
        for row in values:
            if not isinstance(row, list) or not all(isinstance(cell, str) for cell in row):
                raise WordsError(f"{self.where}: “{key}” must be a list of lists of texts")
        return tuple(tuple(row) for row in values)

    def table(self, key: str) -> Fields | None:
        """Return the table under `key`, or None where it is absent."""
        value = self._get(key, dict, needed=False)
        return None if value is None else Fields(value, f"{self.where}, {key}")

    def tables(self, key: str) -> tuple[Fields, ...]:
        """Return the list of tables under `key`; absent means none."""
        values: Sequence[Any] = self._get(key, list, needed=False) or ()
        return tuple(Fields(v, f"{self.where}, {key} {n}") for n, v in enumerate(values, 1))

    def mixed(self, key: str) -> tuple[Any, ...]:
        """Return a list whose members the caller tells apart, such as a byline's."""
        return tuple(self._get(key, list, needed=False) or ())

    def one_of(self, key: str, choices: Sequence[str], otherwise: str = "") -> str:
        """Return a text that is one of `choices`, or `otherwise` where it may be absent."""
        value = self.maybe(key, otherwise) if otherwise else self.text(key)
        if value not in choices:
            raise WordsError(
                f"{self.where}: “{key}” is “{value}”, and must be one of {', '.join(choices)}"
            )
        return value

    def finish(self) -> None:
        """Refuse keys that nobody asked for: most likely a misspelling."""
        left = sorted(set(self._table) - self._asked)
        if left:
            raise WordsError(f"{self.where}: nobody knows the key “{left[0]}”")
