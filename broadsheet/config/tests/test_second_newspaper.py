"""A second newspaper is made and themed as docs/extending/theme.md says, word for word."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from typer.testing import CliRunner

from broadsheet.config import looking, theming
from broadsheet.config.cli import app
from broadsheet.config.readers import read_toml_file
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "extending" / "theme.md"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 40"><path d="M0 0h9v9z"/></svg>'


def told(language: str) -> list[str]:
    """The pieces of code that the guide gives, by their language, without its indents."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", GUIDE.read_text("utf-8"), re.M | re.S)
    return [re.sub(rf"^{indent}", "", code, flags=re.M) for indent, code in found]


@pytest.fixture
def courier(tmp_path: Path, settings: Any) -> Path:
    """The newspaper of the guide: begun by the command, with all that the guide has one write."""
    home = tmp_path / "courier"
    command = re.findall(r"`broadsheet (init .*?)`, *\n", GUIDE.read_text("utf-8"))[0]
    words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', command)]
    made = CliRunner().invoke(app, [str(home) if word == "courier" else word for word in words])
    assert made.exit_code == 0, made.output
    theme = home / "theme"
    for folder in ("static/img", "static/fonts", "templates/partials"):
        (theme / folder).mkdir(parents=True)
    (theme / "static/theme.css").write_text("\n".join(told("css")), "utf-8")
    (theme / "theme.toml").write_text(told("toml")[0], "utf-8")
    (theme / "templates/partials/colophon.html").write_text(told("django")[0], "utf-8")
    (theme / "static/img/logo.svg").write_text(LOGO, "utf-8")
    face = settings.PACKAGE / "static" / "fonts" / "newsreader-text.woff2"
    shutil.copy(face, theme / "static/fonts/caslon-text.woff2")
    return home


def open_newspaper(home: Path, settings: Any) -> None:
    """Set what the settings would be if this were the newspaper's own process."""
    paper = read_toml_file(home / "broadsheet.toml")["paper"]
    package = settings.PACKAGE
    settings.HOME, settings.PAPER_NAME, settings.PAPER_THEME = home, paper["name"], paper["theme"]
    settings.THEMES = theming.folders(home, package, paper["theme"])
    settings.THEME = theming.told(settings.THEMES)
    settings.STATICFILES_DIRS = theming.parts(settings.THEMES, "static", package)
    backend = settings.TEMPLATES[0] | {"DIRS": theming.parts(settings.THEMES, "templates", package)}
    settings.TEMPLATES = [backend]
    cache.clear()


def test_it_serves_its_name_logo_colours_type_and_template(courier: Path, settings: Any) -> None:
    """And `broadsheet check` has nothing to say against it."""
    open_newspaper(courier, settings)
    story = StoryFactory(published=True, title="The harbour bridge")
    markup = Client().get(story.address).content.decode()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]*)"', markup)

    assert list(looking.theme()) == []
    assert "<title>The harbour bridge | The Harbour Courier</title>" in markup.replace("\n", "")
    assert '<img class="logo" src="/static/img/logo.svg" width="260" height="40"' in markup
    assert 'alt="The Harbour Courier"' in markup
    assert sheets[-2:] == ["/static/css/berliner.css", "/static/theme.css"]
    assert '<div class="band-head">' in markup
    assert re.findall(r'href="/static/fonts/([^"]*)"', markup) == ["caslon-text.woff2"]
    assert 'content="#8a2b1c"' in markup
    assert "Printed at Port Blair since 1891." in markup
