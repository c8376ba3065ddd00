"""Comments brought in from elsewhere: nothing unaccounted for, and a second run changes nothing."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from broadsheet.comments import counting
from broadsheet.comments.bringing_in import loader
from broadsheet.comments.bringing_in.loader import Order, bring_in
from broadsheet.comments.bringing_in.matching import story_of
from broadsheet.comments.foreign.incoming import ForeignThread
from broadsheet.comments.models import Comment, State, Thread, Voice
from broadsheet.comments.taking_out import take_out
from broadsheet.comments.tests import cast, exports
from broadsheet.press.models import Change
from broadsheet.records.models import Record
from broadsheet.stories.models import OldAddress, Story
from broadsheet.stories.tests.cast import StoryFactory

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
CASES = exports.cases(1_100, threads=4)
MATCHED = 3
"""Threads with a story here; the fourth has none."""


@pytest.fixture
def stories(db: None) -> list[Story]:
    """A story for each thread of the exports but the last."""
    found = [StoryFactory(published=True) for _ in range(MATCHED)]
    for number, story in enumerate(found):
        OldAddress.objects.create(path=exports.path_of(number), story=story)
    return found


def _facts() -> list[Any]:
    """Everything that a second run could change, of comments, threads and voices."""
    return [list(rows.objects.order_by("pk").values()) for rows in (Comment, Thread, Voice)]


def _write(form: str, folder: Path) -> Path:
    path = folder / form
    {"disqus": exports.write_disqus, "wxr": exports.write_wxr}[form](path, CASES)
    return path


@pytest.mark.parametrize("form", ["disqus", "wxr"])
def test_over_a_thousand_comments_come_in_once(
    form: str, tmp_path: Path, stories: list[Story]
) -> None:
    """Deleted, spam, orphans, doubles, hostile words, twelve deep: all accounted for, once."""
    path, order = _write(form, tmp_path), Order(form, form, AT)
    first = bring_in(path, order)
    facts = _facts()
    second = bring_in(path, order)

    assert first.found == second.found == len(CASES)
    assert first.balanced
    assert second.balanced
    assert first.brought == Comment.objects.count() > 700
    assert (second.brought, second.there) == (0, first.brought)
    assert _facts() == facts
    assert loader.TWICE in first.refused
    assert loader.NO_STORY in first.refused
    assert first.unmatched[exports.HOST + exports.path_of(3)] > 100
    _assert_threads_stand(stories)


def _assert_threads_stand(stories: list[Story]) -> None:
    """Depths, roots, dates and counters are as the comments themselves say."""
    rows = Comment.objects.in_bulk()
    deep = Comment.objects.get(foreign_id="c11")
    assert (deep.depth, deep.posted_at.minute) == (11, 41)
    assert deep.root == Comment.objects.get(foreign_id="c0")
    assert Comment.objects.get(foreign_id="c4").state == State.ERASED
    assert Comment.objects.get(foreign_id="c4").text == ""
    assert Comment.objects.get(foreign_id="orphan").parent is None
    assert Comment.objects.get(foreign_id="ring-a").parent is None
    assert Comment.objects.get(foreign_id="ring-b").parent == Comment.objects.get(
        foreign_id="ring-a"
    )
    for row in rows.values():
        above = rows.get(row.parent_id)
        assert row.depth == (above.depth + 1 if above else 0)
        assert row.pk > (above.pk if above else 0)
        assert "<script" not in row.html
    for thread in Thread.objects.all():
        assert (thread.shown, thread.waiting) == counting.recounted(thread)
    head = Comment.objects.get(foreign_id="c0")
    assert head.replies == head.branch.filter(state=State.SHOWN).count()
    for voice in Voice.objects.all():
        assert voice.approved == voice.comments.filter(state=State.SHOWN).count()
        assert voice.refused == voice.comments.filter(state=State.REJECTED).count()
    assert {thread.story for thread in Thread.objects.all()} == set(stories)


def test_pages_are_told_and_the_log_knows(tmp_path: Path, stories: list[Story]) -> None:
    """The pages of a thread are printed anew, and the log says how many came from where."""
    bring_in(_write("disqus", tmp_path), Order("disqus", "disqus", AT))
    thread = Thread.objects.get(story=stories[0])
    record = Record.objects.filter(act="comment.import").first()

    assert Change.objects.filter(key=f"thread-{thread.pk}").exists()
    assert record is not None
    assert record.after["source"] == "disqus"
    assert record.door == "importer"


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path, stories: list[Story]) -> None:
    """What would be done is what is done then."""
    path = _write("wxr", tmp_path)
    dry = bring_in(path, Order("wxr", "wxr", AT, dry_run=True))

    assert not Comment.objects.exists()
    wet = bring_in(path, Order("wxr", "wxr", AT))
    assert {**dry.as_json(), "dry_run": False, "notes": []} == {**wet.as_json(), "notes": []}


def test_a_stopped_run_is_taken_up_again(
    tmp_path: Path, stories: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came in before the stop stays, and the next run brings the rest."""
    monkeypatch.setattr(loader, "BATCH", 100)
    path, order = _write("disqus", tmp_path), Order("disqus", "disqus", AT)

    def stop_soon(done: int, _total: int) -> None:
        if done >= 300:
            raise KeyboardInterrupt

    stopped = bring_in(path, order, stop_soon)
    after = bring_in(path, order)

    assert stopped.stopped
    assert 0 < stopped.brought < after.found
    assert after.there == stopped.brought
    assert after.balanced
    _assert_threads_stand(stories)


