"""What an operator must know stands on a page: every setting, every command, every exit code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.core
from typer.main import get_command

from broadsheet.config.cli import app
from broadsheet.config.cli.exits import Exit
from tests.house.checkout import ROOT

HOSTING = ROOT / "docs" / "hosting"
READERS = frozenset(
    {
        "text",
        "secret",
        "flag",
        "whole",
        "choice",
        "words",
        "zone",
        "origin",
        "origins",
        "folder",
        "database",
        "several",
        "addresses",
        "territory",
    }
)


def settings_read() -> Iterator[tuple[str, str]]:
    """The name and the key in broadsheet.toml of each setting that ``config`` reads."""
    for path in sorted((ROOT / "broadsheet" / "config").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="read"), attr=reader),
                    args=[ast.Constant(value=str(name)), *rest],
                ) if reader in READERS:
                    key = rest[0].value if rest and isinstance(rest[0], ast.Constant) else ""
                    yield name, str(key)


def settings_told() -> dict[str, str]:
    """The rows of the settings page: a name, and its key or why there is none."""
    page = (HOSTING / "settings.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)` \| `?([\w.–]+)`? \|", page, re.MULTILINE))


def test_every_setting_stands_on_its_page_with_its_key() -> None:
    """Name and key in broadsheet.toml are on docs/hosting/settings.md as the code reads them."""
    told = settings_told()
    read = dict(settings_read())
    keyless = {"–", "never"}

    assert set(read) | {"BROADSHEET_HOME"} == set(told)
    assert {name: key for name, key in read.items() if key} == {
        name: key for name, key in told.items() if key not in keyless
    }


def commands(group: typer.core.TyperGroup, prefix: str = "broadsheet") -> Iterator[str]:
    """Every command by the words that one types."""
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def every_command() -> list[str]:
    """All commands of ``broadsheet``."""
    group = get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    return list(commands(group))


def test_every_command_stands_on_its_page() -> None:
    """docs/hosting/commands.md has a row for each command, and none for what is no command."""
    page = (HOSTING / "commands.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(broadsheet(?: [a-z]+)+)[` ]", page, re.MULTILINE)

    assert sorted(told) == sorted(every_command())


def test_every_exit_code_stands_on_its_page() -> None:
    """docs/hosting/commands.md lists the codes that the command uses."""
    page = (HOSTING / "commands.md").read_text(encoding="utf-8")
    told = [int(code) for code in re.findall(r"^\| (\d) \|", page, re.MULTILINE)]

    assert told == [code.value for code in Exit]


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    """A relative link in the docs names a file of the checkout."""
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []
