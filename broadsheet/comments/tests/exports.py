"""Hostile exports made here: what Disqus, WordPress, Coral and Remark42 would write, and worse.

A ``Case`` is a comment with what makes it awkward. One list of cases is written in each system's
own form, so that each reader meets all of them.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr

BEGINNING = datetime(2015, 3, 1, 8, 30, tzinfo=UTC)
HOST = "https://old-paper.example"
HOSTILE = (
    '<p>Hello <script>alert("1")</script><b onclick="x()">there</b></p>',
    '<a href="javascript:alert(1)">click</a> <img src=x onerror=alert(1)>seen',
    "<svg/onload=alert(1)><style>*{}</style>left</svg>shown",
    "<iframe src='//evil.example'></iframe><p>after a frame</p>",
    "<blockquote>" * 400 + "deep",
    '<p title="]]&gt;">unclosed <em>emphasis <a href="https://a.example/?q=1&amp;r=2">link',
    "<!-- <p>hidden</p> --><p>seen &lt;script&gt; &amp;amp; &#x202e;turned</p>",
    "</p></div></blockquote>closes what was never opened",
)
WORDS = (
    "<p>The bridge was closed for <em>three</em> weeks.</p><p>Nobody told us.</p>",
    "<p>पुल तीन हफ़्ते बंद रहा।</p>",
    "<blockquote><p>Nobody told us.</p></blockquote><p>They did, on page four.</p>",
    '<p>See <a href="https://council.example/minutes">the minutes</a>.</p>',
    "<p>பாலம் மூடப்பட்டது.</p>",
    "<p>One line<br>and another</p>",
)
STATES = ("approved",) * 14 + ("held", "spam", "deleted", "rejected")


@dataclass(frozen=True)
class Case:
    """A comment of a hostile export."""

    number: str
    thread: int
    parent: str = ""
    words: str = WORDS[0]
    state: str = "approved"
    at: datetime | None = BEGINNING
    name: str = "Asha"
    mail: str = "asha@example.org"


def path_of(thread: int) -> str:
    """Return the path of a thread's page in the old paper."""
    return f"/news/2015/bridge-{thread}/"


