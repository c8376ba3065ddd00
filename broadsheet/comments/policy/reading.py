"""Reading a policy document (TOML), with errors that say what to mend. Pure but for the file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from broadsheet.comments.checks.submission import Level
from broadsheet.comments.policy.clauses import Clause, Effect, Kind, Override, Policy, Wording

SHIPPED = Path(__file__).resolve().parent / "default.toml"
MAX_BYTES = 256 * 1024
MAX_CLAUSES, MAX_OVERRIDES = 100, 2_000
LONGEST_NAME, LONGEST_EXPLANATION, LONGEST_FOREWORD = 120, 2_000, 10_000
_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_TOP = {"version", "effective_from", "language", "trusted_ahead", "title", "foreword"}
_RULES = {"key", "kind", "effect", "nudges", "firm", "machine_refuses", "gravity"}
_NEEDED = ("key", "kind", "effect")

T = TypeVar("T")


class PolicyError(ValueError):
    """A policy is wrong; the message names the clause and the mend."""


def shipped() -> Policy:
    """Return the policy that a paper begins with."""
    return parse(SHIPPED.read_text(encoding="utf-8"))


def parse(text: str) -> Policy:
    """Return the policy that a document holds; raises ``PolicyError`` at the first fault."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise PolicyError(f"The policy is larger than {MAX_BYTES // 1024} KB: shorten it.")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError(f"The policy cannot be read: {error}. Mend that line.") from error
    return _policy(table)


def _policy(table: dict[str, Any]) -> Policy:
    clauses = _tables(table.pop("clause", None) or None, "clause", MAX_CLAUSES)
    overrides = _tables(table.pop("override", []), "override", MAX_OVERRIDES)
    _refuse_strays(table, _TOP, "The policy")
    language = _language(_needed(table, "language", str, "The policy"), "The policy")
    policy = Policy(
        version=_needed(table, "version", str, "The policy"),
        effective_from=_day(table),
        language=language,
        clauses=tuple(_clause(row, number, language) for number, row in enumerate(clauses, 1)),
        overrides=tuple(_override(row, number) for number, row in enumerate(overrides, 1)),
        trusted_ahead=_of(table.get("trusted_ahead", True), bool, "trusted_ahead", "The policy"),
        titles=_by_language(table, "title", LONGEST_NAME),
        forewords=_by_language(table, "foreword", LONGEST_FOREWORD),
    )
    _refuse_nonsense(policy)
    return policy


def _tables(rows: Any, name: str, most: int) -> list[dict[str, Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PolicyError(f"Write each {name} as a table of its own: [[{name}]].")
    if len(rows) > most:
        raise PolicyError(f"There are {len(rows)} tables [[{name}]]; at most {most} are read.")
    return rows


def _clause(row: dict[str, Any], number: int, language: str) -> Clause:
    place = f"Clause {number} ({row.get('key', 'without a key')})"
    for name in _NEEDED:
        _needed(row, name, str, place)
    rules = {name: row[name] for name in row if name in _RULES}
    rest = {name: row[name] for name in row if name not in _RULES}
    worded = {one: _wording(words, one, place) for one, words in rest.items()}
    wordings = {_language(one, place): words for one, words in worded.items()}
    if language not in wordings:
        raise PolicyError(f"{place} has no words in {language}: write [clause.{language}].")
    first = {language: wordings.pop(language)}
    return Clause(
        key=_key(row["key"], place),
        kind=_one_of(Kind, row["kind"], "kind", place),
        effect=_one_of(Effect, row["effect"], "effect", place),
        wordings=first | wordings,
        nudges=_of(rules.get("nudges", False), bool, "nudges", place),
        firm=_of(rules.get("firm", False), bool, "firm", place),
        machine_refuses=_of(rules.get("machine_refuses", False), bool, "machine_refuses", place),
        gravity=_share(rules.get("gravity", 1.0), place),
    )


def _wording(words: Any, language: str, place: str) -> Wording:
    if not isinstance(words, dict):
        known = ", ".join(sorted(_RULES))
        raise PolicyError(f"{place}: {language} is none of {known}.")
    _refuse_strays(words, {"name", "explanation"}, place)
    name = _needed(words, "name", str, place).strip()
    explanation = _needed(words, "explanation", str, place).strip()
    if not name or not explanation:
        raise PolicyError(f"{place}: write a name and an explanation, none may be empty.")
    if len(name) > LONGEST_NAME or len(explanation) > LONGEST_EXPLANATION:
        raise PolicyError(
            f"{place}: a name has at most {LONGEST_NAME} characters, "
            f"an explanation {LONGEST_EXPLANATION:,}."
        )
    return Wording(name, explanation)


def _override(row: dict[str, Any], number: int) -> Override:
    place = f"Override {number} ({row.get('clause', 'without a clause')})"
    _refuse_strays(row, {one.name for one in fields(Override)}, place)
    standing = _of(row.get("standing", ""), str, "standing", place)
    story = row.get("story")
    if story is not None:
        _of(story, int, "story", place)
    if standing:
        _one_of(Level, standing, "standing", place)
    return Override(
        clause=_key(_needed(row, "clause", str, place), place),
        effect=_one_of(Effect, _needed(row, "effect", str, place), "effect", place),
        section=_of(row.get("section", ""), str, "section", place),
        story=story,
        standing=standing,
        firm=_of(row.get("firm", False), bool, "firm", place),
    )


def _refuse_nonsense(policy: Policy) -> None:
    keys = [clause.key for clause in policy.clauses]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise PolicyError(f"The clause {twice[0]} stands twice: give each a key of its own.")
    for override in policy.overrides:
        if override.clause not in keys:
            raise PolicyError(
                f"An override is for {override.clause}, which is no clause: {', '.join(keys)} are."
            )
    for clause in policy.clauses:
        if clause.nudges and clause.effect not in {Effect.HOLD, Effect.NUDGE}:
            raise PolicyError(
                f"The clause {clause.key} nudges and then does {clause.effect}: a nudge comes "
                "before a hold; leave nudges out, or let the effect be hold."
            )


def _by_language(table: Mapping[str, Any], name: str, longest: int) -> dict[str, str]:
    rows = table.get(name, {})
    if not isinstance(rows, dict):
        raise PolicyError(f"Write [{name}] with a line for each language.")
    found = {_language(one, name): _of(text, str, one, name) for one, text in rows.items()}
    if any(len(text) > longest for text in found.values()):
        raise PolicyError(f"[{name}]: at most {longest:,} characters in each language.")
    return {language: text.strip() for language, text in found.items()}


def _refuse_strays(row: Mapping[str, Any], known: set[str], place: str) -> None:
    stray = sorted(set(row) - known)
    if stray:
        raise PolicyError(f"{place}: {', '.join(stray)} is none of {', '.join(sorted(known))}.")


def _needed(row: Mapping[str, Any], name: str, kind: type[T], place: str) -> T:
    if name not in row:
        raise PolicyError(f"{place} lacks {name}.")
    return _of(row[name], kind, name, place)


def _of(value: Any, kind: type[T], name: str, place: str) -> T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        wanted = {str: "text in quotes", bool: "true or false", int: "a whole number"}[kind]
        raise PolicyError(f"{place}: {name} must be {wanted}.")
    return value


def _one_of(names: type[Effect | Kind | Level], value: str, name: str, place: str) -> Any:
    try:
        return names(value)
    except ValueError:
        known = ", ".join(names)
        raise PolicyError(f"{place}: {name} is “{value}”; it may be {known}.") from None


def _key(value: str, place: str) -> str:
    if not _KEY.fullmatch(value):
        raise PolicyError(
            f"{place}: the key “{value}” must be small letters, digits and hyphens, at most 40."
        )
    return value


def _language(value: str, place: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise PolicyError(f"{place}: “{value}” is no language's code, as en or hi are.")
    return value


def _share(value: Any, place: str) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= value <= 1:
        raise PolicyError(f"{place}: gravity must be a number from 0 to 1.")
    return float(value)


def _day(table: Mapping[str, Any]) -> date:
    day = table.get("effective_from")
    if not isinstance(day, date) or isinstance(day, datetime):
        raise PolicyError("The policy's effective_from must be a day: 2026-01-31, unquoted.")
    return day
