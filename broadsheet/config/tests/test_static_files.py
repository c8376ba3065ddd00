"""Static files as readers get them: one sheet for those that go together, packed."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from broadsheet.config.static_files import StaticFiles
from broadsheet.stories.sheets import TOGETHER, path


@pytest.fixture
def gathered(tmp_path: Path) -> StaticFiles:
    """The readers' own static files, hashed, joined and packed."""
    for folder in ("css", "fonts", "img"):
        shutil.copytree(settings.PACKAGE / "static" / folder, tmp_path / folder)
    storage = StaticFiles(location=str(tmp_path), base_url="/static/")
    prepare(storage)
    return storage


def prepare(storage: StaticFiles) -> None:
    """Do what ``broadsheet prepare`` does with files that are gathered."""
    root = Path(storage.location)
    files = (str(file.relative_to(root)) for file in root.rglob("*") if file.is_file())
    plain = [name for name in files if not re.search(r"\.[0-9a-f]{12}\.|\.(br|gz)$", name)]
    for _name, _hashed, fault in storage.post_process({name: (storage, name) for name in plain}):
        assert not isinstance(fault, Exception), fault


def text_of(storage: StaticFiles, name: str) -> str:
    """What a file says that goes by a name in the templates."""
    return Path(storage.path(storage.stored_name(name))).read_text(encoding="utf-8")


@pytest.mark.parametrize("together", TOGETHER)
def test_sheets_that_go_together_are_one_file(gathered: StaticFiles, together: str) -> None:
    """It has the text of each, in their order, and every file that they point to is there."""
    joined = text_of(gathered, path(together))
    folder = Path(gathered.location) / "css"

    assert joined == "\n".join(text_of(gathered, path(name)) for name in TOGETHER[together])
    assert all((folder / one).is_file() for one in re.findall(r'url\("([^":]+)"\)', joined))


def test_a_joined_sheet_has_another_name_when_a_part_of_it_changes(gathered: StaticFiles) -> None:
    """Browsers keep files under hashed names for a year."""
    before = gathered.stored_name(path("story-page"))
    with (Path(gathered.location) / path("share")).open("a") as sheet:
        sheet.write("\n.share { color: inherit }\n")
    prepare(gathered)

    assert gathered.stored_name(path("story-page")) != before


def test_texts_lie_packed_beside_themselves(gathered: StaticFiles) -> None:
    """A server gives a browser the packed file; it says what the plain one says."""
    file = Path(gathered.path(gathered.stored_name(path("every-page"))))
    plain = file.read_bytes()

    assert brotli.decompress(Path(f"{file}.br").read_bytes()) == plain
    assert gzip.decompress(Path(f"{file}.gz").read_bytes()) == plain
    assert not list(Path(gathered.location).rglob("*.woff2.br"))
