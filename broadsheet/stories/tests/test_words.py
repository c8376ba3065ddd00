"""The interface words of the readers' pages, in every language that a page can have."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.PACKAGE) / "templates"
READERS = ("base.html", "404.html", "410.html", "451.html", "partials", "stories", "blocks")
PLAIN = re.compile(r'\{% translate "([^"]+)" %\}')
BLOCK = re.compile(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", re.DOTALL)
VARIABLE = re.compile(r"\{\{ (\w+) \}\}")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


def said() -> set[str]:
    """Every word that a reader's template asks to have translated."""
    found: set[str] = set()
    for name in READERS:
        path = TEMPLATES / name
        for file in [path] if path.is_file() else sorted(path.glob("*.html")):
            text = file.read_text(encoding="utf-8")
            found.update(PLAIN.findall(text))
            found.update(VARIABLE.sub(r"%(\1)s", one) for one in BLOCK.findall(text))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_on_a_readers_page_is_said_in_the_pages_language(language: str) -> None:
    """A page in Urdu says "Share" in Urdu; the compiled words are those that Django reads."""
    compiled = Path(settings.PACKAGE) / "locale" / language / "LC_MESSAGES" / "django.mo"
    with compiled.open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]

    assert said()
    assert said() - set(known) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_is_put_into_it(language: str) -> None:
    """A number or a name that the English has is in the other language too."""
    compiled = Path(settings.PACKAGE) / "locale" / language / "LC_MESSAGES" / "django.mo"
    with compiled.open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    holes = re.compile(r"%\(\w+\)s|\{\}")
    broken = [
        one
        for one, other in known.items()
        if one and sorted(holes.findall(one)) != sorted(holes.findall(other))
    ]

    assert broken == []
