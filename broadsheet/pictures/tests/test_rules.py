"""The words of a picture in use: whose they are, and how they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.pictures import agencies, rules
from broadsheet.pictures.models import PictureKind
from broadsheet.pictures.rules import Library, Notice, Use, resolve

SHELF = Library(
    alt="Two ferries at a quay",
    caption="Ferries wait for the tide.",
    credit="Asha Nair",
    agency="pti",
    kind=rules.FILE_PHOTO,
)
PICTURE = object()


def test_every_word_of_the_use_wins_over_the_library() -> None:
    """A use that says everything shows nothing of the library's words."""
    use = Use("A crane", "The crane fell.", "R Mehta", "afp", rules.PHOTO, "", PICTURE)

    resolved = resolve(use, SHELF)

    assert resolved.alt == "A crane"
    assert resolved.caption == "The crane fell."
    assert resolved.credit_line == "Photo | R Mehta, AFP"


def test_the_library_speaks_where_the_use_is_silent() -> None:
    """A use that names a picture and says nothing shows the library's words."""
    resolved = resolve(Use(picture=PICTURE), SHELF)

    assert resolved.alt == SHELF.alt
    assert resolved.caption == SHELF.caption
    assert resolved.credit_line == "File photo | Asha Nair, PTI"


def test_a_use_without_a_picture_never_shows_a_librarys_words() -> None:
    """A caption from elsewhere cannot reach a use that names no picture, whatever is passed in."""
    resolved = resolve(Use(credit="PTI"), SHELF)

    assert resolved.caption == ""
    assert resolved.alt == ""
    assert resolved.credit_line == "Photo | PTI"


def test_two_uses_of_one_picture_keep_their_own_captions() -> None:
    """One picture on a story and in a rail has two captions, and neither shows in the other."""
    story = Use(caption="The minister at the talks", picture=PICTURE)
    rail = replace(story, caption="Cases in the city are rising")

    assert resolve(story, SHELF).caption == "The minister at the talks"
    assert resolve(rail, SHELF).caption == "Cases in the city are rising"
    assert resolve(story, SHELF).caption == "The minister at the talks"


def test_credit_and_agency_are_one_saying() -> None:
    """A use that credits AFP does not take the library's PTI along."""
    resolved = resolve(Use(credit="AFP", picture=PICTURE), SHELF)

    assert resolved.credit_line == "File photo | AFP"
    assert resolved.agency == ""


@pytest.mark.parametrize(
    ("kind", "credit", "agency", "line"),
    [
        (rules.PHOTO, "PTI", "", "Photo | PTI"),
        (rules.PHOTO, "", "pti", "Photo | PTI"),
        (rules.PHOTO, "PTI", "pti", "Photo | PTI"),
        (rules.PHOTO, "", "", ""),
        (rules.FILE_PHOTO, "AFP", "", "File photo | AFP"),
        (rules.FILE_PHOTO, "", "", "File photo"),
        (rules.REPRESENTATIONAL, "", "", "Representational image"),
        (rules.REPRESENTATIONAL, "AP", "", "Representational image | AP"),
        (rules.ILLUSTRATION, "Sourav Roy", "", "Illustration: Sourav Roy"),
        (rules.AI_MADE, "", "", "Made with AI"),
        (rules.PHOTO, "(Photo | PTI)", "", "Photo | PTI"),
        (rules.FILE_PHOTO, "File Photo | AFP", "", "File photo | AFP"),
        (rules.REPRESENTATIONAL, "Representational image", "", "Representational image"),
        (rules.PHOTO, "Ashwin P, EPS", "eps", "Photo | Ashwin P, EPS"),
        (rules.PHOTO, "", "getty", "Photo | Getty Images"),
    ],
)
def test_a_credit_is_printed_as_papers_print_it(
    kind: str, credit: str, agency: str, line: str
) -> None:
    """Kind, name and agency make one line, and no word of it stands twice."""
    use = Use(credit=credit, agency=agency, kind=kind, picture=PICTURE)

    assert resolve(use, None, agencies=agencies.names()).credit_line == line


def test_labels_and_agencies_come_in_the_readers_language() -> None:
    """The rules print the words they are handed, in any language."""
    use = Use(agency="pti", picture=PICTURE)

    resolved = resolve(use, None, labels={rules.PHOTO: "फोटो"}, agencies=agencies.names("hi"))

    assert resolved.credit_line == "फोटो | पीटीआई"


def test_words_without_a_file_are_reported_to_the_desk() -> None:
    """An imported caption whose file did not come is missing; an empty use is not."""
    assert resolve(Use(caption="The talks"), None).notices == (Notice.FILE_MISSING,)
    assert Use(source="lead.jpg").missing
    assert not Use(kind=rules.PHOTO).missing
    assert Use().empty


def test_a_picture_without_alt_or_credit_is_reported_to_the_desk() -> None:
    """The desk is told of each word that a reader or the law will miss."""
    resolved = resolve(Use(picture=PICTURE), Library())

    assert resolved.notices == (Notice.ALT_MISSING, Notice.CREDIT_MISSING)


def test_the_models_kinds_are_the_rules_kinds() -> None:
    """A kind added to one side is missed on the other."""
    assert set(PictureKind.values) == set(rules.ENGLISH)


@pytest.mark.parametrize(
    ("credit", "key"),
    [
        ("PTI", "pti"),
        ("Press Trust of India", "pti"),
        ("P.T.I.", "pti"),
        ("Sonia Rao/AFP via Getty Images", "afp"),
        ("Getty Images", "getty"),
        ("Sonia Rao", ""),
        ("", ""),
    ],
)
def test_an_agency_is_found_in_a_credit(credit: str, key: str) -> None:
    """The first agency that a credit names is its agency; a person's name is none."""
    assert agencies.key_of(credit) == key
