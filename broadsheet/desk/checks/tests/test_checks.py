"""Each house check by itself: what it finds, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from broadsheet.desk.checks.alt import missing_alt
from broadsheet.desk.checks.byline import missing_byline
from broadsheet.desk.checks.credit import missing_credit
from broadsheet.desk.checks.draft import (
    Check,
    DraftFacts,
    EmbedFacts,
    LegalFacts,
    Passage,
    PictureFacts,
)
from broadsheet.desk.checks.embed import unmoderated_embed
from broadsheet.desk.checks.legal import legal_flag
from broadsheet.desk.checks.marks import unclosed_mark
from broadsheet.desk.checks.names import name_spelt_two_ways
from broadsheet.desk.checks.picture_gone import picture_gone, picture_missing
from broadsheet.desk.checks.standfirst import standfirst_repeated

MONDAY = date(2024, 5, 6)
STORY = DraftFacts(MONDAY, headline="Harbour bridge opens", bylines=1)
PICTURE = PictureFacts("picture", "Lead picture", alt="The jetty at noon", credited=True)


def text(*paragraphs: str, language: str = "en") -> DraftFacts:
    """A draft with these paragraphs."""
    return replace(STORY, passages=tuple(map(Passage, paragraphs)), language=language)


def found(check: Check, draft: DraftFacts) -> list[str]:
    """The words of what a check finds."""
    return [finding.words for finding in check(draft)]


def test_a_picture_is_described_and_credited() -> None:
    """A picture without alt text or credit is named, with the place where it is mended."""
    bare = replace(STORY, pictures=(replace(PICTURE, alt=" ", credited=False),))
    whole = replace(STORY, pictures=(PICTURE,))

    assert found(missing_alt, bare) == ["Lead picture: say what it shows (alt text)."]
    assert found(missing_credit, bare) == ["Lead picture: give a credit or an agency."]
    assert not found(missing_alt, whole) + found(missing_credit, whole)


def test_a_picture_that_is_not_there_is_said_once() -> None:
    """Where the file is missing, its alt text and credit are nobody's trouble yet."""
    draft = replace(STORY, pictures=(PictureFacts("picture", "Lead picture", has_file=False),))

    assert found(picture_missing, draft)
    assert not found(missing_alt, draft) + found(missing_credit, draft)


def test_rights_hold_through_their_last_day() -> None:
    """A story that leaves on the day after needs another picture."""
    last_day = replace(STORY, pictures=(replace(PICTURE, rights_until=MONDAY),))
    later = replace(last_day, leaves_on=date(2024, 5, 7))

    assert not found(picture_gone, last_day)
    assert found(picture_gone, later) == [
        "Lead picture: its rights ended on 6 May 2024; choose another picture."
    ]
    assert found(picture_gone, replace(STORY, pictures=(replace(PICTURE, withdrawn=True),)))


def test_a_story_has_a_byline() -> None:
    """Nobody's story is asked whose it is."""
    assert found(missing_byline, replace(STORY, bylines=0))
    assert not found(missing_byline, STORY)


@pytest.mark.parametrize(
    "address",
    [
        "https://chat.example/room/7",
        "https://notyoutube.com/watch?v=1",
        "https://www.youtube.com/live/abc",
        "not an address",
    ],
)
def test_an_embed_that_nobody_moderates_is_found(address: str) -> None:
    """Unknown hosts, hosts that only look known, and pictures of what is yet to happen."""
    assert found(unmoderated_embed, replace(STORY, embeds=(EmbedFacts("body.1", address),)))


@pytest.mark.parametrize(
    "address", ["https://x.com/post/1", "https://m.youtube.com/watch?v=deliver", "https://t.me/a/1"]
)
def test_an_embed_of_a_known_host_is_left_alone(address: str) -> None:
    """Whether the host is named in full or by one of its own sub-domains."""
    assert not found(unmoderated_embed, replace(STORY, embeds=(EmbedFacts("body.1", address),)))


def test_a_legal_flag_holds_until_the_very_text_is_cleared() -> None:
    """Cleared is cleared, unless the words changed after."""
    flagged = LegalFacts(flagged=True, reason="names a minor")
    cleared = replace(flagged, cleared=True)

    assert found(legal_flag, replace(STORY, legal=flagged)) == [
        "Flagged for legal (names a minor): it goes out once legal has cleared it."
    ]
    assert not found(legal_flag, replace(STORY, legal=cleared))
    assert found(legal_flag, replace(STORY, legal=replace(cleared, changed_since=True)))