def cases(count: int, *, seed: int = 1, threads: int = 12) -> list[Case]:
    """Return ``count`` comments of every awkward kind, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 the same cases each time, and no secret
    made: list[Case] = list(_chain(threads))
    for number in range(len(made), count - 2):
        made.append(_any(number, chance, made, threads))
    made.append(replace(made[20], words="<p>Another under the same number</p>"))
    made.append(replace(made[21], number="x-dated", at=None))
    return made


def _chain(threads: int) -> Iterable[Case]:
    """Ten deep, with a deleted one and a spam one on the way, then a ring of two, and an orphan."""
    for depth in range(12):
        state = {4: "deleted", 7: "spam"}.get(depth, "approved")
        parent = f"c{depth - 1}" if depth else ""
        yield Case(f"c{depth}", 0, parent, WORDS[depth % len(WORDS)], state, _at(depth))
    yield Case("ring-a", 1 % threads, "ring-b", at=_at(20))
    yield Case("ring-b", 1 % threads, "ring-a", at=_at(21))
    yield Case("orphan", 2 % threads, "nobody", at=_at(22))
    yield Case("elsewhere", 3 % threads, "c0", at=_at(23))


def _at(minutes: int) -> datetime:
    return BEGINNING + timedelta(minutes=minutes)


def _any(number: int, chance: random.Random, before: list[Case], threads: int) -> Case:
    thread = chance.randrange(threads)
    above = [one for one in before[-200:] if one.thread == thread]
    parent = chance.choice(above).number if above and chance.random() < 0.5 else ""
    words = chance.choice(HOSTILE if chance.random() < 0.1 else WORDS)
    name = chance.choice(("Asha", "B. Kumar", "தமிழ்", "<b>Bold</b>", "", "x" * 300))
    mail = f"{name[:5].strip('<>')}{number % 40}@example.org" if name.isascii() else ""
    # A later answer may stand earlier in the file than what it answers.
    at = _at(30 + number - (40 if chance.random() < 0.05 else 0))
    return Case(f"n{number}", thread, parent, words, chance.choice(STATES), at, name, mail)


def expected(made: Iterable[Case]) -> Counter[str]:
    """Return how many cases there are of each state, the awkward ones included."""
    return Counter(one.state for one in made)


def write_disqus(path: Path, made: list[Case]) -> None:
    """Write the cases as Disqus exports them, threads first."""
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="utf-8"?>\n')
        out.write('<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/internals">\n')
        out.write('<category dsq:id="1"><forum>old</forum><title>General</title></category>\n')
        for thread in sorted({one.thread for one in made}):
            out.write(
                f'<thread dsq:id="{thread}"><id/><forum>old</forum><category dsq:id="1"/>'
                f"<link>{HOST}{path_of(thread)}</link><title>Bridge &amp; road {thread}</title>"
                "<createdAt>2015-03-01T08:00:00Z</createdAt></thread>\n"
            )
        out.writelines(_disqus(one) for one in made)
        out.write("</disqus>\n")


def _disqus(one: Case) -> str:
    parent = f"<parent dsq:id={quoteattr(one.parent)}/>" if one.parent else ""
    flag = {True: "true", False: "false"}
    mail = f"<email>{escape(one.mail)}</email>" if one.mail else "<email/>"
    return (
        f"<post dsq:id={quoteattr(one.number)}><id/><message>{_cdata(one.words)}</message>"
        f"<createdAt>{_iso(one.at)}</createdAt>"
        f"<isDeleted>{flag[one.state == 'deleted']}</isDeleted>"
        f"<isSpam>{flag[one.state == 'spam']}</isSpam>"
        f"<isApproved>{flag[one.state not in {'held', 'rejected'}]}</isApproved>"
        f"<author>{mail}<name>{escape(one.name)}</name><isAnonymous>true</isAnonymous></author>"
        f'<ipAddress>203.0.113.9</ipAddress><thread dsq:id="{one.thread}"/>{parent}</post>\n'
    )


def _cdata(words: str) -> str:
    return "<![CDATA[" + words.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _iso(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else "2015-x3-01T08:30:00Z"


def write_wxr(path: Path, made: list[Case]) -> None:
    """Write the cases as WordPress exports them, each post with its comments."""
    with path.open("w", encoding="utf-8") as out:
        out.write(
            '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"'
            ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title>'
            "<wp:wxr_version>1.2</wp:wxr_version>\n"
        )
        for thread in sorted({one.thread for one in made}):
            out.write(
                f"<item><title>Bridge &nbsp;{thread}</title><link>{HOST}{path_of(thread)}</link>"
                f'<guid isPermaLink="false">{HOST}/?p={thread}</guid>'
                f"<content:encoded>{_cdata('<p>The post</p>' * 50)}</content:encoded>"
                f"<wp:post_id>{thread}</wp:post_id>\n"
            )
            out.writelines(_wxr(one) for one in made if one.thread == thread)
            out.write("</item>\n")
        out.write("</channel></rss>\n")


def _wxr(one: Case) -> str:
    status = {"approved": "1", "held": "0", "rejected": "0", "spam": "spam", "deleted": "trash"}
    at = one.at.strftime("%Y-%m-%d %H:%M:%S") if one.at else "0000-00-00 00:00:00"
    return (
        f"<wp:comment><wp:comment_id>{escape(one.number)}</wp:comment_id>"
        f"<wp:comment_author>{_cdata(one.name)}</wp:comment_author>"
        f"<wp:comment_author_email>{one.mail}</wp:comment_author_email>"
        f"<wp:comment_author_IP>203.0.113.9</wp:comment_author_IP>"
        f"<wp:comment_date>{at}</wp:comment_date><wp:comment_date_gmt>{at}</wp:comment_date_gmt>"
        f"<wp:comment_content>{_cdata(one.words)}</wp:comment_content>"
        f"<wp:comment_approved>{status[one.state]}</wp:comment_approved><wp:comment_type/>"
        f"<wp:comment_parent>{escape(one.parent) or '0'}</wp:comment_parent>"
        "<wp:comment_user_id>0</wp:comment_user_id></wp:comment>\n"
    )


def write_coral(folder: Path, made: list[Case]) -> Path:
    """Write the cases as mongoexport writes Coral's collections; return the comments' file."""
    stories: list[dict[str, object]] = [
        {"id": f"s{thread}", "url": HOST + path_of(thread), "metadata": {"title": f"B {thread}"}}
        for thread in sorted({one.thread for one in made})
    ]
    names = {one.name for one in made}
    users: list[dict[str, object]] = [
        {"id": f"u-{name}", "username": name, "role": "COMMENTER"} for name in sorted(names)
    ]
    for name, rows in (("stories", stories), ("users", users)):
        (folder / f"{name}.json").write_text(_lines(rows), encoding="utf-8")
    path = folder / "comments.json"
    path.write_text(_lines(_coral(one) for one in made), encoding="utf-8")
    return path


def _coral(one: Case) -> dict[str, object]:
    status = {"approved": "NONE", "held": "PREMOD", "deleted": "APPROVED"}
    at = {"$date": _iso(one.at)}
    document: dict[str, object] = {
        "id": one.number,
        "storyID": f"s{one.thread}",
        "authorID": f"u-{one.name}",
        "status": status.get(one.state, "REJECTED"),
        "revisions": [{"id": "r", "body": one.words, "createdAt": at}],
        "actionCounts": {"REACTION": 3, "FLAG": 1},
        "tags": [{"type": "FEATURED"}] if one.number == "c0" else [],
        "createdAt": at,
    }
    if one.parent:
        document["parentID"] = one.parent
    if one.state == "deleted":
        document["deletedAt"] = at
    return document


def write_remark42(path: Path, made: list[Case]) -> None:
    """Write the cases as Remark42's backup."""
    head: dict[str, object] = {"version": 1, "users": [], "posts": []}
    rows = [head, *(_remark42(one) for one in made)]
    path.write_text(_lines(rows), encoding="utf-8")


def _remark42(one: Case) -> dict[str, object]:
    return {
        "id": one.number,
        "pid": one.parent,
        "text": "" if one.state == "deleted" else one.words,
        "user": {"name": one.name, "id": f"github_{one.name}", "ip": "cafe", "admin": False},
        "locator": {"site": "old", "url": HOST + path_of(one.thread)},
        "score": 2,
        "votes": {"a": True, "b": True, "c": False},
        "time": _iso(one.at),
        "delete": one.state == "deleted",
    }


def _lines(rows: Iterable[dict[str, object]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
