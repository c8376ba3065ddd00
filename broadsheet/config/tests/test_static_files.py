"""Static files as readers get them: one sheet and one script a page, packed."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from broadsheet.config.static_files import StaticFiles
from broadsheet.stories import sheets


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> StaticFiles:
    """The readers' own static files, hashed, joined and packed."""
    root = tmp_path_factory.mktemp("gathered")
    for folder in ("css", "js", "fonts", "img"):
        shutil.copytree(settings.PACKAGE / "static" / folder, root / folder)
    storage = StaticFiles(location=str(root), base_url="/static/")
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


def test_what_a_kind_of_page_asks_for_is_one_sheet_and_one_script(gathered: StaticFiles) -> None:
    """Each has the text of its parts, in their order, and what a sheet points to is there."""
    folder = Path(gathered.location) / "css"
    for together in sheets.SHEETS:
        joined = text_of(gathered, sheets.path(together))
        parts = [part for part in sheets.sheets_of(together) if part in gathered.hashed_files]
        assert joined == "\n".join(sheets.bare(text_of(gathered, part)) for part in parts)
        assert all((folder / one).is_file() for one in re.findall(r'url\("([^":]+)"\)', joined))
    for together in sheets.SCRIPTS:
        joined = text_of(gathered, sheets.script_path(together))
        assert all(text_of(gathered, part) in joined for part in sheets.scripts_of(together))


def test_a_theme_is_in_the_sheet_and_gives_it_another_name(gathered: StaticFiles) -> None:
    """Browsers keep a hashed name for a year; what the theme points to is still there."""
    name, root = sheets.path("story-page"), Path(gathered.location)
    before = gathered.stored_name(name)
    (root / "theme.css").write_text('.share { background: url("img/icon.svg") }\n')
    prepare(gathered)

    assert gathered.stored_name(name) != before
    assert re.search(r'url\("\.\./img/icon\.\w{12}\.svg"\) }\n$', text_of(gathered, name))


def test_what_has_to_stand_at_the_head_of_a_file_is_not_joined() -> None:
    """Then each is asked for where it lies."""
    plain = ("css/base.css", "a { color: inherit }\n")

    assert sheets.joined_sheets([plain, ("theme.css", '@import "more.css";\n')]) is None
    assert sheets.joined_scripts([plain, ("js/own.js", 'import "./more.js";\n')]) is None


def test_texts_lie_packed_beside_themselves(gathered: StaticFiles) -> None:
    """A server gives a browser the packed file; it says what the plain one says."""
    file = Path(gathered.path(gathered.stored_name(sheets.path("every-page"))))
    plain = file.read_bytes()

    assert brotli.decompress(Path(f"{file}.br").read_bytes()) == plain
    assert gzip.decompress(Path(f"{file}.gz").read_bytes()) == plain
    assert not list(Path(gathered.location).rglob("*.woff2.br"))
