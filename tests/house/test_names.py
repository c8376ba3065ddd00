"""Names say what is there, and the map names every room."""

import re

from tests.house.checkout import ROOT, python_files, rooms

# A drawer with such a name takes in everything, and then everything depends on it.
DRAWERS = frozenset({"core", "common", "util", "utils", "helper", "helpers", "misc"})


def test_no_module_is_a_drawer() -> None:
    """No module or package is called core, common, utils, helpers or misc."""
    named = {part.removesuffix(".py") for path in python_files() for part in path.parts}

    assert named & DRAWERS == set()


def test_every_room_has_its_caption() -> None:
    """Each room has a row of its own on the map in ARCHITECTURE.md."""
    page = (ROOT / "ARCHITECTURE.md").read_text()
    captioned = re.findall(r"^\| \d+ \| `(\w+)` \| \S", page, re.MULTILINE)

    assert sorted(captioned) == rooms()
