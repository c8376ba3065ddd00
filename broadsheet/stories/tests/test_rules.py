"""The rules by themselves, tried on whatever times and changes there may be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.sections.rules import TopicFacts, against_merging
from broadsheet.stories.rules import (
    Change,
    Clocks,
    Standing,
    against_deleting,
    against_publishing,
    change_meant,
    clocks_after,
)

ZERO = datetime(2000, 1, 1, tzinfo=UTC)
moments = st.integers(0, 40 * 365 * 24 * 60).map(lambda minutes: ZERO + timedelta(minutes=minutes))
changes = st.sampled_from([Change.TYPO, Change.UPDATE, Change.CORRECTION])


@given(first=moments, later=st.lists(st.tuples(changes, moments), max_size=6))
def test_the_clocks_never_go_back(first: datetime, later: list[tuple[Change, datetime]]) -> None:
    """The first clock stands still; the second moves forward only, never before the first."""
    clocks = clocks_after(Clocks(), Change.NEW, first)
    for change, at in later:
        before, clocks = clocks, clocks_after(clocks, change, at)

        assert clocks.published_at == first
        assert (clocks.updated_at or first) >= (before.updated_at or first)


@given(at=moments, source=st.builds(Clocks, st.none() | moments, st.none() | moments))
def test_an_archives_clocks_are_in_order(at: datetime, source: Clocks) -> None:
    """Whatever an archive says, a story is never updated before it was published."""
    clocks = clocks_after(Clocks(), Change.NEW, at, source)

    assert clocks.published_at == (source.published_at or at)
    assert clocks.updated_at is None or clocks.updated_at >= clocks.published_at


@given(stated=st.none() | st.sampled_from(list(Change)), at=moments)
def test_a_first_publication_is_new_or_refused(stated: Change | None, at: datetime) -> None:
    """Nothing that readers never saw is updated or corrected."""
    standing = Standing("Bridge opens")
    change = change_meant(standing, stated)

    refused = bool(against_publishing(standing, change, "What was wrong.", at))

    assert refused is (stated in (Change.UPDATE, Change.CORRECTION))


@given(embargo=moments, go_live=st.none() | moments, at=moments)
def test_nothing_leaves_before_its_embargo_ends(
    embargo: datetime, go_live: datetime | None, at: datetime
) -> None:
    """Neither now nor by a schedule."""
    standing = Standing("Bridge opens", embargo_until=embargo, go_live_at=go_live)
    leaves = max(go_live, at) if go_live else at

    refused = bool(against_publishing(standing, Change.NEW, "", at))

    assert refused is (leaves < embargo)


@given(clocks=st.builds(Clocks, st.none() | moments))
def test_what_was_ever_published_is_not_deleted(clocks: Clocks) -> None:
    """The reasons say what to do instead."""
    reasons = against_deleting(Standing("Bridge opens", clocks=clocks))

    assert bool(reasons) is (clocks.published_at is not None)
    assert all("withdraw" in reason.words for reason in reasons)


def test_every_reason_against_a_publication_is_told_at_once() -> None:
    """An editor mends all of it in one go."""
    at = datetime(2024, 5, 6, tzinfo=UTC)
    standing = Standing(
        " ", withdrawn_at=at, section_live=False, clocks=Clocks(at), embargo_until=at.replace(day=7)
    )

    codes = [reason.code for reason in against_publishing(standing, Change.CORRECTION, "", at)]

    assert codes == ["headline", "section", "withdrawn", "note", "embargo"]


@given(source=st.integers(1, 3), target=st.integers(1, 3), merged=st.booleans())
def test_topics_are_merged_into_present_ones_only(source: int, target: int, merged: bool) -> None:
    """So that no chain and no ring comes to be."""
    into = TopicFacts(target, "Monsoon", "Weather" if merged else "")

    reasons = against_merging(TopicFacts(source, "Rain"), into)

    assert bool(reasons) is (merged or source == target)
