"""The floors of the import contract, and the foreign keys that break them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import Field, Model

from tests.house.checkout import ROOT


def floors(pyproject: Path = ROOT / "pyproject.toml") -> dict[str, int]:
    """Each room's floor, 0 at the bottom, as the contract with the id ``floors`` has it."""
    contracts = tomllib.loads(pyproject.read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "floors")
    return {
        room: height
        for height, layer in enumerate(reversed(layers))
        for room in re.findall(r"\w+", layer)
    }


def optional_rooms(pyproject: Path = ROOT / "pyproject.toml") -> set[str]:
    """The rooms that the contract has in brackets: they need not exist yet."""
    contracts = tomllib.loads(pyproject.read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "floors")
    return set(re.findall(r"\((\w+)\)", " ".join(layers)))


def room_of(model: type[Model]) -> str | None:
    """The room that a model lives in; ``None`` for Django's, Wagtail's and other packages'."""
    package, _, rest = model.__module__.partition(".")
    return rest.partition(".")[0] if package == "broadsheet" else None


def _targets(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """The fields of a model that point at another model, and that model."""
    fields: list[Field[Any, Any]] = [*model._meta.local_fields, *model._meta.local_many_to_many]
    for field in fields:
        if field.remote_field is not None:
            yield field.name, field.remote_field.model
            through = getattr(field.remote_field, "through", None)
            if through is not None and not through._meta.auto_created:
                yield f"{field.name} (through)", through


def upward_keys(models: Iterable[type[Model]]) -> list[str]:
    """Name each foreign key, one-to-one and many-to-many that points up or across to a room."""
    height = floors()
    wrong = []
    for model in models:
        room = room_of(model)
        if room is None:
            continue
        for name, target in _targets(model):
            other = room_of(target)
            if other not in (None, room) and height[other] >= height[room]:
                wrong.append(f"{room}.{model.__name__}.{name} points at {other}.{target.__name__}")
    return wrong
