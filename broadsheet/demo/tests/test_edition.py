"""The edition as it is committed: complete, coherent, and large enough to be a newspaper."""

import dataclasses
from collections import Counter

import pytest

from broadsheet.demo.blocks import FactBox, Gallery, Paragraph, PullQuote, Quote, Table
from broadsheet.demo.library import roles_of
from broadsheet.demo.proof import pictures_of, proofread
from broadsheet.demo.words import FORMS, TOPIC_KINDS, Edition, load_edition


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition()


def test_every_reference_leads_somewhere_and_nothing_lies_unused(edition: Edition) -> None:
    """The proof-reader finds nothing to say about the committed edition."""
    faults = proofread(edition)

    assert faults == ()


def test_there_are_enough_stories_sections_and_names(edition: Edition) -> None:
    """Sixty-four English stories in eight sections over two weeks, fourteen names, 25 topics."""
    english = [s for s in edition.stories.values() if s.language == "en"]
    folders = {story.section.split("/")[0] for story in english}

    assert len(english) >= 64
    assert len(folders) >= 8
    assert len(edition.people) >= 14
    assert len(edition.topics) >= 25
    assert {story.published.day for story in english} == set(range(-13, 1))


@pytest.mark.parametrize("language", ["hi", "ta", "ur"])
def test_each_other_language_has_a_section_of_its_own(edition: Edition, language: str) -> None:
    """Hindi, Tamil and Urdu have four stories or more, each in words of its own script."""
    stories = [s for s in edition.stories.values() if s.language == language]

    assert len(stories) >= 4
    assert all(not any("a" <= letter <= "z" for letter in s.headline) for s in stories)
    assert all(edition.sections[s.section].language == language for s in stories)


def test_urdu_is_spelt_with_urdu_letters(edition: Edition) -> None:
    """No Arabic yeh, kaf, or Latin comma and stop stand in an Urdu story."""
    text = "".join(repr(s) for s in edition.stories.values() if s.language == "ur")
    words = "".join(letter for letter in text if ord(letter) > 0x5FF)

    assert not set(words) & set("يكهى")
    assert "ی" in words
    assert "۔" in words


def test_every_form_and_every_kind_of_topic_occurs(edition: Edition) -> None:
    """Article, opinion, explainer, gallery, live and video; person to subject."""
    assert {story.form for story in edition.stories.values()} == set(FORMS)
    assert {topic.kind for topic in edition.topics.values()} == set(TOPIC_KINDS)


def test_the_furniture_of_a_story_occurs(edition: Edition) -> None:
    """Pull quotes, quotes, fact boxes, tables, galleries and corrections are all on show."""
    kinds = Counter(type(block) for s in edition.stories.values() for block in s.body)
    corrections = sum(len(story.corrections) for story in edition.stories.values())

    assert all(kinds[kind] for kind in (PullQuote, Quote, FactBox, Table, Gallery))
    assert corrections >= 4


def test_no_sentence_of_a_story_is_set_twice(edition: Edition) -> None:
    """Filler shows itself by coming back: every English paragraph is unlike every other."""
    paragraphs = Counter(
        block.text
        for story in edition.stories.values()
        for block in story.body
        if isinstance(block, Paragraph)
    )

    assert [text for text, count in paragraphs.items() if count > 1] == []


def test_a_story_on_its_own_is_long_enough_to_read(edition: Edition) -> None:
    """Outside galleries, films and live pages a story has four paragraphs or more."""
    short = [
        story.slug
        for story in edition.stories.values()
        if story.form not in ("gallery", "video", "live")
        and sum(isinstance(block, Paragraph | Quote) for block in story.body) < 4
    ]

    assert short == []


def test_the_proof_reader_sees_a_reference_that_leads_nowhere(edition: Edition) -> None:
    """A topic, a byline and a link that do not exist are each named with their file."""
    story = edition.stories["first-boat-leaves-thurai-point"]
    body = (*story.body, Paragraph("See [this](story:no-such-story)."))
    broken = dataclasses.replace(story, topics=("atlantis",), bylines=(), body=body)
    stories = {**edition.stories, story.slug: broken}

    faults = " ".join(proofread(dataclasses.replace(edition, stories=stories)))

    assert "there is no topic “atlantis”" in faults
    assert "there is no story “no-such-story”" in faults
    assert "city/first-boat-leaves-thurai-point.md: nobody wrote it" in faults


def test_the_proof_reader_sees_a_picture_that_nothing_uses(edition: Edition) -> None:
    """A picture without a story is drawn for nothing, and said."""
    spare = dataclasses.replace(edition.pictures["fish"], key="spare")
    pictures = {**edition.pictures, "spare": spare}

    faults = proofread(dataclasses.replace(edition, pictures=pictures))

    assert "pictures.toml: nothing uses spare" in faults
    assert any("24 are enough" in fault for fault in faults)


def test_all_uses_of_pictures_are_found(edition: Edition) -> None:
    """Lead, gallery and live entry all count as uses; a film's poster is its recording's."""
    gallery = edition.stories["four-hundred-kites-over-saltpan"]
    live = edition.stories["thurai-point-opens-live"]

    assert len(list(pictures_of(gallery))) == 5
    assert "night-skyline" in pictures_of(live)
    assert "body" in roles_of(edition)[edition.recordings["final"].poster]
