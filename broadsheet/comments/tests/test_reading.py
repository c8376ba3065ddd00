"""Reading a conversation: what stands on its pages, what they cost, and what touches them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from broadsheet.comments import keys, pages, rounding
from broadsheet.comments.actions.deciding import Decided, change, locked
from broadsheet.comments.models import Act, Comment, State, Thread
from broadsheet.comments.tests.cast import MINUTE, said, thread, voice
from broadsheet.press.changes import taken
from broadsheet.press.models import Change
from broadsheet.press.rendering import render
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory

db = pytest.mark.django_db


# --- where pages end ---


def test_a_page_ends_near_its_size() -> None:
    """What is left of no more than fits stands on it."""
    numbers = range(1000, 0, -1)

    assert all(15 <= pages.end(numbers[at : at + 26], 20) <= 25 for at in range(500))
    assert pages.end(numbers[:25], 20) == 25
    assert pages.end([], 20) == 0


def test_most_ends_stay_where_they_are_when_a_comment_comes() -> None:
    """Or no further page would be asked for twice."""
    ends = [
        before - pages.end(range(before, before - 26, -1), 20) for before in range(500, 400, -1)
    ]

    assert len(set(ends)) < 30


def test_counts_are_exact_up_to_a_hundred_and_round_above() -> None:
    """A comment that everybody recommends does not print its page each time."""
    assert [rounding.shown(count) for count in (0, 99, 100, 109, 110, 1234)] == [
        *(0, 99, 100, 100, 110, 1200)
    ]
    assert rounding.changes(99, 100)
    assert rounding.changes(100, 101)
    assert not rounding.changes(101, 109)


# --- pages ---


def printed(address: str, status: int = 200) -> Any:
    """A page as the press prints it, its shared parts with it."""
    page = render(address, anew=True).printed
    assert page.status == status, address
    return page


def text_of(address: str) -> str:
    """The page's text."""
    body: bytes = printed(address).body
    return body.decode()


def told() -> set[str]:
    """What the press was told since it was last asked, and forget it."""
    found = set(Change.objects.values_list("key", flat=True))
    Change.objects.all().delete()
    taken()
    return found


@pytest.fixture
def story(db: None, settings: Any) -> Story:
    """A published story; pages of its conversation hold four, give or take one."""
    settings.COMMENTS_ON_A_PAGE = 4
    settings.COMMENTS_ANSWERS_SHOWN = 2
    return StoryFactory(published=True)


def address(story: Story, rest: str = "newest/") -> str:
    """An address of a story's conversation."""
    return f"/conversation/{story.number}/{rest}"


def orders_of(text: str, of: Iterable[Comment]) -> list[int]:
    """The comments that stand on a page, in its order."""
    places = {row.pk: text.find(f'id="comment-{row.pk}"') for row in of}
    return sorted((pk for pk, at in places.items() if at >= 0), key=lambda pk: places[pk])


def test_a_story_where_nobody_has_written_invites_and_gets_a_place_with_the_first_word(
    story: Story,
) -> None:
    """The invitation is the page's own; the first comment brings a slot."""
    before = printed(story.address)
    told()
    first = said(thread(story))
    after = printed(story.address)

    assert f"/conversation/my/write/{story.number}/" in before.body.decode()
    assert before.keys & {keys.at_story(story.pk)}
    assert keys.at_story(story.pk) in _of_thread(first.thread)
    assert f'id="comment-{first.pk}"' in after.body.decode()
    assert any(slot.name.startswith("conversation:") for slot in after.slots)


def _of_thread(row: Thread) -> set[str]:
    row.save()
    return {keys.at_story(row.story_id or 0)}


def test_a_thread_is_read_in_five_orders(story: Story) -> None:
    """Newest, oldest, most recommended, the editors' picks, what staff wrote."""
    there = thread(story)
    low = said(there, recommended=1)
    high = said(there, recommended=5, picked_at=MONDAY)
    plain = said(there)
    answer = said(there, parent=low, staff=True)
    rows = [low, high, plain]
    found = {name: text_of(address(story, f"{name}/")) for name in ("newest", "oldest")}
    found |= {name: text_of(address(story, f"{name}/")) for name in ("recommended", "picks")}

    assert orders_of(found["newest"], rows) == [plain.pk, high.pk, low.pk]
    assert orders_of(found["oldest"], rows) == [low.pk, high.pk, plain.pk]
    assert orders_of(found["recommended"], rows) == [high.pk, low.pk, plain.pk]
    assert orders_of(found["picks"], rows) == [high.pk]
    assert orders_of(text_of(address(story, "staff/")), [*rows, answer]) == [answer.pk]


def test_pages_follow_each_other_with_nothing_lost_or_twice(story: Story) -> None:
    """In each order, by the links that the pages have."""
    there = thread(story)
    rows = [said(there, recommended=number % 3) for number in range(13)]
    for order in ("newest", "oldest", "recommended"):
        seen: list[int] = []
        where = address(story, f"{order}/")
        while where:
            text = text_of(where)
            seen += orders_of(text, rows)
            _, _, rest = text.partition('rel="next nofollow"')
            before = text[: len(text) - len(rest)].rpartition('href="')[2]
            where = before.partition('"')[0] if rest else ""

        assert sorted(seen) == sorted(row.pk for row in rows), order


