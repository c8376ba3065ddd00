"""Numbers and dates on readers' pages, as the paper writes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.template import Context, Template
from django.utils.translation import override

FONTS = Path(configured.PACKAGE) / "static" / "fonts"
AT = datetime(2026, 11, 23, 3, 35, tzinfo=UTC)


def said(source: str, language: str, **words: object) -> str:
    """Return what a template says on a page in a language."""
    with override(language):
        text = Template("{% load figures paper %}" + source).render(Context(words))
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "day", "exact"),
    [
        ("en", "23 November 2026", "23 November 2026, 9:05 AM IST"),
        ("hi", "23 नवंबर 2026", "23 नवंबर 2026, 09:05 IST"),
        ("ta", "23 நவம்பர் 2026", "23 நவம்பர் 2026, 09:05 IST"),
        ("ml", "23 നവംബർ 2026", "23 നവംബർ 2026, 09:05 IST"),
        ("kn", "23 ನವೆಂಬರ್ 2026", "23 ನವೆಂಬರ್ 2026, 09:05 IST"),
        ("ur", "23 نومبر 2026", "23 نومبر 2026، 09:05 IST"),
    ],
)
def test_a_date_is_said_as_the_papers_of_its_language_say_it(
    language: str, day: str, exact: str, settings: Any
) -> None:
    """The month by its name, the hour with its zone."""
    settings.TIME_ZONE = "Asia/Kolkata"
    words = said("{% day at %}|{% clock at %}", language, at=AT)

    assert words.startswith(f"{day}|")
    assert f">{exact}</time>" in words


def test_a_paper_may_write_its_own_digits(settings: Any) -> None:
    """Then counts, dates and amounts have them; what a machine reads has not."""
    settings.TIME_ZONE, settings.PAPER_DIGITS = "Asia/Kolkata", "own"
    words = said("{% clock at %}|{{ 1234567|number }}|{{ 12|digits }}", "hi", at=AT)

    assert words == (
        '<time datetime="2026-11-23T09:05:00+05:30">२३ नवंबर २०२६, ०९:०५ IST</time>|१२,३४,५६७|१२'
    )


def test_commas_stand_as_the_paper_says(settings: Any) -> None:
    """By lakh in India, by thousands elsewhere; by a setting."""
    source = "{{ 1234567|number }} {{ 14000000000|amount }}"
    by_lakh = said(source, "en")
    settings.PAPER_GROUPING = "thousand"

    assert by_lakh == "12,34,567 ₹1,400 crore"
    assert said(source, "en") == "1,234,567 ₹14 billion"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("1250000", "12,50,000"),
        ("2024", "2024"),
        ("1,250,000", "1,250,000"),
        ("48.2%", "48.2%"),
        ("-45000.50", "−45,000.5"),
        ("n.a.", "n.a."),
    ],
)
def test_a_cell_is_grouped_where_it_is_a_number(cell: str, shown: str) -> None:
    """A year, a share, or what the desk has grouped itself stays as it is."""
    assert said("{{ cell|figure }}", "en", cell=cell) == shown


def test_a_files_size_is_said_in_the_language_of_the_page() -> None:
    """Whoever pays by the megabyte knows before."""
    assert said("{{ 1440000|file_size }}", "hi") == "1.4 एमबी"


@pytest.mark.parametrize("language", ["en", "hi", "ta", "ml", "kn", "ur"])
def test_the_faces_of_a_language_leave_room_for_the_page(language: str) -> None:
    """With the page itself at most 180 KB: the masthead's, the text's, the languages' names."""
    ahead = said(f'{{% first_faces "{language}" as faces %}}{{{{ faces }}}}', language)
    files = {*re.findall(r"fonts/([\w-]+)", ahead), "newsreader-text", "language-names"}
    weight = sum((FONTS / f"{name}.woff2").stat().st_size for name in files)

    assert len(files) >= 3
    assert weight <= (80_000 if language in {"en", "ur"} else 145_000)


def test_each_face_that_the_sheet_names_is_there_with_its_licence() -> None:
    """And no face lies there that no sheet names."""
    sheet = (FONTS.parent / "css" / "faces.css").read_text(encoding="utf-8")
    named = set(re.findall(r"fonts/([\w-]+\.woff2)", sheet))

    assert named == {path.name for path in FONTS.glob("*.woff2")}
    assert all("SIL Open Font License" in path.read_text() for path in FONTS.glob("OFL-*.txt"))
