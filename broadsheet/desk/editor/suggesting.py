"""Which of the paper's topics a text names, and which stories share topics. No framework."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.desk.checks.words import words_of

# How much a name weighs in the headline, in the standfirst and in the text.
HEADLINE, STANDFIRST, TEXT = 5, 3, 1


@dataclass(frozen=True)
class TopicName:
    """A name or synonym, and the topic that it stands for now."""

    topic: int
    name: str


class Names:
    """The paper's names by their words: looked up word by word, however many there are.

    A name in capitals only (IT, WHO) is found in capitals only.
    """

    def __init__(self, names: Iterable[TopicName]) -> None:
        self._plain: dict[tuple[str, ...], int] = {}
        self._capitals: dict[tuple[str, ...], int] = {}
        for one in names:
            words = tuple(words_of(one.name))
            if not words:
                continue
            if one.name.isupper():
                self._capitals[words] = one.topic
            else:
                self._plain[tuple(word.casefold() for word in words)] = one.topic
        self._longest = max(map(len, (*self._plain, *self._capitals)), default=0)

    def found_in(self, text: str) -> Counter[int]:
        """Return how often ``text`` names each topic; of names inside each other the longest."""
        words = words_of(text)
        folded = [word.casefold() for word in words]
        found: Counter[int] = Counter()
        place = 0
        while place < len(words):
            topic, length = self._at(words, folded, place)
            if topic:
                found[topic] += 1
            place += length
        return found

    def _at(self, words: Sequence[str], folded: Sequence[str], place: int) -> tuple[int, int]:
        for length in range(min(self._longest, len(words) - place), 0, -1):
            span = slice(place, place + length)
            topic = self._capitals.get(tuple(words[span])) or self._plain.get(tuple(folded[span]))
            if topic:
                return topic, length
        return 0, 1


def topics_named(
    names: Names, texts: Iterable[tuple[int, str]], taken: Iterable[int], most: int
) -> list[int]:
    """Return the topics that weighted texts name, the weightiest first, without those taken."""
    score: Counter[int] = Counter()
    for weight, text in texts:
        for topic, times in names.found_in(text).items():
            score[topic] += weight * times
    left = set(taken)
    return [topic for topic, _weight in score.most_common() if topic not in left][:most]


def sharing(by_topic: Mapping[int, Sequence[int]], without: Iterable[int], most: int) -> list[int]:
    """Return the stories that share the most topics; of as many, those listed first.

    ``by_topic`` has each topic's stories, the newest first.
    """
    shared: Counter[int] = Counter()
    for stories in by_topic.values():
        shared.update(stories)
    left = set(without)
    return [story for story, _count in shared.most_common() if story not in left][:most]
