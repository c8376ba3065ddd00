"""Decisions about navigation and promos."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.furniture.navigation import rules as navigation
from broadsheet.furniture.navigation.rules import Document, Entry
from broadsheet.furniture.promos import rules
from broadsheet.furniture.promos.rules import Facts, Page
from broadsheet.furniture.rules import is_address

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
NATION, DELHI, SPORT = 1, 2, 3
IN_DELHI = Page(frozenset({NATION, DELHI}), "article")


def page(number: int = 1, words: str = "Here") -> Entry:
    """A row that leads to a page."""
    return Entry("page", f"/page/{number}/", words)


# --- addresses ---


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("/corrections/", True),
        ("https://t.me/harbour", True),
        ("http://old.example/", True),
        ("//evil.example/", False),
        ("javascript:alert(1)", False),
        ("https://nowhere", False),
        ("corrections", False),
        ('/a"b', False),
        (" /a/", False),
        ("https:", False),
        ("", False),
    ],
)
def test_a_link_leads_to_a_page_of_ours_or_another_site(text: str, good: bool) -> None:
    """And to nothing that would run in the reader's browser."""
    assert is_address(text) is good


# --- navigation ---


def test_a_row_stands_from_its_first_moment_until_before_its_last() -> None:
    """To the second, and no longer."""
    row = Entry("page", "/budget/", "Budget", starts=NOON, ends=NOON + AN_HOUR)
    second = timedelta(seconds=1)

    assert navigation.standing([row], NOON - second) == ()
    assert navigation.standing([row], NOON) == (row,)
    assert navigation.standing([row], NOON + AN_HOUR - second) == (row,)
    assert navigation.standing([row], NOON + AN_HOUR) == ()


def test_the_moments_of_a_document_are_those_still_to_come() -> None:
    """Each once, in order, whatever place they are in."""
    row = Entry("page", "/budget/", "Budget", starts=NOON, ends=NOON + AN_HOUR)
    other = Entry("page", "/vote/", "Vote", starts=NOON + AN_HOUR)
    document = Document({"strip": (row,), "footer": (other, row)})

    assert navigation.moments(document, NOON - AN_HOUR) == [NOON, NOON + AN_HOUR]
    assert navigation.moments(document, NOON) == [NOON + AN_HOUR]


def test_headings_begin_columns_and_empty_ones_are_left_out() -> None:
    """Rows before the first heading stand under none."""
    heading, empty = Entry("heading", words="The paper"), Entry("heading", words="Empty")
    groups = navigation.grouped([page(1), heading, page(2), empty])

    assert [(one.heading, len(one.entries)) for one in groups] == [("", 1), ("The paper", 1)]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (Document({"strip": (page(),) * 25}), "too-many"),
        (Document({"strip": (Entry("heading", words="No"),)}), "heading"),
        (Document({"footer": (Entry("page", "/a/"),)}), "words"),
        (Document({"footer": (page(words="x" * 61),)}), "words"),
        (Document({"footer": (Entry("page", "javascript:x", "No"),)}), "address"),
        (Document({"footer": (Entry("topic", "monsoon"),)}), "target"),
        (Document({"footer": (Entry("page", "/a/", "A", NOON, NOON),)}), "dates"),
        (Document({"footer": (Entry("banner", "/a/", "A"),)}), "kind"),
        (Document(imprint="x" * 601), "imprint"),
    ],
)
def test_what_readers_could_not_use_is_refused(document: Document, code: str) -> None:
    """With the place and the number of the row."""
    assert code in [reason.code for reason in navigation.against(document)]


entries = st.builds(
    Entry,
    kind=st.sampled_from(navigation.KINDS),
    target=st.text(max_size=20),
    words=st.text(max_size=20),
    starts=st.none() | st.datetimes(timezones=st.just(UTC)),
    ends=st.none() | st.datetimes(timezones=st.just(UTC)),
)
places = st.dictionaries(
    st.sampled_from(navigation.PLACES), st.lists(entries, max_size=3).map(tuple)
)


