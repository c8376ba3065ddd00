"""The body of a demo story: typed blocks, and the small markup in which they are written.

The markup, in full (edition/README.md shows it at work):

* a run of lines is a paragraph; ``*words*`` are italic, ``[words](story:slug)`` is a link;
* ``## words`` is a subhead;
* lines that begin with ``> `` are a quote, ``!! `` a pull quote, and a last line of either
  that begins with a dash names the speaker;
* ``::: kind`` … ``:::`` holds a block whose parts are TOML.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from broadsheet.demo.fields import Fields, WordsError

PICTURE_KINDS = ("photo", "file", "representational", "illustration", "ai")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with the inline markup still in it."""

    text: str


@dataclass(frozen=True, slots=True)
class Subhead:
    """A crosshead between paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words set apart; `who` may be empty."""

    text: str
    who: str


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words of the story repeated large."""

    text: str
    who: str


@dataclass(frozen=True, slots=True)
class PictureUse:
    """One use of a picture; an empty credit or kind means the library's own."""

    picture: str
    alt: str
    caption: str
    credit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Several uses under one title."""

    title: str
    uses: tuple[PictureUse, ...]


@dataclass(frozen=True, slots=True)
class Video:
    """A film: of the library, or at a provider with its poster, length and words."""

    recording: str
    title: str
    address: str
    poster: str
    seconds: int
    transcript: str
    credit: str


@dataclass(frozen=True, slots=True)
class Audio:
    """A sound of the library."""

    recording: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str


@dataclass(frozen=True, slots=True)
class FactBox:
    """Facts beside the story, one line each."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Embed:
    """Something of another house, loaded only when the reader asks."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Related:
    """A line or two of other stories, in the middle of this one."""

    title: str
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry of live coverage; `day` counts from the edition's own day."""

    day: int
    at: str
    headline: str
    paragraphs: tuple[str, ...]
    key: bool
    picture: PictureUse | None


Block = (
    Paragraph
    | Subhead
    | Quote
    | PullQuote
    | PictureUse
    | Gallery
    | Video
    | Audio
    | Table
    | FactBox
    | Embed
    | Related
    | LiveEntry
)


def picture_use(fields: Fields) -> PictureUse:
    """Read one use of a picture; raises WordsError where the alt text is missing."""
    use = PictureUse(
        picture=fields.text("picture"),
        alt=fields.text("alt"),
        caption=fields.maybe("caption"),
        credit=fields.maybe("credit"),
        kind=fields.one_of("kind", PICTURE_KINDS) if fields.maybe("kind") else "",
    )
    fields.finish()
    return use


def _gallery(fields: Fields) -> Gallery:
    uses = tuple(picture_use(item) for item in fields.tables("pictures"))
    if len(uses) < 2:  # noqa: PLR2004  # one picture is a picture
        raise WordsError(f"{fields.where}: a gallery needs two pictures or more")
    return Gallery(title=fields.text("title"), uses=uses)


def _video(fields: Fields) -> Video:
    if recording := fields.maybe("recording"):
        return Video(recording, "", "", "", 0, "", "")
    return Video(
        recording="",
        title=fields.text("title"),
        address=fields.text("address"),
        poster=fields.text("poster"),
        seconds=fields.number("seconds"),
        transcript=fields.text("transcript"),
        credit=fields.maybe("credit"),
    )


def _audio(fields: Fields) -> Audio:
    return Audio(fields.text("recording"))


def _table(fields: Fields) -> Table:
    head, rows = fields.texts("head"), fields.rows("rows")
    if any(len(row) != len(head) for row in rows):
        raise WordsError(f"{fields.where}: a row is longer or shorter than the headings")
    return Table(fields.text("caption"), head, rows, fields.maybe("source"))


def _fact_box(fields: Fields) -> FactBox:
    return FactBox(fields.text("title"), fields.texts("items"))


def _embed(fields: Fields) -> Embed:
    return Embed(fields.text("address"), fields.text("title"))


def _related(fields: Fields) -> Related:
    return Related(fields.maybe("title"), fields.texts("stories"))


def _live(fields: Fields) -> LiveEntry:
    picture = fields.table("picture")
    return LiveEntry(
        day=fields.number("day"),
        at=fields.text("at"),
        headline=fields.maybe("headline"),
        paragraphs=fields.texts("text"),
        key=fields.flag("key"),
        picture=picture_use(picture) if picture else None,
    )


KINDS: dict[str, Callable[[Fields], Block]] = {
    "picture": picture_use,
    "gallery": _gallery,
    "video": _video,
    "audio": _audio,
    "table": _table,
    "facts": _fact_box,
    "embed": _embed,
    "related": _related,
    "live": _live,
}


def parse_body(text: str, where: str) -> tuple[Block, ...]:
    """Read a story's body into blocks; raises WordsError that names the block at fault."""
    return tuple(_parse(chunk, where) for chunk in _chunks(text, where))


def _chunks(text: str, where: str) -> Iterator[list[str]]:
    """Yield runs of lines: a fenced block whole, anything else up to the next blank line."""
    run: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.startswith(":::"):
            if not fenced and run:
                yield run
                run = []
            fenced = not fenced
        run.append(line)
        if not fenced and (not line.strip() or line.strip() == ":::"):
            content = [part for part in run if part.strip()]
            run = []
            if content:
                yield content
    if fenced:
        raise WordsError(f"{where}: the block “{run[0]}” is never closed")
    if run:
        yield run


def _parse(lines: list[str], where: str) -> Block:
    first = lines[0]
    if first.startswith(":::"):
        return _fenced(lines, where)
    if first.startswith("## "):
        return Subhead(" ".join(lines)[3:].strip())
    if first.startswith("> "):
        return Quote(*_spoken(lines, where))
    if first.startswith("!! "):
        return PullQuote(*_spoken(lines, where))
    return Paragraph(" ".join(line.strip() for line in lines))


def _fenced(lines: list[str], where: str) -> Block:
    name = lines[0][3:].strip()
    if name not in KINDS:
        raise WordsError(f"{where}: no block is called “{name}”; there are {', '.join(KINDS)}")
    try:
        table = tomllib.loads("\n".join(lines[1:-1]))
    except tomllib.TOMLDecodeError as error:
        raise WordsError(f"{where}: the {name} block is not TOML: {error}") from error
    fields = Fields(table, f"{where}, {name} block")
    block = KINDS[name](fields)
    fields.finish()
    return block


def _spoken(lines: list[str], where: str) -> tuple[str, str]:
    """Return the words and, if a last line with a dash names one, the speaker."""
    mark = lines[0].split(" ", 1)[0]
    if any(not line.startswith(mark) for line in lines):
        raise WordsError(f"{where}: every line of “{lines[0]}” must begin with {mark}")
    words = [line.removeprefix(mark).strip() for line in lines]
    who = words.pop().lstrip("—– ") if words[-1].startswith(("—", "–")) else ""
    if not words:
        raise WordsError(f"{where}: a quote has a speaker and no words")
    return " ".join(words), who
