"""Decisions about sections and topics: no framework, no clock."""

import unicodedata
from dataclasses import dataclass

from broadsheet.kit.refusals import Reason


def folded(name: str) -> str:
    """Return a name as it is compared: composed, without case, marks of writing or double spaces.

    Vowel signs of Indic scripts stay: without them different words become one.
    """
    plain = unicodedata.normalize("NFC", name).casefold().replace(".", " ")
    return " ".join(plain.split())


@dataclass(frozen=True)
class TopicFacts:
    """What the rules need to know of a topic."""

    id: int
    name: str
    merged_into: str = ""
    """The name of the topic that it was merged into."""


def against_merging(source: TopicFacts, target: TopicFacts) -> tuple[Reason, ...]:
    """Return every reason against merging one topic into another.

    The target of a merge is never itself merged, so chains and loops cannot come to be.
    """
    found = []
    if source.id == target.id:
        found.append(Reason("same-topic", "A topic is not merged into itself: choose another."))
    if source.merged_into:
        found.append(
            Reason("merged", f"“{source.name}” was merged into “{source.merged_into}” already.")
        )
    if target.merged_into:
        found.append(
            Reason(
                "target-merged",
                f"“{target.name}” was merged into “{target.merged_into}”: merge into that one.",
            )
        )
    return tuple(found)


def against_name(name: str, *, taken_by: str) -> tuple[Reason, ...]:
    """Return every reason against a topic's name; ``taken_by`` is the topic that has it."""
    if not folded(name):
        return (Reason("no-name", "A topic needs a name."),)
    if taken_by:
        return (
            Reason("name-taken", f"The topic “{taken_by}” goes by that name: use it, or merge."),
        )
    return ()