@given(st.builds(Document, places, st.text(max_size=30)))
def test_a_document_is_read_as_it_was_kept(document: Document) -> None:
    """Whatever stands in it, and a place that looks after itself still does."""
    again = navigation.read(navigation.stored(document))

    assert [again.rows(place) for place in navigation.PLACES] == [
        document.rows(place) for place in navigation.PLACES
    ]
    assert again.imprint == document.imprint


# --- promos ---


@pytest.mark.parametrize(
    ("promo", "good"),
    [
        (Facts(1, "foot"), True),
        (Facts(1, "foot", frozenset({NATION})), True),
        (Facts(1, "foot", frozenset({DELHI, SPORT})), True),
        (Facts(1, "foot", frozenset({SPORT})), False),
        (Facts(1, "foot", forms=frozenset({"article"})), True),
        (Facts(1, "foot", forms=frozenset({"opinion"})), False),
        (Facts(1, "front"), False),
    ],
)
def test_a_promo_stands_in_its_sections_and_below_and_in_its_forms(
    promo: Facts, good: bool
) -> None:
    """On an article in Delhi, which is in Nation."""
    assert rules.fits(promo, IN_DELHI) is good


def test_a_front_has_the_promos_of_fronts_whatever_their_forms() -> None:
    """A front has no form; the home page stands in no section."""
    promo = Facts(1, "front", forms=frozenset({"live"}))

    assert rules.fits(promo, Page())
    assert not rules.fits(Facts(1, "foot"), Page())
    assert not rules.fits(Facts(1, "front", frozenset({SPORT})), Page())


facts = st.builds(
    Facts,
    pk=st.integers(1, 9),
    place=st.sampled_from([*rules.ON_STORIES, rules.FRONT]),
    sections=st.frozensets(st.sampled_from([NATION, DELHI, SPORT]), max_size=2),
    forms=st.frozensets(st.sampled_from(["article", "live"]), max_size=1),
    order=st.integers(0, 5),
)
pages = st.builds(
    Page, st.sampled_from([frozenset(), frozenset({NATION, DELHI})]), st.sampled_from(["", "live"])
)


@given(st.lists(facts, max_size=12, unique_by=lambda one: one.pk), pages)
def test_a_page_has_few_promos_and_the_first_of_those_that_fit(
    promos: list[Facts], kind: Page
) -> None:
    """Two in a place, three on a page; one that is not there has others before it."""
    there = rules.chosen(promos, kind)

    assert len(there) <= rules.ON_A_PAGE
    assert all(sum(x.place == one.place for x in there) <= rules.IN_A_PLACE for one in there)
    assert all(rules.fits(one, kind) for one in there)
    for one in promos:
        before = rules.in_the_way(one, promos, kind)
        assert bool(before) == (rules.fits(one, kind) and one not in there)
        assert all((x.order, x.pk) < (one.order, one.pk) for x in before)


def test_the_order_of_asking_changes_nothing() -> None:
    """Nothing random, nothing of one reader."""
    promos = [Facts(pk, "foot", order=9 - pk) for pk in range(1, 6)]

    assert rules.chosen(promos, IN_DELHI) == rules.chosen(promos[::-1], IN_DELHI)
    assert [one.pk for one in rules.chosen(promos, IN_DELHI)] == [5, 4]


def test_a_promo_shows_while_it_is_on_and_its_time_lasts() -> None:
    """From its first moment until before its last."""
    span = {"starts": NOON, "ends": NOON + AN_HOUR}

    assert [rules.shows(is_on=True, at=at, **span) for at in (NOON - AN_HOUR, NOON)] == [
        False,
        True,
    ]
    assert not rules.shows(is_on=True, at=NOON + AN_HOUR, **span)
    assert not rules.shows(is_on=False, at=NOON, **span)
    assert rules.shows(is_on=True, starts=None, ends=None, at=NOON)