def test_a_standfirst_that_repeats_is_found() -> None:
    """The headline again, a paragraph's beginning again, or a whole sentence of it."""
    words = "Ferries stop at noon on Monday as the bridge opens"
    draft = replace(text(f"{words}, the harbour board said.", "Tolls follow."), standfirst=words)
    inside = replace(text(f"The board said: {words}."), standfirst=words)

    assert found(standfirst_repeated, draft) == ["The standfirst repeats a paragraph of the story."]
    assert found(standfirst_repeated, inside)
    assert found(
        standfirst_repeated,
        replace(STORY, headline="The harbour bridge opens", standfirst="The harbour bridge opens."),
    )


def test_a_standfirst_that_adds_something_is_left_alone() -> None:
    """One subject shares some words."""
    draft = replace(text("The bridge opens to walkers."), standfirst="Tolls begin with the monsoon")

    assert not found(standfirst_repeated, draft)


@pytest.mark.parametrize(
    ("language", "paragraph", "mark"),
    [
        ("en", "“We will open, he said.", "“"),
        ("en", "We will open,” he said.", "”"),
        ("en", 'He said "no and left.', '"'),
        ("en", "She called it ‘the end of ferries.", "‘"),
        ("en", "The board (which met on Monday said so.", "("),
        ("hi", "मंत्री ने कहा, “पुल खुलेगा।", "“"),
        ("en", "Il a dit « non.", "«"),
        ("ur", "وزیر نے کہا ”پل کھلے گا۔", "“"),
    ],
)
def test_a_mark_without_its_partner_is_found(language: str, paragraph: str, mark: str) -> None:
    """In every script, with the passage's first words."""
    words = found(unclosed_mark, text(paragraph, language=language))

    assert words
    assert words[0].startswith(f"{mark} without its partner: ")


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "“We will open,” he said. “It’s the paper’s view.”"),
        ("en", "The ’90s, the writers’ room, ‘tis and ‘90s again; rock ‘n’ roll."),
        ("en", 'He is 5\'10" tall (in shoes) and owns a 6" gun.'),
        ("en", "1) Tolls begin. a) Ferries stop."),
        ("en", "She said: “He told me ‘no’ [twice].”"),
        ("ta", "“பாலம் திறக்கும்” என்றார்."),
        ("ur", "وزیر نے کہا ”پل کھلے گا“۔"),
    ],
)
def test_marks_that_pair_are_left_alone(language: str, paragraph: str) -> None:
    """Apostrophes, inches, numbered lists and quotations in quotations are no fault."""
    assert not found(unclosed_mark, text(paragraph, language=language))


def test_a_quotation_over_paragraphs_is_closed_in_the_last() -> None:
    """Each paragraph opens it again."""
    assert not found(unclosed_mark, text("“We will open.", "“And we will close.”"))
    assert found(unclosed_mark, text("“We will open.", "And so it went."))


@pytest.mark.parametrize(
    ("text_of_it", "words"),
    [
        ("Then S Jaishankar spoke. Later Mr Jaishanker left.", "Jaishankar or Jaishanker"),
        ("Actor Deepak Rao won; then Dipak thanked all, said Deepak.", "Deepak or Dipak"),
        ("Minister Sergey Lavrov came. Later Sergei Lavrov and Sergey left.", "Sergey or Sergei"),
        ("In New Delhi it rained; Dehli slept, and Delhi woke.", "Delhi or Dehli"),
        ("दिल्ली में हिन्दी पढ़ी गई। हिंदी और हिन्दी दोनों।", "हिन्दी or हिंदी"),
    ],
)
def test_a_name_that_is_spelt_two_ways_is_found(text_of_it: str, words: str) -> None:
    """The usual spelling first."""
    told = found(name_spelt_two_ways, text(text_of_it))

    assert len(told) == 1
    assert told[0].startswith(words)


@pytest.mark.parametrize(
    "text_of_it",
    [
        "The Indian team left India. Ministers of the Ministry met the Minister and Parties.",
        "In Austria and in Australia it rained; Iran and Iraq talked; Kumar met Kumari.",
        "Then the Party met. The party of the Parts was late, said Party members.",
        "Harbours open. Harbour boats leave. The Monday ferry and the Sunday one.",
        "दिन और दीन, कल और काल, राम और रमा।",
        "Mohan met Rohan, and Asha met Usha, in North and South.",
    ],
)
def test_different_words_are_left_alone(text_of_it: str) -> None:
    """Endings, countries, short names, words that also stand in small letters."""
    assert not found(name_spelt_two_ways, text(text_of_it))
