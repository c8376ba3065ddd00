"""The dated profiles: right on each day, a paper's own first, every fault named."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from broadsheet.law import profiles
from broadsheet.law.profiles import Kind, LawError, NoDutyError, Unit, load

GOOD = """
[[duty]]
key = "eu.gdpr.child"
who = "controller"
what = "Consent of a parent"
kind = "age"
amount = 13
unit = "years"
applies_from = 2018-05-25
law = "A member state's own act"
article = "section 1"
url = "https://law.example/"
"""


def _own(folder: Path, text: str, name: str = "own.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("key", "day", "amount", "unit"),
    [
        ("in.it.grievance.dispose", date(2026, 2, 19), 15, Unit.DAYS),
        ("in.it.grievance.dispose", date(2026, 2, 20), 7, Unit.DAYS),
        ("in.it.order.remove", date(2025, 12, 1), 36, Unit.HOURS),
        ("in.it.order.remove", date(2026, 3, 1), 3, Unit.HOURS),
        ("in.it.intimate.remove", date(2026, 3, 1), 2, Unit.HOURS),
        ("in.dpdp.breach.board", date(2027, 6, 1), 72, Unit.HOURS),
        ("eu.gdpr.breach.authority", date(2026, 1, 1), 72, Unit.HOURS),
        ("eu.dsa.complaint.open", date(2026, 1, 1), 6, Unit.MONTHS),
    ],
)
def test_duty_is_that_of_its_day(key: str, day: date, amount: int, unit: Unit) -> None:
    """The law of the day on which it happened counts, not that of today."""
    duty = load().on(key, day)

    assert (duty.amount, duty.unit) == (amount, unit)


def test_duty_that_does_not_hold_yet_is_none() -> None:
    """And the message says whether the key or the day is wrong."""
    law = load()

    with pytest.raises(NoDutyError, match="other days"):
        law.on("in.dpdp.breach.board", date(2026, 1, 1))
    with pytest.raises(NoDutyError, match=r"known are .*eu\.gdpr\.child"):
        law.on("eu.gdpr.chlid", date(2026, 1, 1))


def test_every_shipped_duty_says_where_it_is_written() -> None:
    """Law, article, address; and each word is of a kind that software can act on."""
    duties = load().shipped

    assert len(duties) > 30
    for duty in duties:
        assert duty.article
        assert duty.url.startswith("https://")
        assert (duty.kind is Kind.AGE) <= (duty.unit is Unit.YEARS)


def test_papers_own_duty_goes_before_ours(tmp_path: Path) -> None:
    """For its days and its key alone."""
    law = load(_own(tmp_path, GOOD))
    day = date(2026, 1, 1)

    assert law.on("eu.gdpr.child", day).amount == 13
    assert law.on("eu.gdpr.request.answer", day).amount == 1
    assert [duty.amount for duty in law.all_on(day) if duty.key == "eu.gdpr.child"] == [13]


def test_paper_without_a_folder_of_its_own_has_ours(tmp_path: Path) -> None:
    """Nothing need be there."""
    assert load(tmp_path / "law").own == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("amount = 13", 'amount = "13"'), "whole number"),
        (("amount = 13", "amount = true"), "whole number"),
        (("amount = 13", "amount = 0"), "promptly"),
        (("amount = 13", "amount = -1"), "promptly"),
        (('unit = "years"', 'unit = "weeks"'), "none of promptly, hours"),
        (('kind = "age"', "kind = 3"), "none of within"),
        (("applies_from = 2018-05-25", 'applies_from = "2018"'), "like 2026-02-20"),
        (("applies_from = 2018-05-25", "applies_from = 2018-05-25T00:00:00Z"), "no day"),
        (("applies_from = 2018-05-25", ""), "lacks applies_from"),
        (('who = "controller"', 'whom = "controller"'), "whom is none of"),
        (('article = "section 1"', 'article = " "'), "article is empty"),
        (("https://law", "http://law"), "https"),
        (("applies_from", "applies_until = 2018-05-24\napplies_from"), "before it begins"),
        (("[[duty]]", "[duty]"), r"\[\[duty\]\]"),
        (("[[duty]]", "title = 1\n[[duty]]"), "not title"),
        (("[[duty]]", "[[duty"), "Mend that line"),
    ],
)
def test_fault_is_named_with_its_file(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    """Which file, which duty, what to write."""
    folder = _own(tmp_path, GOOD.replace(*change))

    with pytest.raises(LawError, match=says) as caught:
        load(folder)

    assert "own.toml" in str(caught.value)


def test_same_duty_twice_for_one_day_is_refused(tmp_path: Path) -> None:
    """Nobody would know which one counts, whichever file it stands in."""
    _own(tmp_path, GOOD, "one.toml")

    with pytest.raises(LawError, match="given twice"):
        load(_own(tmp_path, GOOD, "two.toml"))


def test_file_that_is_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    """One clear sentence each."""
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LawError, match="cannot be read"):
        load(tmp_path)

    (tmp_path / "own.toml").write_bytes(b"#" * (profiles.MAX_BYTES + 1))
    with pytest.raises(LawError, match="larger than 256 KB"):
        load(tmp_path)


def test_profiles_know_nothing_of_django() -> None:
    """They are data, and a few lines that read it."""
    tree = ast.parse(Path(profiles.__file__).read_text(encoding="utf-8"))
    named = {
        name.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    } | {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }

    assert named.isdisjoint({"django", "wagtail", "broadsheet"})
