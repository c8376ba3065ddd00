"""The page that tells the staff who may do what says what the code does."""

from __future__ import annotations

from pathlib import Path

from broadsheet.accounts import rules

PAGE = Path(__file__).resolve().parents[3] / "docs" / "editing" / "roles.md"
ORDER = (
    rules.REPORTER,
    rules.SUB,
    rules.SECTION_EDITOR,
    rules.EDITOR,
    rules.PICTURE_DESK,
    rules.MODERATOR,
    rules.ADVERTISING,
    rules.LEGAL,
    rules.ADMINISTRATOR,
)


def _row(act: str, rule: rules.Act) -> str:
    cells = ("yes" if role in rule.roles else "own" if role in rule.own else "–" for role in ORDER)
    return f"| `{act}` | {rule.place.value} | {' | '.join(cells)} |"


def test_every_act_stands_on_the_page_as_it_is_decided() -> None:
    """Row by row, and no row more."""
    told = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if "| `" in line]

    assert told == [_row(act, rule) for act, rule in rules.ACTS.items()]