def test_two_sites_are_told_apart(tmp_path: Path, stories: list[Story]) -> None:
    """Another site's comment under the same number is not taken for the one that is here."""
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    address = exports.path_of(0)
    names = "id,story,posted_at,author,text\n"
    one.write_text(f"{names}1,{address},2020-01-01T10:00:00Z,A,First\n", encoding="utf-8")
    other.write_text(f"{names}1,{address},2021-01-01T10:00:00Z,B,Second\n", encoding="utf-8")
    bring_in(one, Order("csv", "csv", AT))
    clash = bring_in(other, Order("csv", "csv", AT))
    named = bring_in(other, Order("csv", "other-site", AT))

    assert loader.ANOTHER in clash.refused
    assert named.brought == 1


def test_spam_comes_in_as_rejected_when_asked(tmp_path: Path, stories: list[Story]) -> None:
    """Spam stays out, unless it is wanted for learning; then nobody sees it."""
    path = _write("disqus", tmp_path)
    report = bring_in(path, Order("disqus", "disqus", AT, spam=True))

    assert report.balanced
    assert Comment.objects.filter(state=State.REJECTED, clause="spam").count() > 20


@pytest.mark.django_db
def test_stories_are_found_by_address_and_number() -> None:
    """Old addresses in every form, our own addresses, and numbers only where they are ours."""
    story = StoryFactory(published=True)
    OldAddress.objects.create(path="/2011/03/05/bridge/", story=story)
    OldAddress.objects.create(path="/?p=77", story=story)
    found = (
        ForeignThread("1", "https://old.example/2011/03/05/bridge?utm_source=x"),
        ForeignThread("1", "/2011/03/05/bridge/"),
        ForeignThread("1", "", identifier="https://old.example/?p=77"),
        ForeignThread("1", f"http://127.0.0.1:8000{story.address}"),
        ForeignThread("1", story.address),
    )
    not_found = (
        ForeignThread("1", f"https://old.example{story.address}"),
        ForeignThread("1", f"/page-{story.number}.html"),
        ForeignThread("1", "", identifier=str(story.number)),
        ForeignThread("1", "http://[broken", identifier="9" * 40),
    )

    assert [story_of(one, numbers=False) is not None for one in found] == [True] * 5
    assert [story_of(one, numbers=False) for one in not_found] == [None] * 4
    assert story_of(not_found[2], numbers=True) is not None


