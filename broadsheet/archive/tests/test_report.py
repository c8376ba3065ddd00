"""The report of an import accounts for every line of its source."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadsheet.archive import report
from broadsheet.archive.articles import Article, Found, Furniture, FurnitureKind
from broadsheet.archive.formats import page_text
from broadsheet.archive.tests.page_text_pages import KAVERI


@pytest.fixture(scope="module")
def article() -> Article:
    return page_text.read(
        KAVERI.encode(), zone=ZoneInfo("Asia/Kolkata"), now=datetime(2026, 1, 1, tzinfo=UTC)
    )


def test_the_json_report_is_plain_and_has_five_parts(article: Article) -> None:
    """It survives a trip through JSON, and every item names its lines."""
    made = json.loads(json.dumps(report.as_json(article)))

    assert {"fields", "body", "furniture", "unplaced", "warnings"} <= set(made)
    assert made["fields"]["headline"]["lines"] == [4]
    assert made["fields"]["published"]["value"] == "2022-02-11T04:10:00+05:30"
    assert made["fields"]["published"]["assumed_zone"] == "Asia/Kolkata"
    assert made["body"][1]["picture"]["agency"] == "pti"
    assert all("lines" in item for part in ("body", "furniture") for item in made[part])


def test_every_line_has_one_category(article: Article) -> None:
    """Headline, paragraph, rail and blank lines are each where they belong."""
    found = report.categories(article)

    assert set(found) == set(range(1, article.line_count + 1))
    assert (found[4], found[16], found[44], found[3]) == (
        "fields",
        "body",
        "furniture",
        "furniture",
    )


def test_a_line_that_nobody_claims_is_found(article: Article) -> None:
    """A format that loses a line is caught by its report."""
    lost = replace(article, furniture=article.furniture[1:])

    assert report.uncovered(lost) == article.furniture[0].lines


def test_a_line_that_two_claim_is_found(article: Article) -> None:
    """A paragraph that is also furniture is a mistake; a dateline in its paragraph is none."""
    extra = Furniture(FurnitureKind.OTHER, article.body[0].lines, "twice")

    assert report.doubled(article) == ()
    assert report.doubled(replace(article, furniture=(*article.furniture, extra))) == (16,)


def test_the_text_report_reads_from_top_to_bottom(article: Article) -> None:
    """Fields, body, what was left out, what could not be placed, what to check."""
    text = report.as_text(replace(article, unplaced=(Found("A stray line", (99,)),)))
    heads = [line for line in text.splitlines() if not line.startswith(" ")]

    assert heads == ["Fields", "Body", "Left out", "Not placed", "Please check"]
    assert "zone assumed" in text
    assert "A stray line [99]" in text
