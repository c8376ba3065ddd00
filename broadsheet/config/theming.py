"""Which themes stand over the package's own look, and what each says of itself.

The paper's own ``theme/`` is first; then, if ``broadsheet.toml`` names one, a theme that comes with
the package. A theme is a folder with ``templates/`` and ``static/``, and may have a ``theme.toml``:

    [faces]        # files under static/fonts that the first screen needs, without ".woff2"
    display = "franklin-display"
    text = "source-serif-text"
    italic = "…"     # where headlines of opinions are in italics

    [bar]          # the colour of the browser's own bar
    light = "#0b2a3c"
    dark = "#0b2230"
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from broadsheet.config.readers import SettingError, read_toml_file

PLAIN = "broadsheet"
"""The look without a theme."""
THEMES = (PLAIN, "berliner")
FILE = "theme.toml"
FACES = ("display", "text", "italic")
BARS = ("light", "dark")
_FACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def folders(home: Path, package: Path, name: str) -> tuple[Path, ...]:
    """Return the folders of themes, the first to look into first."""
    own = home / "theme"
    return (own,) if name == PLAIN else (own, package / "themes" / name)


def parts(themes: Sequence[Path], part: str, package: Path) -> list[Path]:
    """Return where templates or static files are looked for: the themes, then the package."""
    return [path / part for path in themes] + [package / part]


def told(themes: Sequence[Path]) -> dict[str, dict[str, str]]:
    """Return what the themes say of themselves; the paper's own has the first word.

    Raises ``SettingError`` for what no theme can say, with what to write.
    """
    found: dict[str, dict[str, str]] = {"faces": {}, "bar": {}}
    for theme in reversed(themes):
        path = theme / FILE
        for part, words in _read(path).items():
            found[part] |= words
    return found


def _read(path: Path) -> Mapping[str, dict[str, str]]:
    known = {"faces": (FACES, _FACE, "a file's name"), "bar": (BARS, _COLOUR, "like #0b2a3c")}
    tables = read_toml_file(path)
    for part, words in tables.items():
        if part not in known or not isinstance(words, dict):
            raise SettingError(f"{path}: {part} is neither [faces] nor [bar]. Take it out.")
        names, form, like = known[part]
        for name, value in words.items():
            _refuse(path, f"{part}.{name}", name in names, value, form, like)
    return tables


def _refuse(
    path: Path, where: str, is_known: bool, value: Any, form: re.Pattern[str], like: str
) -> None:
    if not is_known:
        raise SettingError(f"{path}: {where} is not known. Look into docs/extending/theme.md.")
    if not isinstance(value, str) or not form.fullmatch(value):
        raise SettingError(f"{path}: {where} must be {like}, not {value!r}.")
