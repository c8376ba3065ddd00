"""What the board says of the stories and pictures on it, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from broadsheet.accounts.queries import may
from broadsheet.people.models import Contributor
from broadsheet.pictures import embargo, shown
from broadsheet.pictures.ladder import CARD
from broadsheet.pictures.models import Picture
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.embargo.reading import hidden_from
from broadsheet.stories.models import Form, Ground, Story

_COLUMNS = (
    *("pk", "path", "owner_id", "title", "kicker", "form", "language", "live", "published_at"),
    *("go_live_at", "withdrawn_at", "withdrawn_ground", "embargo_until", "picture_id"),
    "primary_section__title",
)
# Whoever does one of these where a story stands sees what is written there.
SEEN_BY = ("story.create", "story.edit", "story.unpublish")


@dataclass(frozen=True)
class Row:
    """A story's columns, as the board asks for them."""

    pk: int
    path: str
    owner_id: int | None
    title: str
    kicker: str
    form: str
    language: str
    live: bool
    published_at: datetime | None
    go_live_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_ground: str
    embargo_until: datetime | None
    picture_id: int | None
    section: str

    @property
    def is_out(self) -> bool:
        """Whether readers may see it."""
        return self.live and self.withdrawn_at is None and self.published_at is not None


def stories(pks: Collection[int], user: Any, at: datetime) -> dict[str, dict[str, Any]]:
    """Return what the board says of stories, by their keys as text; one that is gone is left out.

    Of a story that the user may not read only its state is said.
    """
    rows = [Row(*row) for row in Story.objects.filter(pk__in=set(pks)).values_list(*_COLUMNS)]
    held = [row.pk for row in rows if row.embargo_until and row.embargo_until > at]
    kept = set(hidden_from(user, at).filter(pk__in=held).values_list("pk", flat=True))
    open_to = {row.pk for row in rows if row.pk not in kept and _sees(user, row)}
    wanted = {row.picture_id for row in rows if row.picture_id and row.pk in open_to}
    files = thumbs(wanted, user, at)
    return {str(row.pk): _told(row, row.pk in open_to, files, at) for row in rows}


def _sees(user: Any, row: Row) -> bool:
    if row.withdrawn_ground == Ground.LEGAL:
        return False
    own = row.owner_id == user.pk
    return row.is_out or any(may(user, act, row.path, own=own) for act in SEEN_BY)


def _told(row: Row, is_open: bool, files: Mapping[int, str], at: datetime) -> dict[str, Any]:
    state, words = _state(row, at)
    told = {"state": state, "words": words, "language": row.language, "section": row.section}
    moment = row.published_at if row.is_out else row.go_live_at
    if not is_open:
        return told | {"title": words}
    return told | {
        "open": True,
        "title": row.title,
        "kicker": row.kicker,
        "form": str(Form(row.form).label),
        "time": moment.isoformat() if moment else None,
        "picture": files.get(row.picture_id or 0, ""),
        "url": reverse("wagtailadmin_pages:edit", args=[row.pk]),
    }


def _state(row: Row, at: datetime) -> tuple[str, str]:
    """Return where a story stands, as a word and in words; nothing is said of one that is out."""
    if row.withdrawn_at is not None:
        return "withdrawn", _("Withdrawn")
    if row.embargo_until is not None and row.embargo_until > at:
        return "embargoed", _("Under embargo")
    if row.is_out:
        return "out", ""
    if row.go_live_at is not None and row.go_live_at > at:
        return "scheduled", _("Not out yet")
    return ("offline", _("Taken offline")) if row.published_at else ("draft", _("Draft"))


def thumbs(pictures: Collection[int], user: Any, at: datetime) -> dict[int, str]:
    """Return the address of a small file of each picture that the user may see."""
    wanted = set(pictures)
    if not wanted:
        return {}
    away = embargo.hidden_from(user, at).filter(pk__in=wanted)
    wanted -= set(away.values_list("pk", flat=True))
    found = shown.files(wanted, [CARD.name])
    return {pk: min(files, key=lambda one: one.width).url for pk, files in found.items()}


def pictures(pks: Collection[int], user: Any, at: datetime) -> dict[str, dict[str, str]]:
    """Return name and small file of the pictures that were chosen for a use."""
    if not pks:
        return {}
    files = thumbs(pks, user, at)
    titles = Picture.objects.filter(pk__in=files).values_list("pk", "title")
    return {str(pk): {"url": files[pk], "title": title} for pk, title in titles}


def sections() -> dict[int, str]:
    """Return what the sections are called: a band without a title has its section's."""
    return dict(Section.objects.values_list("pk", "title"))


def names(topics: Collection[int], contributors: Collection[int]) -> dict[str, str]:
    """Return what the topics and contributors are called that places are filled from."""
    found: dict[str, str] = {}
    for kind, model, pks in (
        ("topic", Topic, topics),
        ("contributor", Contributor, contributors),
    ):
        if pks:
            rows: Any = model._default_manager.filter(pk__in=set(pks))  # noqa: SLF001
            found |= {f"{kind}-{pk}": name for pk, name in rows.values_list("pk", "name")}
    return found
