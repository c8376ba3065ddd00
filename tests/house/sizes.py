"""How long files and functions are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 40
MEDIAN_BELOW = 10


@dataclass(frozen=True)
class Function:
    """A function with its lines, counted from ``def`` to its last line."""

    path: Path
    name: str
    lines: int

    @property
    def too_long(self) -> bool:
        """Whether it is longer than the house allows."""
        return self.lines > FUNCTION_LINES


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file, those inside others too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(path, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)


def lines(path: Path) -> int:
    """The lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())