def _isso(path: Path, count: int) -> None:
    """Write a database with Isso's tables (its version 0.13), as Isso fills them."""
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute("CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR, title VARCHAR)")
        rows.execute(
            "CREATE TABLE comments (tid, id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT,"
            " modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR,"
            " email VARCHAR, website VARCHAR, likes INTEGER, dislikes INTEGER, voters BLOB)"
        )
        rows.execute("INSERT INTO threads VALUES (1, ?, 'Bridge')", (exports.path_of(0),))
        for number in range(1, count + 1):
            mode = {5: 2, 6: 4}.get(number, 1)
            parent = 6 if number in {7, 8} else None
            text = "" if mode == 4 else f"Nothing **new** in {number}. <script>x</script>"
            values = (number, parent, 1.5e9 + number, mode, text, f"R{number % 9}", number % 3)
            rows.execute(
                "INSERT INTO comments VALUES (1, ?, ?, ?, NULL, ?, '127.0.0.0', ?, ?, NULL, NULL,"
                " ?, 0, x'00')",
                values,
            )


def test_isso_is_read_from_its_database(tmp_path: Path, stories: list[Story]) -> None:
    """Shown, waiting and deleted comments, likes and Markdown come from Isso's own file."""
    path = tmp_path / "comments.db"
    _isso(path, 40)
    report = bring_in(path, Order("isso", "isso", AT))
    again = bring_in(path, Order("isso", "isso", AT))

    assert (report.found, report.brought, report.balanced) == (40, 40, True)
    assert again.there == 40
    first = Comment.objects.get(foreign_id="1")
    assert (first.text, first.recommended) == ("Nothing *new* in 1.", 1)
    assert Comment.objects.get(foreign_id="5").state == State.HELD
    assert Comment.objects.get(foreign_id="6").replies == 2


def test_our_own_export_comes_in_as_it_was(tmp_path: Path, stories: list[Story]) -> None:
    """What is taken out comes in again: nothing twice here, and all of it in an empty paper."""
    thread = cast.thread(stories[0])
    head = cast.said(thread, "Is it *open*?\n\n> quoted\n\nhttps://a.example/", recommended=3)
    cast.said(thread, "=1+1, since nine.", parent=head)
    cast.said(thread, "Waiting", state=State.HELD, queue="held")
    for form in ("broadsheet", "csv"):
        path = tmp_path / form
        path.write_bytes("".join(take_out(form, AT)).encode())
    kept = ("text", "language", "state", "posted_at", "depth", "recommended", "voice__name")
    before = list(Comment.objects.order_by("pk").values_list(*kept))

    here = bring_in(tmp_path / "broadsheet", Order("broadsheet", "broadsheet", AT))
    assert (here.there, here.brought) == (3, 0)
    for form in ("broadsheet", "csv"):
        Comment.objects.update(parent=None, root=None)
        Comment.objects.all().delete()
        Thread.objects.all().delete()
        report = bring_in(tmp_path / form, Order(form, form, AT))
        assert (report.brought, report.balanced) == (3, True)
        assert list(Comment.objects.order_by("depth", "pk").values_list(*kept)) == sorted(
            before, key=lambda row: row[4]
        )


def test_what_wordpress_is_given_it_gives_back(tmp_path: Path, stories: list[Story]) -> None:
    """Our WXR is read by the reader of WordPress's, and every comment has its place in it."""
    thread = cast.thread(stories[0])
    head = cast.said(thread, "Is it open?")
    cast.said(thread, "Since nine.", parent=head)
    path = tmp_path / "out.xml"
    path.write_text("".join(take_out("wxr", AT)), encoding="utf-8")
    report = bring_in(path, Order("wxr", "wxr", AT))

    assert (report.found, report.brought) == (2, 2)
    assert Comment.objects.filter(source="wxr", parent__source="wxr").count() == 1


def test_the_report_is_plain_json_and_words(tmp_path: Path, stories: list[Story]) -> None:
    """A program and a person read the same numbers."""
    report = bring_in(_write("disqus", tmp_path), Order("disqus", "disqus", AT))
    told = json.loads(json.dumps(report.as_json()))

    refused = sum(one["count"] for one in told["refused"])
    assert told["found"] == told["brought_in"] + told["there_already"] + refused
    assert f"{report.found} comments found" in report.as_text()
    assert "No story here for" in report.as_text()
