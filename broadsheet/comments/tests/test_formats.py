"""Readers of other systems' exports: all that is in a file is read or refused with its reason."""

import gzip
import random
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from broadsheet.comments.foreign.incoming import FormatError, HowToRead, Incoming, Refusal
from broadsheet.comments.formats import coral, disqus, remark42, table, wxr
from broadsheet.comments.tests import exports

HOW = HowToRead()
CASES = exports.cases(300)


def _written(folder: Path, name: str) -> Path:
    path = folder / name
    if name == "coral":
        return exports.write_coral(folder, CASES)
    {
        "disqus": exports.write_disqus,
        "wxr": exports.write_wxr,
        "remark42": exports.write_remark42,
    }[name](path, CASES)
    return path


READERS = {"disqus": disqus.read, "wxr": wxr.read, "coral": coral.read, "remark42": remark42.read}


def _read(name: str, path: Path) -> tuple[list[Incoming], list[Refusal]]:
    found = list(READERS[name](path, HOW))
    comments = [one for one in found if isinstance(one, Incoming)]
    return comments, [one for one in found if isinstance(one, Refusal)]


@pytest.mark.parametrize("name", READERS)
def test_everything_in_a_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    """A comment is read as it stood, and one without a date is refused by its number."""
    comments, refused = _read(name, _written(tmp_path, name))

    assert len(comments) + len(refused) == len(CASES)
    assert [one.key for one in refused] == ["x-dated"]
    assert "time" in refused[0].why
    read = {(one.key, one.parent) for one in comments}
    assert read == {(one.number, one.parent) for one in CASES if one.at}
    by_key = {one.key: one for one in comments}
    assert by_key["c11"].posted_at == exports.BEGINNING + timedelta(minutes=11)
    assert by_key["c11"].thread.address == exports.HOST + exports.path_of(0)


@pytest.mark.parametrize("name", ["disqus", "wxr"])
def test_states_are_those_of_the_source(name: str, tmp_path: Path) -> None:
    """Deleted, spam and waiting comments are told apart."""
    comments, _refused = _read(name, _written(tmp_path, name))

    wanted = exports.expected(one for one in CASES if one.at)
    wanted["held"] += wanted.pop("rejected")
    assert Counter(str(one.state) for one in comments) == wanted


def test_coral_and_remark42_tell_more(tmp_path: Path) -> None:
    """Recommendations, picks and names come with the comments of those that have them."""
    of_coral, _ = _read("coral", _written(tmp_path, "coral"))
    of_remark42, _ = _read("remark42", _written(tmp_path, "remark42"))

    assert of_coral[0].picked
    assert (of_coral[0].recommended, of_coral[0].author.name) == (3, "Asha")
    assert (of_remark42[0].recommended, of_remark42[0].author.key) == (2, "github_Asha")


def test_packed_and_in_other_encodings(tmp_path: Path) -> None:
    """A file packed with gzip is read as it is, and one in UTF-16 as well."""
    plain = _written(tmp_path, "disqus")
    packed, wide = tmp_path / "packed.xml.gz", tmp_path / "wide.xml"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    wide.write_text(plain.read_text(encoding="utf-8"), encoding="utf-16")

    assert _read("disqus", packed) == _read("disqus", plain) == _read("disqus", wide)


def test_entities_are_refused(tmp_path: Path) -> None:
    """A file that declares entities is not read at all, so that none can be expanded."""
    bomb = tmp_path / "bomb.xml"
    bomb.write_text('<!DOCTYPE disqus [<!ENTITY a "aaaa">]><disqus>&a;</disqus>', encoding="utf-8")

    with pytest.raises(FormatError, match="declares a document type"):
        _read("disqus", bomb)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("disqus", b"<rss><channel/></rss>", "no Disqus export"),
        ("wxr", b"<disqus/>", "no WordPress export"),
        ("wxr", b"", "empty"),
        ("coral", b"[{}]", "jsonArray"),
        ("remark42", b'{"hello": 1}', "no head"),
        ("remark42", b'{"version": 7, "users": []}', "version 7"),
        ("disqus", b"PK\x03\x04....", "ZIP"),
        ("disqus", b"\x1f\x8bnonsense", "damaged"),
    ],
)
def test_another_file_is_refused_in_words(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    """What is no export of that system is refused with what it is or what to do."""
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(FormatError, match=words):
        _read(name, path)


@pytest.mark.parametrize("name", READERS)
def test_broken_files_end_in_words(name: str, tmp_path: Path) -> None:
    """Cut off or with bytes changed, a file is read to where it can be, and never a traceback."""
    path = _written(tmp_path, name)
    whole = path.read_bytes()
    chance = random.Random(7)  # noqa: S311
    for turn in range(24):
        data = bytearray(whole[: chance.randrange(len(whole))] if turn % 2 else whole)
        for _ in range(chance.randrange(12) if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data))
        with suppress(FormatError):
            comments, refused = _read(name, path)

            assert all(one.why for one in refused)
            assert len(comments) <= len(CASES) + 12


def test_a_file_that_breaks_off_says_where(tmp_path: Path) -> None:
    """What was read before the break stands, and the last word is that the rest was not read."""
    path = _written(tmp_path, "disqus")
    path.write_bytes(path.read_bytes()[:-3_000])
    comments, refused = _read("disqus", path)

    assert len(comments) > 200
    assert refused[-1].broken_off
    assert "was not read" in refused[-1].why


def test_a_table_is_read_in_a_zone(tmp_path: Path) -> None:
    """A time without a zone is of the zone that was said; a row that does not fit is refused."""
    path = tmp_path / "t.csv"
    path.write_text(
        "\ufeffID,Story,Posted_at,Author,Text,State\n"
        '1,/news/a.html,2020-05-01 10:00:00,Asha,"Two\n\n\nlines, ""quoted""",\n'
        "2,/news/a.html,2020-05-01T10:00:00Z,Asha,More,hidden\n"
        '3,/news/a.html,2020-05-01T10:00:00Z,"Asha"x,More,held\n'
        "4,/news/a.html,2020-05-01T10:00:00Z\n"
        "5,/news/a.html,2020-05-01T10:00:00Z,Asha,Last,held\n",
        encoding="utf-8",
    )
    india = HowToRead(timezone(timedelta(hours=5, minutes=30)))
    first, *refused, last = list(table.read(path, india))

    assert isinstance(first, Incoming)
    assert isinstance(last, Incoming)
    assert first.posted_at == datetime(2020, 5, 1, 4, 30, tzinfo=UTC)
    assert (first.text, last.key) == ('Two\n\nlines, "quoted"', "5")
    assert [one.place for one in refused] == ["line 6", "line 7", "line 8"]


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    """A table that does not name its columns cannot be read, and says which are missing."""
    path = tmp_path / "t.csv"
    path.write_text("1,2,3\n", encoding="utf-8")

    with pytest.raises(FormatError, match="no column id, story"):
        list(table.read(path, HOW))
