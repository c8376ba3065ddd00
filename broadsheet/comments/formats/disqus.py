"""Disqus: the XML that its Moderation panel sends by mail (``…-all.xml.gz``).

As that file is: ``thread`` elements first, each with ``dsq:id``, the ``link`` of its page, and an
``id`` that is the page's own identifier and often empty; then every ``post``, deleted and spam
among them, with a ``parent`` only where it answers. Likes are not in it. Addresses of mail stood
in older ones. Posts without ``dsq:id`` have been seen; their ``id`` serves then.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from broadsheet.comments.foreign.shelf import Shelf
from broadsheet.comments.foreign.xml import Element, elements

_WANTED = frozenset({("<", "disqus"), ("disqus", "thread"), ("disqus", "post")})
_ID = "dsq:id"


def read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    """Yield every post of a Disqus export, and why one cannot be taken.

    Raises ``FormatError`` if it is no Disqus export.
    """
    return accounted(_read(path, how))


def _read(path: Path, how: HowToRead) -> Iterator[Incoming | Refusal]:
    root = False
    with Shelf() as threads:
        for element in elements(path, _WANTED):
            if element.name == "<":
                root = True
            elif element.name == "thread":
                threads.put(*_thread(element))
            else:
                yield _post(element, threads, how)
    if not root:
        raise FormatError("This is XML, but no Disqus export: its outermost element is another.")


def _thread(element: Element) -> tuple[str, str, str, str]:
    """Return a thread's key, its page's address, title and own identifier."""
    return (
        values.key(element.attributes.get(_ID, "")),
        element.say("link"),
        values.title(element.say("title")),
        element.say("id")[: values.LONGEST_ADDRESS],
    )


def _post(element: Element, threads: Shelf, how: HowToRead) -> Incoming | Refusal:
    place = f"line {element.line}"
    key = values.key(element.attributes.get(_ID, "") or element.say("id"))
    thread = _referred(element, "thread")
    known = threads.get(thread)
    posted = values.moment(element.say("createdAt"), how.zone)
    fault = _fault(element, key=key, known=known is not None, dated=posted is not None)
    if fault or known is None or posted is None:
        return Refusal(place, fault, key)
    return Incoming(
        key=key,
        thread=ForeignThread(thread, known[0], known[1], known[2]),
        author=_author(element),
        text=from_html(element.say("message")),
        posted_at=posted,
        state=_state(element),
        parent=_referred(element, "parent"),
        place=place,
    )


def _referred(element: Element, name: str) -> str:
    found = element.child(name)
    return values.key(found.attributes.get(_ID, "")) if found else ""


def _fault(element: Element, *, key: str, known: bool, dated: bool) -> str:
    """Return why a post cannot be taken, or nothing."""
    if not key:
        return "The post has no number."
    if not known:
        return "The post names a thread that is not in the file."
    if not dated:
        return f"The post's time is none: {element.say('createdAt')[:40]!r}."
    if element.is_cut():
        return "The post holds more than is read of one comment (100,000 characters)."
    return ""


def _state(element: Element) -> State:
    if values.is_true(element.say("isSpam")):
        return State.SPAM
    if values.is_true(element.say("isDeleted")):
        return State.DELETED
    if element.say("isApproved").lower() == "false":
        return State.HELD
    return State.APPROVED


def _author(element: Element) -> ForeignAuthor:
    """Return who wrote it: a guest has a mail at most, and no name of an account."""
    return ForeignAuthor(
        name=values.name(element.say("author", "name")),
        key=values.key(element.say("author", "username")),
        mail=values.mail(element.say("author", "email")),
        page=values.page(element.say("author", "link")),
    )
