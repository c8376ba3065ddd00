"""A theme is checked before readers see it: what its sheets, templates and logo say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from broadsheet.config import looking, theming
from broadsheet.config.contrast import ratio, tokens
from broadsheet.config.readers import SettingError
from broadsheet.stories.logos import LogoError, size_of

SHEET = """
/* :root { --accent: #000; } */
@layer theme {
  :root { --accent: #8a2b1c; --paper: #fff }
  @media (prefers-color-scheme: dark) { :root { --accent: #e08a6d; } }
  @media (prefers-contrast: more) { :root { --accent: #000000; } }
}
"""


@pytest.fixture
def own(settings: Any, tmp_path: Path) -> Path:
    """The paper's own theme, empty yet."""
    for part in ("templates", "static/img"):
        (tmp_path / "theme" / part).mkdir(parents=True)
    settings.HOME = tmp_path
    settings.STATICFILES_DIRS = [tmp_path / "theme" / "static", settings.PACKAGE / "static"]
    return tmp_path / "theme"


def codes() -> list[str]:
    """What is found of the theme."""
    return [finding.code for finding in looking.theme()]


def test_the_contrast_is_that_of_the_guidelines() -> None:
    """Black on white is 21, and a short colour is the long one."""
    assert round(ratio("#000", "#ffffff"), 1) == 21.0
    assert round(ratio("#777777", "#fff"), 2) == 4.48
    assert ratio("#abc", "#aabbcc") == 1.0


def test_a_sheet_says_its_colours_by_day_and_at_night() -> None:
    """A remark, and what more contrast asks for, are neither."""
    assert tokens(SHEET) == (
        {"--accent": "#8a2b1c", "--paper": "#fff"},
        {"--accent": "#e08a6d"},
    )


def test_a_theme_that_says_nothing_wrong_is_let_through(own: Path) -> None:
    """The package's own colours stand out, and so do these."""
    (own / "static/theme.css").write_text(SHEET.replace("--paper: #fff", ""))
    (own / "templates/404.html").write_text('{% extends "base.html" %}{{ not_there }}')

    assert codes() == []


def test_a_pale_accent_is_told_with_what_to_do(own: Path) -> None:
    """The figure, the scheme, and in which direction it must go."""
    (own / "static/theme.css").write_text("@layer theme { :root { --accent: #e8a090; } }")
    found = next(looking.theme())

    assert (found.code, found.level) == ("theme.contrast", "error")
    assert "2.1:1 by day" in found.what
    assert "darker" in found.mend


def test_a_dark_accent_without_one_for_the_night_is_told(own: Path) -> None:
    """A theme's word by day holds at night as well, as in the browser."""
    (own / "static/theme.css").write_text("@layer theme { :root { --accent: #5a1010; } }")
    found = list(looking.theme())

    assert ["at night" in one.what for one in found] == [True]
    assert "lighter" in found[0].mend


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ('<p\n style="color: red">', "theme.inline"),
        ("<style>p {}</style>", "theme.inline"),
        ("<script>alert(1)</script>", "theme.inline"),
        ('<a href="#" onclick="go()">', "theme.inline"),
        ('<img src="https://other.example/a.png">', "theme.inline"),
        ("{% nonsense %}", "theme.template"),
    ],
)
def test_a_template_that_the_policy_would_break_is_told(own: Path, markup: str, code: str) -> None:
    """With the file and the line; a remark may say what it likes."""
    page = own / "templates" / "404.html"
    page.write_text('{# style="x" #}\n<p class="style">data-style=</p>\n' + markup)
    found = list(looking.theme())

    assert [one.code for one in found] == [code]
    assert str(page) in found[0].what


def test_a_sheet_that_loads_from_elsewhere_is_told(own: Path) -> None:
    """A face of another host never comes."""
    (own / "static/theme.css").write_text("@font-face { src: url(https://f.example/a.woff2); }")

    assert codes() == ["theme.foreign"]


def test_a_logo_says_how_large_it_is(own: Path) -> None:
    """Otherwise the page would move when it comes."""
    logo = own / "static/img/logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 40.4"/>')
    other = own / "static/img/other.svg"
    other.write_text('<svg width="100%"/>')

    assert size_of(logo) == (320, 40)
    assert codes() == []
    with pytest.raises(LogoError, match="viewBox"):
        size_of(other)


def test_a_face_that_is_not_there_is_told(own: Path, settings: Any) -> None:
    """A name in theme.toml stands for a file."""
    settings.THEME = {"faces": {"display": "caslon"}, "bar": {}}

    assert codes() == ["theme.face"]


def test_the_papers_own_word_counts_over_the_packages(tmp_path: Path) -> None:
    """The colours of the bar from both, the paper's first."""
    package = Path(theming.__file__).resolve().parent.parent
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/theme.toml").write_text('[bar]\nlight = "#ffffff"\n')
    found = theming.told(theming.folders(tmp_path, package, "berliner"))

    assert found["bar"] == {"light": "#ffffff", "dark": "#0a1f2d"}
    assert found["faces"]["display"] == "franklin-display"


@pytest.mark.parametrize(
    "text", ['[bar]\nlight = "white"', '[faces]\nkicker = "x"', '[colours]\na = "b"', "name = 1"]
)
def test_a_theme_that_says_what_no_theme_can_is_refused(tmp_path: Path, text: str) -> None:
    """With the file and the word."""
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/theme.toml").write_text(text)

    with pytest.raises(SettingError, match=r"theme\.toml"):
        theming.told([tmp_path / "theme"])


@pytest.mark.parametrize("name", [name for name in theming.THEMES if name != theming.PLAIN])
def test_every_theme_that_comes_with_the_package_passes_its_own_check(
    settings: Any, tmp_path: Path, name: str
) -> None:
    """As if it were the paper's own."""
    package = settings.PACKAGE
    (tmp_path / "theme").symlink_to(package / "themes" / name)
    settings.HOME = tmp_path
    settings.PAPER_THEME = name
    settings.STATICFILES_DIRS = [package / "themes" / name / "static", package / "static"]
    settings.THEME = theming.told([package / "themes" / name])

    assert codes() == []
