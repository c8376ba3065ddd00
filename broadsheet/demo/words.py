"""The demo's words: one file per story and five lists, read into frozen dataclasses.

Nothing here knows Django. ``load_edition`` reads everything, refuses what does not fit and
says in which file; ``proof.proofread`` then checks that every reference leads somewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from broadsheet.demo.blocks import Block, LiveEntry, PictureUse, parse_body, picture_use
from broadsheet.demo.fields import Fields, WordsError
from broadsheet.demo.reels import Film, film

EDITION = Path(__file__).parent / "edition"
FORMS = ("article", "opinion", "explainer", "gallery", "live", "video")
LANGUAGES = ("en", "hi", "ta", "ml", "kn", "ur")
TOPIC_KINDS = ("person", "place", "organisation", "event", "subject")
PERSON_KINDS = ("person", "desk", "agency")
BYLINE_ROLES = ("reporter", "columnist", "photographer", "illustrator", "critic", "editor")
SPONSOR_KINDS = ("sponsored", "partnership")
AT = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time, counted in days from the edition's own day (0; the day before is -1)."""

    day: int
    at: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The newspaper itself."""

    name: str
    city: str
    state: str
    motto: str
    founded: int
    zone: ZoneInfo
    accent: str
    accent_dark: str
    ink: str
    ground: str
    about: str


@dataclass(frozen=True, slots=True)
class Person:
    """A byline: a person, a desk of this paper, or an agency."""

    key: str
    name: str
    kind: str
    title: str
    bio: str
    language: str
    portrait: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that stories are about."""

    key: str
    name: str
    kind: str
    synonyms: tuple[str, ...]
    description: str
    language: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section or, where the key has a stroke in it, a sub-section."""

    key: str
    name: str
    description: str
    language: str

    @property
    def parent(self) -> str:
        """Return the key of the section above, or an empty text."""
        return self.key.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the library: what is in it, who drew it and for whom."""

    key: str
    title: str
    alt: str
    caption: str
    byline: str
    credit: str
    agency: str
    kind: str
    city: str
    day: int
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Byline:
    """One name over a story, and what its bearer did."""

    who: str
    role: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong, and what is right."""

    when: Moment
    text: str


@dataclass(frozen=True, slots=True)
class Sponsor:
    """Who paid for a story, and what its part in it is."""

    kind: str
    name: str
    link: str


@dataclass(frozen=True, slots=True)
class Story:
    """One story, as its file has it; the slug is the file's name."""

    slug: str
    form: str
    language: str
    headline: str
    short: str
    search: str
    social: str
    standfirst: str
    kicker: str
    dateline: str
    section: str
    also: tuple[str, ...]
    topics: tuple[str, ...]
    bylines: tuple[Byline, ...]
    published: Moment
    updated: Moment | None
    lead: PictureUse | None
    related: tuple[str, ...]
    corrections: tuple[Correction, ...]
    sponsor: Sponsor | None
    translation: str
    body: tuple[Block, ...]
    live: tuple[LiveEntry, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that the demo prints."""

    paper: Paper
    people: dict[str, Person]
    topics: dict[str, Topic]
    sections: dict[str, Section]
    pictures: dict[str, Picture]
    recordings: dict[str, Film]
    stories: dict[str, Story]


def load_edition(folder: Path = EDITION) -> Edition:
    """Read the whole edition from `folder`; raises WordsError that names the file at fault."""
    return Edition(
        paper=_paper(Fields(_toml(folder / "paper.toml"), "paper.toml")),
        people={row.key: row for row in map(_person, _rows(folder, "people"))},
        topics={row.key: row for row in map(_topic, _rows(folder, "topics"))},
        sections={row.key: row for row in map(_section, _rows(folder, "sections"))},
        pictures={row.key: row for row in map(_picture, _rows(folder, "pictures"))},
        recordings={key: film(key, fields) for key, fields in _rows(folder, "recordings")},
        stories=_stories(folder),
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WordsError(f"{path.name}: there is no such file in {path.parent}") from error
    except tomllib.TOMLDecodeError as error:
        raise WordsError(f"{path.name}: {error}") from error


def _rows(folder: Path, name: str) -> Iterator[tuple[str, Fields]]:
    for key, table in _toml(folder / f"{name}.toml").items():
        yield key, Fields(table, f"{name}.toml, {key}")


def _paper(fields: Fields) -> Paper:
    zone = fields.text("zone")
    try:
        zone_info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise WordsError(f"paper.toml: “{zone}” is no time zone") from error
    paper = Paper(
        name=fields.text("name"),
        city=fields.text("city"),
        state=fields.text("state"),
        motto=fields.text("motto"),
        founded=fields.number("founded"),
        zone=zone_info,
        accent=fields.text("accent"),
        accent_dark=fields.text("accent_dark"),
        ink=fields.text("ink"),
        ground=fields.text("ground"),
        about=fields.text("about"),
    )
    fields.finish()
    return paper


def _person(row: tuple[str, Fields]) -> Person:
    key, fields = row
    person = Person(
        key=key,
        name=fields.text("name"),
        kind=fields.one_of("kind", PERSON_KINDS, "person"),
        title=fields.text("title"),
        bio=fields.text("bio"),
        language=fields.one_of("language", LANGUAGES, "en"),
        portrait=fields.maybe("portrait"),
    )
    fields.finish()
    return person


def _topic(row: tuple[str, Fields]) -> Topic:
    key, fields = row
    topic = Topic(
        key=key,
        name=fields.text("name"),
        kind=fields.one_of("kind", TOPIC_KINDS),
        synonyms=fields.texts("synonyms"),
        description=fields.text("description"),
        language=fields.one_of("language", LANGUAGES, "en"),
    )
    fields.finish()
    return topic


def _section(row: tuple[str, Fields]) -> Section:
    key, fields = row
    section = Section(
        key=key,
        name=fields.text("name"),
        description=fields.text("description"),
        language=fields.one_of("language", LANGUAGES, "en"),
    )
    fields.finish()
    return section


def _picture(row: tuple[str, Fields]) -> Picture:
    key, fields = row
    picture = Picture(
        key=key,
        title=fields.text("title"),
        alt=fields.text("alt"),
        caption=fields.text("caption"),
        byline=fields.text("byline"),
        credit=fields.text("credit"),
        agency=fields.maybe("agency"),
        kind=fields.one_of("kind", ("illustration",), "illustration"),
        city=fields.text("city"),
        day=fields.number("day"),
        keywords=fields.texts("keywords"),
    )
    fields.finish()
    return picture


def _stories(folder: Path) -> dict[str, Story]:
    stories: dict[str, Story] = {}
    for path in sorted(folder.glob("*/*.md")):
        story = read_story(path)
        if story.slug in stories:
            raise WordsError(f"{path}: two stories are called {story.slug}")
        stories[story.slug] = story
    return stories


def read_story(path: Path) -> Story:
    """Read one story's file; raises WordsError that says what is wrong with it."""
    where = f"{path.parent.name}/{path.name}"
    if not SLUG.fullmatch(path.stem):
        raise WordsError(f"{where}: name the file in small letters, figures and hyphens")
    head, body = _split(path.read_text(encoding="utf-8"), where)
    try:
        fields = Fields(tomllib.loads(head), where)
    except tomllib.TOMLDecodeError as error:
        raise WordsError(f"{where}: the head of the file is not TOML: {error}") from error
    story = _story(path.stem, fields, parse_body(body, where))
    fields.finish()
    if story.section.split("/")[0] != path.parent.name:
        raise WordsError(f"{where}: the story says section {story.section}, its folder does not")
    return story


def _split(text: str, where: str) -> tuple[str, str]:
    parts = text.split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():  # noqa: PLR2004  # before, head, body
        raise WordsError(f"{where}: begin with +++, the head in TOML, and +++ again")
    return parts[1], parts[2]


def _story(slug: str, fields: Fields, blocks: tuple[Block, ...]) -> Story:
    lead, updated = fields.table("lead"), fields.table("updated")
    return Story(
        slug=slug,
        form=fields.one_of("form", FORMS, "article"),
        language=fields.one_of("language", LANGUAGES, "en"),
        headline=fields.text("headline"),
        short=fields.maybe("short"),
        search=fields.maybe("search"),
        social=fields.maybe("social"),
        standfirst=fields.text("standfirst"),
        kicker=fields.maybe("kicker"),
        dateline=fields.maybe("dateline"),
        section=fields.text("section"),
        also=fields.texts("also"),
        topics=fields.texts("topics"),
        bylines=tuple(_byline(item, fields.where) for item in fields.mixed("by")),
        published=_moment(fields),
        updated=_moment(updated) if updated else None,
        lead=picture_use(lead) if lead else None,
        related=fields.texts("related"),
        corrections=tuple(
            Correction(_moment(item), item.text("text")) for item in fields.tables("corrections")
        ),
        sponsor=_sponsor(fields.table("sponsor")),
        translation=fields.maybe("translation"),
        body=tuple(block for block in blocks if not isinstance(block, LiveEntry)),
        live=tuple(block for block in blocks if isinstance(block, LiveEntry)),
    )


def _byline(item: Any, where: str) -> Byline:
    if isinstance(item, str):
        return Byline(item, "reporter")
    fields = Fields(item, f"{where}, by")
    byline = Byline(fields.text("who"), fields.one_of("role", BYLINE_ROLES))
    fields.finish()
    return byline


def _sponsor(fields: Fields | None) -> Sponsor | None:
    if fields is None:
        return None
    kind = fields.one_of("kind", SPONSOR_KINDS)
    sponsor = Sponsor(kind, fields.text("name"), fields.maybe("link"))
    fields.finish()
    return sponsor


def _moment(fields: Fields) -> Moment:
    at = fields.text("at")
    if not AT.fullmatch(at):
        raise WordsError(f"{fields.where}: “at” is “{at}”; write a time such as 07:40")
    return Moment(fields.number("day"), at)
