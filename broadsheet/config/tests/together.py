"""Which worker a test goes to: those that share something dear go to the same one.

With ``--dist loadgroup`` xdist hands groups over inside the tests' ids, which pytest 9.2 does not
let it change any more: it then groups nothing, and says nothing (pytest-xdist, issue 1386). Here
they are handed over in a file, and where there is none no test is run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling


def place() -> Path:
    """Where the groups of this run are handed over: a folder that its processes share."""
    return Path(os.environ["BROADSHEET_VAR"]) / "tests-groups.json"


def hand_over(groups: Mapping[str, str], worker: str) -> None:
    """Say which group each test belongs to; every worker says the same."""
    unfinished = place().with_suffix(f".{worker}")
    unfinished.write_text(json.dumps(groups), encoding="utf-8")
    unfinished.replace(place())


class Together(LoadScopeScheduling):
    """Gives out groups whole, and in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False  # xdist's begins with those of many tests
        place().unlink(missing_ok=True)
        super().__init__(config, log)

    @cached_property
    def _groups(self) -> dict[str, str]:
        return dict(json.loads(place().read_text(encoding="utf-8")))

    def _split_scope(self, nodeid: str) -> str:
        return self._groups.get(nodeid, nodeid)
