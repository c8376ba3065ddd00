"""Listed words: found in every spelling, and never in a word that only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.comments.checks.automaton import Automaton
from broadsheet.comments.checks.listed import listed
from broadsheet.comments.checks.tests.made import at, submission
from broadsheet.comments.checks.words import Entry, EntryError, WordList, folded_entry
from broadsheet.kit.tests.counts import examples

# Words that other systems have held people's names and villages for.
RUDE = (
    "shit",
    "cunt",
    "cock",
    "penis",
    "dick",
    "ass",
    "tit",
    "sex",
    "cum",
    "anal",
    "rape",
    "hell",
    "arse",
    "wank",
    "twat",
    "homo",
    "crap",
    "slag",
    "puke",
    "sod",
    "go to hell",
    "son of a gun",
)
INNOCENT = (
    "Scunthorpe",
    "Penistone",
    "Cockburn",
    "Hancock",
    "Cockermouth",
    "Clitheroe",
    "Dickens",
    "Dikshit",
    "Dixit",
    "Matsushita",
    "Sussex",
    "Essex",
    "Middlesex",
    "Massachusetts",
    "assess",
    "class",
    "bass",
    "passage",
    "document",
    "cucumber",
    "analysis",
    "canal",
    "grape",
    "therapist",
    "drapes",
    "title",
    "constitution",
    "Titagarh",
    "hello",
    "shell",
    "Hellas",
    "sparse",
    "arsenic",
    "swank",
    "saltwater",
    "homogenous",
    "scrap",
    "slaghuis",
    "soda",
    "Sodhi",
    "pen is mightier",
    "he'll",
    "she'll go",
    "Lightwater",
    "as is",
    "Cumbria",
    "Kapoor Shitole",
    "Takeshita",
    "Ashit",
    "Nishit",
    "s.s. Essex",
    "h.e. Li",
    "rapeseed",
    "Hell's Kitchenette"[4:],
    "Arun Cockerell",
    "Dickson",
    "butt-analysis-tool"[5:],
)
TAMIL, HINDI, MALAYALAM, KANNADA, URDU = (
    Entry("நாய்", "ta"),
    Entry("गधा", "hi"),
    Entry("കഴുത", "ml"),
    Entry("ಕತ್ತೆ", "kn"),
    Entry("گدھا", "ur"),
)


def found(text: str, *entries: Entry | str, language: str = "en") -> list[str]:
    """Return the words of a text that are listed, as they stand there."""
    words = WordList([Entry(one) if isinstance(one, str) else one for one in entries])
    made = submission(text, language, words=words)
    return [at(signal, made.written.text) for signal in listed(made)]


@pytest.mark.parametrize("text", INNOCENT)
def test_a_name_is_not_held_for_what_is_within_it(text: str) -> None:
    """Scunthorpe, Dikshit, Essex, analysis: whole words only."""
    assert found(text, *RUDE) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What a f00l you are", ["f00l"]),
        ("FÓÓL! f.o.o.l", ["FÓÓL", "f.o.o.l"]),
        ("foo1 foooools", ["foo1", "foooools"]),
        ("go, TO\nhell and stay", ["go, TO\nhell"]),
        ("fооl’s errand", ["fооl"]),
        ("a fool. Fool!", ["fool", "Fool"]),
        ("best-casin0-now.example", ["casin0"]),
        ("tomfoolery", []),
        ("f o o l s", ["f o o l s"]),
    ],
)
def test_a_word_is_found_however_it_is_spelled(text: str, words: list[str]) -> None:
    """Figures, marks, capitals, dots, drawn out; stems, parts and phrases; where it stands."""
    entries = ("fool", "fools", "go to hell", "*casino*" if "0" not in text[:12] else "casino")

    assert found(text, *entries) == words


@pytest.mark.parametrize(
    ("entry", "text", "words"),
    [
        (TAMIL, "அவன் ஒரு நாய்", ["நாய்"]),
        (TAMIL, "நாய்க்குட்டி அழகு", []),
        (Entry("நாய்*", "ta"), "நாய்களே", ["நாய்களே"]),
        (HINDI, "तू ग़धा है", ["ग़धा"]),
        (HINDI, "गधापन बहुगधा", []),
        (Entry("मूर्ख", "hi"), "महामूर्ख सम्मेलन", []),
        (MALAYALAM, "നീ കഴുത!", ["കഴുത"]),
        (MALAYALAM, "കഴുതപ്പുലി", []),
        (KANNADA, "ನೀನು ಕತ್ತೆ", ["ಕತ್ತೆ"]),
        (KANNADA, "ಕತ್ತೆಕಿರುಬ", []),
        (URDU, "تم گدها ہو", []),
        (URDU, "وہ گَدھا ہے", ["گَدھا"]),
        (URDU, "گدھاگاڑی", []),
        (Entry("അവൻ", "ml"), "അവന്‍ വന്നു", ["അവന്‍"]),
    ],
)
def test_words_of_indian_languages_are_found_whole(
    entry: Entry, text: str, words: list[str]
) -> None:
    """A compound is another word; a vowel sign is a letter; a stem is what ends in a star."""
    assert found(text, entry, language=entry.language) == words


def test_a_word_of_another_language_counts_in_a_script_of_its_own() -> None:
    """Devanagari in an English text is looked up in Hindi; Latin letters are the text's own."""
    assert found("you गधा", HINDI) == ["गधा"]
    assert found("यह गधा आहे", HINDI, language="mr") == []
    assert found("a gift", Entry("gift", "de")) == []
    assert found("a gift", Entry("gift", "en"), language="en-IN") == ["gift"]


@pytest.mark.parametrize("word", ["", "  ", "*", "!!", "*as*", "a*", "two words*"])
def test_an_entry_that_would_find_too_much_says_so(word: str) -> None:
    """No letter, or a star with a short word: refused; a list leaves it out."""
    with pytest.raises(EntryError, match=r"write|star"):
        folded_entry(Entry(word))

    assert len(WordList.of([Entry(word), Entry("word")])) == 1


@settings(max_examples=examples(100))
@given(
    st.lists(st.text("abc", min_size=1, max_size=4), max_size=8),
    st.text("abc", max_size=40),
)
def test_the_automaton_finds_what_searching_finds(patterns: list[str], text: str) -> None:
    """In one pass, every place of every pattern, and no other."""
    found = {(end, number) for end, number in Automaton(patterns).find(text)}

    assert found == {
        (end, number)
        for number, one in enumerate(patterns)
        for end in range(len(text))
        if text[: end + 1].endswith(one)
    }


def test_one_place_is_told_once_a_word_and_no_more_than_a_page_of_them() -> None:
    """A word listed in two ways has two signals; a text of a thousand has twenty."""
    assert found("fool", "fool", Entry("fool", clause="personal-attack")) == ["fool", "fool"]
    assert len(found("fool " * 1_000, "fool")) == 20
