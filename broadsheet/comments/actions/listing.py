"""The lists that the checks read, and the replies kept ready: what is on them, and who put it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import regex
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments import gathering, policies
from broadsheet.comments.actions.deciding import refused
from broadsheet.comments.checks.words import Entry, fits
from broadsheet.comments.models import AllowedHost, CannedReply, ListedWord
from broadsheet.records.actions import Subject, write

MAY = "comment.rules"
WORDS, HOSTS, REPLIES = "comment.words", "comment.hosts", "comment.replies"
LONGEST = 100
AT_ONCE = 20_000
FILE_BYTES = 4_000_000
_HOST = regex.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


@dataclass(frozen=True)
class Word:
    """A word as it is put on the list; an empty language is every language."""

    word: str
    language: str = ""
    kind: str = ListedWord.Kind.SUSPECT
    clause: str = ""


def list_words(words: Iterable[Word], *, by: User, at: datetime) -> int:
    """Put words on the list; return how many are new. One that is there already is left alone.

    Raises ``PermissionDenied``, and ``Refused`` naming the first that cannot be listed: then
    nothing is.
    """
    allow(by, MAY)
    every = list(words)
    if len(every) > AT_ONCE:
        raise refused("many", _("At most %(most)d words come in at once.") % {"most": AT_ONCE})
    known = {clause.key for clause in policies.in_force(at)}
    for number, one in enumerate(every, 1):
        _fit(number, one, known)
    with transaction.atomic():
        there = {(row.word.lower(), row.language) for row in ListedWord.objects.all()}
        fresh = {(one.word.lower(), one.language): one for one in every}
        made = [
            ListedWord(
                word=one.word,
                language=one.language,
                kind=one.kind,
                clause=one.clause,
                added_at=at,
                added_by=by,
            )
            for place, one in fresh.items()
            if place not in there
        ]
        ListedWord.objects.bulk_create(made, batch_size=500)
        if made:
            write(WORDS, subject=_list("words"), actor=by, at=at, after={"added": len(made)})
    transaction.on_commit(gathering.forget_lists)
    return len(made)


def _fit(number: int, one: Word, clauses: set[str]) -> None:
    said: str | None = None
    if not 1 < len(one.word) <= LONGEST:
        said = _("“%(word)s” has to have 2 to 100 characters.")
    elif one.kind not in ListedWord.Kind.values:
        said = _("“%(word)s” is to be “banned” or “suspect”.")
    elif one.clause not in clauses:
        said = _("“%(word)s” names a clause that the policy does not have.")
    elif one.language and one.language not in dict(settings.LANGUAGES):
        said = _("“%(word)s” names a language that this paper does not have.")
    elif not fits(Entry(one.word, one.language)):
        said = _("“%(word)s” cannot be looked for: write a word; with a star, a longer one.")
    if said is not None:
        line = _("Line %(line)d: ") % {"line": number}
        raise refused("word", line + said % {"word": one.word})


def read_csv(data: bytes) -> list[Word]:
    """Read word,language,kind,clause from a file; raises ``Refused`` naming the line."""
    if len(data) > FILE_BYTES:
        raise refused("file", _("The file is too large: at most 4 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused("file", _("The file has to be UTF-8.")) from error
    rows = []
    try:
        for line, row in enumerate(csv.reader(io.StringIO(text), strict=True), 1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or (line == 1 and cells[0].lower() == "word"):
                continue
            if len(cells) != 4:  # noqa: PLR2004 the four columns
                words = _("Line %(line)d: word, language, kind and clause, with commas between.")
                raise refused("file", words % {"line": line})
            rows.append(Word(*cells))
    except csv.Error as error:
        raise refused("file", _("This is no CSV: %(why)s.") % {"why": error}) from error
    return rows


def drop_words(numbers: Iterable[int], *, by: User, at: datetime) -> int:
    """Take words off the list; return how many. Raises ``PermissionDenied``."""
    return _drop(ListedWord.objects.filter(pk__in=list(numbers)[:AT_ONCE]), WORDS, by, at)


def allow_host(host: str, *, by: User, at: datetime) -> bool:
    """Let comments link to a host and all below it; return whether it is new.

    Raises ``PermissionDenied``, and ``Refused`` for what is no host.
    """
    allow(by, MAY)
    try:
        name = host.strip().lower().removeprefix("www.").encode("idna").decode()
    except UnicodeError:
        name = ""
    if not _HOST.fullmatch(name):
        raise refused("host", _("Give a host alone, like example.org."))
    with transaction.atomic():
        _row, made = AllowedHost.objects.get_or_create(host=name)
        if made:
            write(HOSTS, subject=_list("hosts"), actor=by, at=at, after={"allowed": name})
    transaction.on_commit(gathering.forget_lists)
    return made


def drop_hosts(numbers: Iterable[int], *, by: User, at: datetime) -> int:
    """Take hosts off the list; return how many. Raises ``PermissionDenied``."""
    return _drop(AllowedHost.objects.filter(pk__in=list(numbers)[:AT_ONCE]), HOSTS, by, at)


def keep_reply(reply: CannedReply, *, by: User, at: datetime) -> CannedReply:
    """Keep a reply ready for the notes of decisions. Raises ``PermissionDenied``."""
    allow(by, MAY)
    with transaction.atomic():
        reply.save()
        after = {"name": reply.name, "clause": reply.clause}
        write(REPLIES, subject=_list("replies"), actor=by, at=at, after=after)
    return reply


def drop_replies(numbers: Iterable[int], *, by: User, at: datetime) -> int:
    """Let replies go; return how many. Raises ``PermissionDenied``."""
    return _drop(CannedReply.objects.filter(pk__in=list(numbers)[:AT_ONCE]), REPLIES, by, at)


def _drop(rows: object, act: str, by: User, at: datetime) -> int:
    allow(by, MAY)
    with transaction.atomic():
        names = [str(row) for row in rows]  # type: ignore[attr-defined]
        rows.delete()  # type: ignore[attr-defined]
        if names:
            before = {"dropped": names[:50], "count": len(names)}
            write(act, subject=_list(act.partition(".")[2]), actor=by, at=at, before=before)
    transaction.on_commit(partial(gathering.forget_lists))
    return len(names)


def _list(name: str) -> Subject:
    return Subject("comment_list", name, name)
