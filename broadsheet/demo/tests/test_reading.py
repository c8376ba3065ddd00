"""Reading a story's file: what its markup means, and what is said when it is wrong."""

from pathlib import Path

import pytest

from broadsheet.demo.blocks import (
    FactBox,
    Paragraph,
    PictureUse,
    PullQuote,
    Quote,
    Subhead,
    parse_body,
)
from broadsheet.demo.fields import WordsError
from broadsheet.demo.words import load_edition, read_story

HEAD = """+++
headline = "A pier is painted"
standfirst = "Green, after a vote."
section = "city/civic"
by = ["asha-purkait"]
day = -1
at = "09:00"
{extra}+++

It was grey.
"""


def write_story(folder: Path, name: str = "a-pier.md", extra: str = "") -> Path:
    path = folder / "city" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD.replace("{extra}", extra), encoding="utf-8")
    return path


def test_the_markup_becomes_typed_blocks_in_order() -> None:
    """Paragraph, subhead, quote, pull quote and a fenced block come out as they stand."""
    body = """
One line
of two.

## A turn

> It is green.
> — A painter

!! Green.

::: facts
title = "The pier"
items = ["Long"]
:::
"""
    blocks = parse_body(body, "a file")

    assert blocks == (
        Paragraph("One line of two."),
        Subhead("A turn"),
        Quote("It is green.", "A painter"),
        PullQuote("Green.", ""),
        FactBox("The pier", ("Long",)),
    )


def test_a_blank_line_inside_a_fenced_block_does_not_end_it() -> None:
    """A transcript may have paragraphs of its own."""
    body = '::: picture\npicture = "x"\n\nalt = "y"\n:::\nAfter.'
    blocks = parse_body(body, "a file")

    assert blocks == (PictureUse("x", "y", "", "", ""), Paragraph("After."))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("::: poem\n:::", "no block is called “poem”"),
        ("::: facts\ntitle = 'x'", "is never closed"),
        ("::: facts\ntitle = \n:::", "is not TOML"),
        ("::: picture\npicture = 'x'\n:::", "“alt” is missing"),
        ("::: facts\ntitle = 'x'\nitem = ['y']\n:::", "nobody knows the key “item”"),
        ("::: gallery\ntitle = 'x'\n:::", "needs two pictures or more"),
        ("> — A painter", "a speaker and no words"),
        ("> One\ntwo", "must begin with >"),
        (
            "::: table\ncaption = 'x'\nhead = ['a', 'b']\nrows = [['1']]\n:::",
            "longer or shorter than the headings",
        ),
    ],
)
def test_a_slip_in_the_body_is_named(body: str, said: str) -> None:
    """Each fault is said in words that tell what to mend, with the file's name in front."""
    with pytest.raises(WordsError, match=said) as caught:
        parse_body(body, "city/a-pier.md")

    assert str(caught.value).startswith("city/a-pier.md")


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ('form = "sonnet"\n', "must be one of article"),
        ('hedline = "x"\n', "nobody knows the key “hedline”"),
        ('updated = { day = 0, at = "25:00" }\n', "write a time such as 07:40"),
        ("topics = [3]\n", "may hold only texts"),
        ("headline = 'x'\n", "not TOML"),
    ],
)
def test_a_slip_in_the_head_is_named(tmp_path: Path, extra: str, said: str) -> None:
    """A misspelt key, an unknown form or an hour that is not one stops the reading."""
    path = write_story(tmp_path, extra=extra)

    with pytest.raises(WordsError, match=said):
        read_story(path)


def test_a_story_in_the_wrong_folder_is_refused(tmp_path: Path) -> None:
    """The folder is the section; a file that disagrees has been dropped in the wrong place."""
    path = write_story(tmp_path).rename(tmp_path / "a-pier.md")

    with pytest.raises(WordsError, match="its folder does not"):
        read_story(path)


def test_a_name_that_cannot_be_an_address_is_refused(tmp_path: Path) -> None:
    """The file's name is the story's slug."""
    path = write_story(tmp_path, name="A Pier.md")

    with pytest.raises(WordsError, match="small letters, figures and hyphens"):
        read_story(path)


def test_a_folder_that_is_no_edition_is_said_so(tmp_path: Path) -> None:
    """The first missing file is named, with the folder that was looked in."""
    with pytest.raises(WordsError, match=r"paper\.toml: there is no such file"):
        load_edition(tmp_path)
