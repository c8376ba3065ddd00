"""What a page asks for twice is asked once, and the next page asks again."""

from __future__ import annotations

from broadsheet.kit.remembering import once_a_page, one_page

asked: list[int] = []


@once_a_page
def answer(number: int) -> int:
    """Count how often it is asked."""
    asked.append(number)
    return len(asked)


def test_within_a_page_an_answer_is_remembered_by_its_question() -> None:
    """Other arguments are another question."""
    with one_page():
        first, again, other = answer(1), answer(1), answer(2)

    assert first == again
    assert other != first


def test_a_page_within_a_page_shares_what_is_remembered() -> None:
    """A part that many pages share is printed within the first of them."""
    with one_page():
        first = answer(1)
        with one_page():
            inner = answer(1)
        after = answer(1)

    assert first == inner == after


def test_the_next_page_asks_again_and_so_does_whoever_prints_no_page() -> None:
    """Nothing is older than the page that it stands on."""
    with one_page():
        first = answer(1)
    with one_page():
        second = answer(1)

    assert len({first, second, answer(1), answer(1)}) == 4
