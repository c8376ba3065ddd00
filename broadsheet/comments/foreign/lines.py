"""Files of one JSON object a line: each read by itself, what is none said with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from broadsheet.comments.foreign.incoming import FormatError, Refusal
from broadsheet.comments.foreign.opening import LONGEST_LINE, numbered_lines, without_strays


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]] | Refusal]:
    """Yield each object with its line's number from 1, and a refusal for each line that has none.

    Raises:
        FormatError: the first line shows that the file is something else.
    """
    for number, line in numbered_lines(path):
        if line is None:
            yield Refusal(f"line {number}", f"The line has over {LONGEST_LINE // 2**20} MB.")
            continue
        if not line.strip():
            continue
        if number == 1:
            _refuse_others(line)
        found = _object(line)
        if found is None:
            yield Refusal(f"line {number}", "The line is no JSON object, or it is cut off.")
        else:
            yield number, found


def _refuse_others(line: str) -> None:
    start = line.lstrip()[:1]
    if start == "[":
        raise FormatError(
            "The file is one JSON list: export one object a line (mongoexport without --jsonArray),"
            " or turn it into that with: jq -c '.[]' FILE"
        )
    if start != "{":
        raise FormatError("The file does not begin with a JSON object: it is another format.")


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(without_strays(line))
    except (ValueError, RecursionError):
        return None
    return _mended(found) if isinstance(found, dict) else None


def _mended(found: dict[str, Any]) -> dict[str, Any]:
    """Return the object without halves of characters, which JSON can name and nobody can store."""
    mended: dict[str, Any] = {}
    for name, value in found.items():
        if isinstance(value, str):
            mended[name] = without_strays(value)
        elif isinstance(value, dict):
            mended[name] = _mended(value)
        elif isinstance(value, list):
            mended[name] = [_mended(one) if isinstance(one, dict) else one for one in value]
        else:
            mended[name] = value
    return mended
