"""Which topics a text names, and which stories share them."""

from __future__ import annotations

import pytest

from broadsheet.desk.editor.suggesting import Names, TopicName, sharing, topics_named

NAMES = Names(
    [
        TopicName(1, "Delhi"),
        TopicName(2, "New Delhi"),
        TopicName(3, "S. Jaishankar"),
        TopicName(4, "IT"),
        TopicName(5, "दिल्ली"),
        TopicName(6, "சென்னை"),
        TopicName(3, "EAM"),
    ]
)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("It rained in Delhi.", [1]),
        ("It rained in NEW DELHI, as in Delhi.", [2, 1]),
        ("Delhi's rains", [1]),
        ("The Delhiites", []),
        ("S Jaishankar, the EAM, left", [3]),
        ("The IT ministry", [4]),
        ("दिल्ली में बारिश", [5]),
        ("चेन्नै", []),
        ("சென்னை மழை", [6]),
        ("", []),
    ],
)
def test_a_name_is_found_by_whole_words(text: str, topics: list[int]) -> None:
    """In any script; the longest name counts, and capitals only in capitals."""
    assert topics_named(NAMES, [(1, text)], taken=(), most=9) == topics


def test_the_headline_weighs_more_than_the_text() -> None:
    """What is taken already is not suggested, and not more than asked for."""
    texts = [(5, "Rains in Delhi"), (1, "S Jaishankar met S Jaishankar"), (1, "The IT ministry")]

    assert topics_named(NAMES, texts, taken=(), most=2) == [1, 3]
    assert topics_named(NAMES, texts, taken=(1,), most=2) == [3, 4]


def test_stories_that_share_the_most_topics_come_first() -> None:
    """Of as many, the order of the lists holds; the story itself is left out."""
    by_topic = {1: [9, 8, 7], 2: [7, 6, 9]}

    assert sharing(by_topic, without=[8], most=3) == [9, 7, 6]


def test_thousands_of_names_are_no_more_work_than_a_few() -> None:
    """Each word of the text is looked up, not each name."""
    names = Names(TopicName(number, f"Place number {number}") for number in range(1, 5001))

    assert topics_named(names, [(1, "In place number 4711 it rained")], taken=(), most=9) == [4711]
