"""WordPress: the WXR file of Tools → Export, or of ``wp export`` (RSS with ``wp:`` elements).

As that file is: ``item`` after ``item``, each a post with its ``wp:comment`` elements inside, all
statuses but spam (``trash`` is among them); other tools write that too. ``comment_date_gmt`` is
UTC and ``0000-00-00 00:00:00`` where WordPress never knew it: then ``comment_date`` counts, in
the blog's own zone, which the file does not say. A line end in a comment is one for its readers.
Pingbacks and trackbacks are other sites' links, and no comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.comments.foreign import values
from broadsheet.comments.foreign.hypertext import from_html
from broadsheet.comments.foreign.incoming import (
    ForeignAuthor,
    ForeignThread,
    FormatError,
    HowToRead,
    Incoming,
    Refusal,
    State,
)
from broadsheet.comments.foreign.opening import accounted
from broadsheet.comments.foreign.xml import Element, elements

_HEAD = ("title", "link", "guid", "wp:post_id", "dsq:thread_identifier")
_WANTED = frozenset(
    {("<", "item"), ("<", "channel"), ("item", "wp:comment"), *(("item", name) for name in _HEAD)}
)
_PINGS = frozenset({"pingback", "trackback"})
_STATES = {
    "1": State.APPROVED,
    "approved": State.APPROVED,
    "0": State.HELD,
    "hold": State.HELD,
    "spam": State.SPAM,
    "trash": State.DELETED,
    "post-trashed": State.DELETED,
}


@dataclass
class _Item:
    """What was read of the item that the comments stand in."""

    line: int = 0
    title: str = ""
    link: str = ""
    guid: str = ""
    number: str = ""
    identifier: str = ""

    def take(self, element: Element) -> None:
        """Keep a fact of the item; the first of each counts."""
        field = {"wp:post_id": "number", "dsq:thread_identifier": "identifier"}
        name = field.get(element.name, element.name)
        if not getattr(self, name):
            setattr(self, name, element.text)

    def thread(self) -> ForeignThread:
        """Return the item as the thread of its comments."""
        number = values.key(self.number)
        return ForeignThread(
            key=number or values.key(self.link) or f"line {self.line}",
            address=self.link or self.guid,
            title=values.title(self.title),
            identifier=(self.identifier or number)[: values.LONGEST_ADDRESS],
        )


def read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    """Yield every comment of a WordPress export, and why one cannot be taken.

    Raises ``FormatError`` if it is no WordPress export.
    """
    return accounted(_read(path, how))


def _read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    channel, item = False, _Item()
    for element in elements(path, _WANTED):
        if element.parent == "channel" and element.name == "<":
            channel = True
        elif element.name == "<":
            item = _Item(element.line)
        elif element.name == "wp:comment":
            yield _comment(element, item, how)
        else:
            item.take(element)
    if not channel:
        raise FormatError("This is XML, but no WordPress export: it has no channel.")


def _comment(element: Element, item: _Item, how: HowToRead) -> Incoming | Refusal:
    place = f"line {element.line}"
    key = values.key(element.say("wp:comment_id"))
    posted = _posted(element, how)
    state = _STATES.get(element.say("wp:comment_approved").lower())
    fault = _fault(element, key, posted, state)
    if fault or posted is None or state is None:
        return Refusal(place, fault, key)
    parent = values.key(element.say("wp:comment_parent"))
    return Incoming(
        key=key,
        thread=item.thread(),
        author=_author(element),
        text=from_html(element.say("wp:comment_content"), lines_count=True),
        posted_at=posted,
        state=state,
        parent="" if parent == "0" else parent,
        place=place,
    )


def _posted(element: Element, how: HowToRead) -> datetime | None:
    at = values.moment(element.say("wp:comment_date_gmt"), UTC)
    return at or values.moment(element.say("wp:comment_date"), how.zone)


def _fault(element: Element, key: str, posted: datetime | None, state: State | None) -> str:
    """Return why a comment cannot be taken, or nothing."""
    faults = (
        (not key, "The comment has no number."),
        (
            element.say("wp:comment_type").lower() in _PINGS,
            "This is a pingback or trackback: a link from another site, and no comment.",
        ),
        (posted is None, f"The comment's time is none: {element.say('wp:comment_date')[:40]!r}."),
        (
            state is None,
            f"The comment's status is unknown: {element.say('wp:comment_approved')[:40]!r}.",
        ),
        (element.is_cut(), "The comment is longer than is read of one (100,000 characters)."),
    )
    return next((words for holds, words in faults if holds), "")


def _author(element: Element) -> ForeignAuthor:
    account = values.key(element.say("wp:comment_user_id"))
    return ForeignAuthor(
        name=values.name(element.say("wp:comment_author")),
        key="" if account in {"", "0"} else f"user:{account}",
        mail=values.mail(element.say("wp:comment_author_email")),
        page=values.page(element.say("wp:comment_author_url")),
    )