def test_answers_stand_below_and_the_rest_is_a_page_of_its_own(story: Story) -> None:
    """Two here; whom an answer to an answer answers is said."""
    there = thread(story)
    head = said(there)
    first = said(there, parent=head, voice=voice("Anil"))
    answers = [first, *(said(there, parent=first) for _ in range(3))]
    text = text_of(address(story))
    whole = text_of(address(story, f"in/{head.pk}/"))
    one = text_of(address(story, f"comment/{answers[-1].pk}/"))

    assert orders_of(text, answers) == [row.pk for row in answers[:2]]
    assert address(story, f"in/{head.pk}/") in text
    assert orders_of(whole, answers) == [row.pk for row in answers]
    assert "to <bdi>Anil</bdi>" in whole
    assert answers[-1].pk in orders_of(one, answers)


def test_the_lite_pages_of_a_conversation_stay_among_lite_pages(story: Story) -> None:
    """A story's lite page leads there; the forms are the same for everybody."""
    head = said(thread(story), "On a slow line")
    lite = text_of(f"/lite{story.address}")
    page = text_of(f"/lite{address(story)}")

    assert f'href="/lite{address(story)}"' in lite
    assert "On a slow line" in page
    assert f'href="/lite{address(story, "oldest/")}"' in page
    assert f'href="/conversation/my/report/{head.pk}/"' in page
    assert "<script" not in page


def test_what_is_hidden_is_on_no_page_and_leaves_a_word_where_answers_hang_on_it(
    story: Story,
) -> None:
    """Its words are gone with it; a held one was never there."""
    there = thread(story)
    held = said(there, "Never yet read", state=State.HELD, shown_at=None)
    head = said(there, "Taken away")
    said(there, "An answer that stays", parent=head)
    change(locked(head.pk), Decided(Act.HOLD), by=None, at=MONDAY)
    text = text_of(address(story))

    assert "Taken away" not in text
    assert "An answer that stays" in text
    assert "This comment is not shown any more." in text
    assert f"comment-{held.pk}" not in text
    printed(address(story, f"comment/{held.pk}/"), 404)


@db
@pytest.mark.parametrize("state", ["offline", "withdrawn", ""])
def test_under_what_readers_do_not_see_nothing_is_said(state: str) -> None:
    """A draft, a story offline, one that was withdrawn."""
    story = StoryFactory(**({state: True} if state else {}))
    said(there := thread(story), "Nobody reads this")
    page = render(address(story)).printed

    assert page.status in {404, 410, 451}
    assert b"Nobody reads this" not in page.body
    assert there.shown == 0


# --- what touches which page ---


@pytest.fixture
def long(story: Story) -> tuple[Thread, list[Comment]]:
    """A thread of some pages."""
    there = thread(story)
    return there, [said(there, recommended=max(0, 6 - number)) for number in range(12)]


def test_a_new_comment_touches_the_ends_where_it_stands_and_no_page_between(
    story: Story, long: tuple[Thread, list[Comment]]
) -> None:
    """The first page of the newest, the last of the oldest; never those of the middle."""
    there, rows = long
    newest, between = (
        printed(address(story)),
        printed(address(story, f"newest/after/{rows[8].pk}/")),
    )
    last = printed(address(story, f"oldest/after/{rows[8].pk}/"))
    first = printed(address(story, "oldest/"))
    recommended = printed(address(story, "recommended/"))
    told()
    said(there)
    noted = told()

    assert newest.keys & noted
    assert last.keys & noted
    assert not between.keys & noted
    assert not first.keys & noted
    assert not recommended.keys & noted


def test_an_answer_touches_the_pages_of_its_branch_alone(
    story: Story, long: tuple[Thread, list[Comment]]
) -> None:
    """And nothing of the branches beside it."""
    there, rows = long
    with_it = printed(address(story, f"newest/after/{rows[4].pk}/"))
    beside = printed(address(story))
    told()
    said(there, parent=rows[3])
    noted = told()

    assert with_it.keys & noted
    assert not beside.keys & noted


def test_one_that_a_moderator_read_first_touches_the_page_that_it_comes_into(
    story: Story, long: tuple[Thread, list[Comment]]
) -> None:
    """Between two that stand there already, in every order."""
    _there, rows = long
    held = rows[3]
    change(locked(held.pk), Decided(Act.HOLD), by=None, at=MONDAY + 400 * MINUTE)
    names = ("newest/", f"newest/after/{rows[5].pk}/", "oldest/", "recommended/")
    before = {name: printed(address(story, name)) for name in names}
    told()
    change(locked(held.pk), Decided(Act.APPROVE), by=None, at=MONDAY + 500 * MINUTE)
    noted = told()
    after = {name: printed(address(story, name)) for name in names}

    changed = {name for name in names if before[name].body != after[name].body}
    assert changed
    assert all(before[name].keys & noted for name in changed)
    assert not before["newest/"].keys & noted


def test_a_comment_that_waits_touches_nothing(
    story: Story, long: tuple[Thread, list[Comment]]
) -> None:
    """A flood of what is held prints no page anew."""
    there, _rows = long
    told()
    said(there, state=State.HELD, shown_at=None)

    assert told() == set()


def test_a_first_page_costs_few_queries_however_long_the_thread_is(
    story: Story, long: tuple[Thread, list[Comment]], django_assert_max_num_queries: Any
) -> None:
    """Nothing is counted, and nothing read that does not stand there."""
    there, rows = long
    for row in rows[-4:]:
        said(there, parent=row)
    render(address(story))
    with django_assert_max_num_queries(20):
        render(address(story))
