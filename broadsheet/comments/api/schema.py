"""Dataclasses as JSON and as JSON Schema (draft 2020-12): one shape says both. Pure.

A field's ``says`` adds its words and its bounds; what a program sends is held to the same bounds as
stand in the document that describes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Schema = dict[str, Any]
DEEPEST = 8
MOST_FAULTS = 20
_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
}
_WORDS = {str: "text", int: "a whole number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field (empty: with all of it), in words that say what to do."""

    field: str
    words: str


class Misshapen(ValueError):  # noqa: N818 it is what was sent, not an error of ours
    """What was sent has another shape; ``faults`` holds at least one."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults[:MOST_FAULTS]
        super().__init__("; ".join(f"{one.field}: {one.words}" for one in self.faults))


def says(about: str, default: Any = MISSING, **bounds: Any) -> Any:
    """Declare a field with its description and its JSON Schema bounds."""
    metadata = {"about": about, "bounds": bounds}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def as_data(value: Any) -> Any:
    """Return a shape as what ``json`` can write."""
    if is_dataclass(value):
        return {one.name: as_data(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [as_data(one) for one in value]
    return value


# --- as JSON Schema ---


@cache
def _hints(shape: Any) -> Mapping[str, Any]:
    return get_type_hints(shape)


def schema_of(shape: type) -> Schema:
    """Return a shape's JSON Schema; shapes inside it are named by ``$ref``."""
    properties, required = {}, []
    for one in fields(shape):
        found = {**_schema_of_type(_hints(shape)[one.name]), **one.metadata.get("bounds", {})}
        if about := one.metadata.get("about"):
            found["description"] = about
        properties[one.name] = found
        if one.default is MISSING:
            required.append(one.name)
    written: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        written["required"] = required
    if shape.__doc__:
        written["description"] = shape.__doc__
    return written


def _schema_of_type(hint: Any) -> Schema:
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"type": "string", "enum": list(inside)}
    if origin is tuple:
        return {"type": "array", "items": _schema_of_type(inside[0])}
    if origin in {Union, UnionType}:
        return _or_nothing(next(one for one in inside if one is not NoneType))
    return {"$ref": f"#/components/schemas/{hint.__name__}"}


def _or_nothing(hint: Any) -> Schema:
    found = _schema_of_type(hint)
    if "$ref" in found:
        return {"anyOf": [found, {"type": "null"}]}
    return {**found, "type": [found["type"], "null"]}


def within(shapes: Iterable[type]) -> dict[str, type]:
    """Return the shapes with all that they are made of, by their names."""
    found: dict[str, type] = {}
    waiting = list(shapes)
    while waiting:
        shape = waiting.pop()
        if shape.__name__ in found:
            continue
        found[shape.__name__] = shape
        waiting += [one for hint in _hints(shape).values() for one in _shapes_in(hint)]
    return dict(sorted(found.items()))


def _shapes_in(hint: Any) -> list[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        return [hint]
    return [one for inside in get_args(hint) for one in _shapes_in(inside)]


# --- from JSON ---


def filled(shape: type[T], data: object) -> T:
    """Return what was sent as its shape: flat, of text, numbers and choices.

    Raises ``Misshapen`` with everything that has to be mended.
    """
    if not isinstance(data, dict):
        raise Misshapen(Fault("", "Send one object with named fields."))
    known = {one.name: one for one in fields(shape)}  # type: ignore[arg-type]
    faults = [Fault(str(name)[:40], "There is no such field.") for name in set(data) - set(known)]
    given: dict[str, Any] = {}
    hints = _hints(shape)  # type: ignore[arg-type]
    for name, one in known.items():
        if name not in data:
            if one.default is MISSING:
                faults.append(Fault(name, "This is needed."))
            continue
        hint = hints[name]
        why = _against(data[name], hint, one.metadata.get("bounds", {}))
        if why:
            faults.append(Fault(name, why))
        given[name] = data[name]
    if faults:
        raise Misshapen(*sorted(faults, key=lambda fault: fault.field))
    return shape(**given)


def _against(value: object, hint: Any, bounds: Mapping[str, Any]) -> str:
    """Return what speaks against a value, or ""."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        if value is None:
            return ""
        hint = next(one for one in inside if one is not NoneType)
        origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "" if value in inside else f"Write one of: {', '.join(inside)}."
    if type(value) is not hint:
        return f"This is {_WORDS[hint]}."
    return _out_of_bounds(value, bounds)


def _out_of_bounds(value: Any, bounds: Mapping[str, Any]) -> str:
    if isinstance(value, str):
        if len(value) > bounds.get("maxLength", len(value)):
            return f"Write at most {bounds['maxLength']} characters."
        if len(value) < bounds.get("minLength", 0):
            return "Write something."
        if "pattern" in bounds and not re.search(bounds["pattern"], value):
            return f"This has to match {bounds['pattern']}."
    elif not bounds.get("minimum", value) <= value <= bounds.get("maximum", value):
        return f"Write a number from {bounds['minimum']} to {bounds['maximum']}."
    return ""


def deeper_than(text: str, most: int = DEEPEST) -> bool:
    """Whether JSON is nested deeper than ``most``; what stands in a text does not count."""
    depth = 0
    for sign in re.findall(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', text, re.DOTALL):
        if sign in "[{":
            depth += 1
            if depth > most:
                return True
        elif sign in "]}":
            depth -= 1
    return False
