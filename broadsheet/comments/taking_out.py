"""Taking the conversation out: everything as JSON lines, or as a table, or as WordPress has it.

Rows are read by the hundred and written as they come, so that a paper of any size can leave.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from django.conf import settings

from broadsheet.comments.foreign.opening import without_strays
from broadsheet.comments.formats.ours import HEAD, STATES, VERSION
from broadsheet.comments.models import Comment, Thread

AT_ONCE = 500
COLUMNS = (
    "id",
    "story",
    "title",
    "parent_id",
    "author",
    "author_id",
    "text",
    "posted_at",
    "edited_at",
    "state",
    "recommended",
    "picked",
    "staff",
    "language",
)
_APPROVED = {"shown": "1", "held": "0", "rejected": "trash", "removed": "trash"}
_WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dsq="http://www.disqus.com/">
<channel>
<title>{title}</title>
<link>{link}</link>
<wp:wxr_version>1.2</wp:wxr_version>
"""


def take_out(form: str, at: datetime) -> Iterator[str]:
    """Give all comments, line by line: ``broadsheet`` is complete, ``csv`` and ``wxr`` are not.

    In CSV nothing is put before what a spreadsheet would take for a formula, so that it can come
    in again as it was: open it as text. Raises ``ValueError`` for another form.
    """
    if form not in FORMS:
        raise ValueError(f"{form!r} is no form of export: write {', '.join(FORMS)}.")
    return FORMS[form](at)


def _rows(*order: str) -> Iterator[Comment]:
    rows = Comment.objects.select_related("voice", "thread__story").order_by(*order)
    yield from rows.iterator(chunk_size=AT_ONCE)


def address_of(thread: Thread) -> str:
    """Return the whole address of the page that a thread is about."""
    if thread.story is None:
        return str(thread.address)
    return urljoin(settings.SITE_URL, thread.story.address)


def _ours(at: datetime) -> Iterator[str]:
    head = {HEAD: VERSION, "paper": settings.SITE_URL, "exported_at": at.isoformat()}
    yield json.dumps(head) + "\n"
    for row in _rows("pk"):
        yield json.dumps(_document(row), ensure_ascii=False) + "\n"


def _document(row: Comment) -> dict[str, Any]:
    story = row.thread.story
    return {
        "id": str(row.pk),
        "thread": {
            "story": story.number if story else None,
            "address": address_of(row.thread),
            "title": row.thread.title,
        },
        "parent": str(row.parent_id) if row.parent_id else "",
        "author": {
            "key": f"voice-{row.voice_id}",
            "name": row.voice.name,
            "staff": row.staff,
        },
        "text": row.text,
        "language": row.language,
        "posted_at": row.posted_at.isoformat(),
        "shown_at": _iso(row.shown_at),
        "edited_at": _iso(row.edited_at),
        "state": row.state,
        "clause": row.clause,
        "recommended": row.recommended,
        "picked": row.picked_at is not None,
        "source": row.source,
        "foreign_id": row.foreign_id,
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _csv(_at: datetime) -> Iterator[str]:
    yield ",".join(COLUMNS) + "\r\n"
    for row in _rows("pk"):
        line = io.StringIO()
        csv.writer(line).writerow(_cells(row))
        yield line.getvalue()


def _cells(row: Comment) -> tuple[object, ...]:
    return (
        row.pk,
        address_of(row.thread),
        row.thread.title,
        row.parent_id or "",
        row.voice.name,
        f"voice-{row.voice_id}",
        row.text,
        row.posted_at.isoformat(),
        _iso(row.edited_at) or "",
        STATES[row.state],
        row.recommended,
        "true" if row.picked_at else "false",
        "true" if row.staff else "false",
        row.language,
    )


def _wxr(_at: datetime) -> Iterator[str]:
    """Give WordPress's own form, which Disqus takes as well; only what readers saw, or may yet."""
    yield _WXR.format(title=escape(settings.PAPER_NAME), link=escape(settings.SITE_URL))
    for _thread, rows in groupby(_rows("thread", "pk"), lambda row: row.thread_id):
        for place, row in enumerate(rows):
            if place == 0:
                yield _item(row.thread)
            yield _comment(row)
        yield "</item>\n"
    yield "</channel>\n</rss>\n"


def _item(thread: Thread) -> str:
    address, number = address_of(thread), thread.story.number if thread.story else 0
    return (
        f"<item>\n<title>{_xml(thread.title)}</title>\n<link>{_xml(address)}</link>\n"
        f"<dsq:thread_identifier>{_xml(str(number or address))}</dsq:thread_identifier>\n"
        f"<wp:post_id>{number}</wp:post_id>\n<wp:post_type>post</wp:post_type>\n"
        "<wp:status>publish</wp:status>\n<wp:comment_status>open</wp:comment_status>\n"
    )


def _comment(row: Comment) -> str:
    at = row.posted_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    content = row.html.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<wp:comment>\n<wp:comment_id>{row.pk}</wp:comment_id>\n"
        f"<wp:comment_author>{_xml(row.voice.name)}</wp:comment_author>\n"
        f"<wp:comment_date>{at}</wp:comment_date>\n<wp:comment_date_gmt>{at}</wp:comment_date_gmt>\n"
        f"<wp:comment_content><![CDATA[{without_strays(content)}]]></wp:comment_content>\n"
        f"<wp:comment_approved>{_APPROVED.get(row.state, 'trash')}</wp:comment_approved>\n"
        f"<wp:comment_type>comment</wp:comment_type>\n"
        f"<wp:comment_parent>{row.parent_id or 0}</wp:comment_parent>\n"
        f"<wp:comment_user_id>{row.voice_id}</wp:comment_user_id>\n</wp:comment>\n"
    )


def _xml(words: str) -> str:
    return escape(without_strays(words))


FORMS: dict[str, Callable[[datetime], Iterator[str]]] = {
    "broadsheet": _ours,
    "csv": _csv,
    "wxr": _wxr,
}
