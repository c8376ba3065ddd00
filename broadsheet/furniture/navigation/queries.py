"""The navigation of a language, as pages and the desk ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from broadsheet.furniture import keys
from broadsheet.furniture.models import Menu, MenuVersion
from broadsheet.furniture.navigation import rules
from broadsheet.furniture.navigation.resolving import Column, Link, columns, links, of_section
from broadsheet.furniture.navigation.rules import Document, Rows
from broadsheet.kit.remembering import once_a_page
from broadsheet.press import recording
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import Place, tree


@dataclass(frozen=True)
class Navigation:
    """What stands around the pages of a language, ready for their templates.

    ``languages`` are the ways into the paper's other languages: each with its address.
    """

    strip: tuple[Link, ...] = ()
    sheet: list[Column] = field(default_factory=list)
    ear_start: tuple[Link, ...] = ()
    ear_end: tuple[Link, ...] = ()
    footer: list[Column] = field(default_factory=list)
    policies: tuple[Link, ...] = ()
    imprint: str = ""
    languages: list[tuple[str, str]] = field(default_factory=list)


def standing(language: str) -> tuple[Document, datetime | None]:
    """Return what the editor arranged for a language, and as of when its dates are read."""
    recording.read(keys.menu(language))  # by each slot of a page, not by the first that asks
    return _standing(language)


@once_a_page
def _standing(language: str) -> tuple[Document, datetime | None]:
    with explained():
        row = Menu.objects.filter(language=language).first()
    return (rules.read(row.document), row.as_of) if row else (Document(), None)


def navigation(language: str) -> Navigation:
    """Return the navigation of a language; what nobody arranged has the sections of the paper."""
    document, as_of = standing(language)
    return laid_out(document, as_of, language)


def laid_out(document: Document, as_of: datetime | None, language: str) -> Navigation:
    """Return a document as readers would get it, with its dates read as of a moment."""

    def rows(place: str) -> Rows | None:
        found = document.rows(place)
        return rules.standing(found, as_of) if found and as_of else found

    ours = [place for place in tree().top() if place.language == language]
    strip, more, footer = rows(rules.STRIP), rows(rules.MORE), rows(rules.FOOTER)
    return Navigation(
        strip=tuple(map(of_section, ours)) if strip is None else links(strip),
        sheet=_sheet(ours) if more is None else columns(more, below=True),
        ear_start=links(rows(rules.EAR_START) or ()),
        ear_end=links(rows(rules.EAR_END) or ()),
        footer=_footer(ours) if footer is None else columns(footer),
        policies=links(rows(rules.POLICIES) or ()),
        imprint=document.imprint,
        languages=_languages(language),
    )


def _sheet(places: list[Place]) -> list[Column]:
    """Return every section with those under it; nothing where the strip has them all already."""
    found = tuple(of_section(place, below=True) for place in places)
    return [Column("", found)] if any(link.below for link in found) else []


def _footer(places: list[Place]) -> list[Column]:
    found = tuple(map(of_section, places))
    return [Column("", found)] if found else []


def _languages(language: str) -> list[tuple[str, str]]:
    """Return the way into each other language: the home page, or its first section."""
    ways = {settings.PAPER_LANGUAGE: "/"}
    for place in tree().top():
        ways.setdefault(place.language, place.address)
    return [way for way in ways.items() if way[0] != language]


# --- the desk ---


def versions(language: str) -> QuerySet[MenuVersion]:
    """Return every version of a language's navigation, the newest first."""
    rows = MenuVersion.objects.filter(language=language).select_related("by")
    return rows.order_by("-number")


def spoken() -> list[str]:
    """Return the languages that the paper has: its own first, then those of its sections."""
    found = [settings.PAPER_LANGUAGE, *(place.language for place in tree().top())]
    return list(dict.fromkeys(found))
