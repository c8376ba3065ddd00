"""The conventions of newspapers, one by one: times, bylines, credits, datelines, languages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.archive.articles import BylineKind
from broadsheet.archive.reading import agencies, bylines, credits, datelines, languages, times
from broadsheet.kit.tests.counts import examples

INDIA = ZoneInfo("Asia/Kolkata")
EAST = timezone(timedelta(hours=-4))


def at(hour: int, minute: int, day: int = 7, month: int = 4) -> datetime:
    return datetime(2021, month, day, hour, minute, tzinfo=INDIA)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Published: 07th April 2021 03:56 AM", at(3, 56)),
        ("Apr 07, 2021, 03:56 IST", at(3, 56)),
        ("First Published: Apr 7, 2021, 3:56 PM (IST)", at(15, 56)),
        ("Published on: Wednesday, 7 April 2021 at 9 pm", at(21, 0)),
        ("2021-04-07T03:56:00+05:30", at(3, 56)),
        ("2021-04-06T22:26:00Z", at(3, 56)),
        ("10:24 PM IST, Wed April 7, 2021", at(22, 24)),
        ("At 10.30am on Wednesday 7 April 2021", at(10, 30)),
        ("1830 hrs IST, 7 April 2021", at(18, 30)),
        ("7 अप्रैल 2021, 10:30 AM IST", at(10, 30)),
        ("7 avril 2021 à 10h30", at(10, 30)),
        ("2021年4月7日 10時30分", at(10, 30)),
        ("07.04.2021, 10:30 Uhr", at(10, 30)),
        ("April 7, 2021 at 3:56 p.m. EDT", datetime(2021, 4, 7, 15, 56, tzinfo=EAST)),
        ("April 7, 2021 3:56 p.m. ET", datetime(2021, 4, 7, 15, 56, tzinfo=EAST)),
        ("7 April 2021 15:56 GMT", datetime(2021, 4, 7, 15, 56, tzinfo=UTC)),
    ],
)
def test_times_of_many_papers_are_one_moment(text: str, moment: datetime) -> None:
    """Orders, languages, clocks and zones come to the same kind of moment."""
    found = times.parse(text, INDIA)

    assert found is not None
    assert found.value == moment


@pytest.mark.parametrize(
    "text", ["7 hours ago", "Yesterday", "April 7", "May 2021", "31 April 2021"]
)
def test_what_is_no_moment_stays_none(text: str) -> None:
    """A relative time, a day without a year and a day that never was are not guessed."""

    assert times.parse(text, INDIA) is None


def test_what_was_assumed_or_chosen_is_carried_along() -> None:
    """A zone that the text lacks, a day without a time, figures in two orders, a doubtful zone."""
    bare = times.parse("7 April 2021 10:30", INDIA)
    day = times.parse("7 April 2021", INDIA)
    figures = times.parse("07/04/2021 10:30", INDIA)
    zone = times.parse("7 April 2021 10:30 CST", INDIA)

    assert bare is not None
    assert bare.assumed_zone == "Asia/Kolkata"
    assert day is not None
    assert day.day_only
    assert figures is not None
    assert figures.doubts == ("date-order",)
    assert figures.value.month == 4
    assert zone is not None
    assert zone.doubts == ("zone-ambiguous",)


def test_an_abbreviation_means_the_papers_own_zone_first() -> None:
    """IST on an Irish page is not India's time."""
    found = times.parse("7 July 2021 10:30 IST", ZoneInfo("Europe/Dublin"))

    assert found is not None
    assert found.value.utcoffset() == timedelta(hours=1)
    assert found.doubts == ()


def test_labels_tell_published_from_updated() -> None:
    """Both moments of one line, glued labels and all, and what else stood there."""
    found = times.find_labelled(
        "Asha RaoUpdated: Apr 8, 2021, 09:00 IST | First published: Apr 7, 2021, 10:30 IST", INDIA
    )

    assert found.published is not None
    assert found.published.value == at(10, 30)
    assert found.updated is not None
    assert found.updated.value == at(9, 0, day=8)
    assert found.leftovers == ("Asha Rao",)


def test_a_relative_time_is_named() -> None:
    """The report can quote it."""

    assert times.relative("Updated 7 hours ago") == "7 hours ago"
    assert times.relative("He left long ago.") == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Asha Rao", ["Asha Rao"]),
        ("By JANE DOE and Amit K. Rao", ["JANE DOE", "Amit K. Rao"]),
        ("Asha Rao | TNN", ["Asha Rao", "TNN"]),
        ("Jane Doe, Health Correspondent", ["Jane Doe"]),
        ("Written by Asha Rao | Edited by Tom Oduya", ["Asha Rao", "Tom Oduya"]),
        ("By Jane Doe in London", ["Jane Doe"]),
        ("Jane Doe (Reuters)", ["Jane Doe", "Reuters"]),
        ("Press Trust of India", ["Press Trust of India"]),
        ("Jane Doe, MD, PhD", ["Jane Doe"]),
        ("लेखक: राम सहाय", ["राम सहाय"]),
        ("Our Correspondent, New Delhi", ["Our Correspondent"]),
        ("By Tuesday the rain will have stopped and everyone will be home.", []),
        ("Share this article", []),
    ],
)
def test_bylines_give_their_names(text: str, names: list[str]) -> None:
    """Labels, roles and places are left out; agencies keep their whole name."""

    assert [one.name for one in bylines.parse(text)] == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Asha Rao", BylineKind.PERSON),
        ("PTI", BylineKind.AGENCY),
        ("Reuters", BylineKind.AGENCY),
        ("Coastal News Service", BylineKind.AGENCY),
        ("Staff Reporter", BylineKind.DESK),
        ("Special Correspondent", BylineKind.DESK),
        ("Web Desk", BylineKind.DESK),
    ],
)
def test_an_agency_or_a_desk_is_no_person(name: str, kind: BylineKind) -> None:
    """The kind of a byline follows from its words."""

    assert bylines.kind_of(name) is kind


def test_an_editor_has_the_role_of_one() -> None:
    """“Edited by” is not authorship."""
    found = bylines.parse("Written by Asha Rao, edited by Tom Oduya")

    assert [(one.name, one.role) for one in found] == [
        ("Asha Rao", "author"),
        ("Tom Oduya", "editor"),
    ]


@pytest.mark.parametrize(
    ("text", "caption", "credit", "agency", "kind"),
    [
        ("The weir (Photo | PTI)", "The weir", "PTI", "pti", "photo"),
        ("The weir. (File Photo | AFP)", "The weir.", "AFP", "afp", "file_photo"),
        ("The weir. (Representational Image)", "The weir.", "", "", "representational"),
        ("The weir at dusk | Pti", "The weir at dusk", "PTI", "pti", "photo"),
        ("The weir. Photo: Reuters", "The weir.", "Reuters", "reuters", "photo"),
        ("The weir. Photo credit: Asha Rao", "The weir.", "Asha Rao", "", "photo"),
        ("The weir. Image: Getty", "The weir.", "Getty Images", "getty", "photo"),
        ("The weir. PTI Photo", "The weir.", "PTI", "pti", "photo"),
        ("The weir. (Express photo by Amit Rao)", "The weir.", "Amit Rao", "", "photo"),
        ("The weir. REUTERS/Asha Rao", "The weir.", "REUTERS/Asha Rao", "reuters", "photo"),
        ("The weir (in the rain)", "The weir (in the rain)", "", "", "photo"),
        ("The weir was closed on Monday.", "The weir was closed on Monday.", "", "", "photo"),
    ],
)
def test_captions_part_from_their_credits(
    text: str, caption: str, credit: str, agency: str, kind: str
) -> None:
    """Credit, agency key and kind are read; nothing is invented where there is none."""
    found = credits.split(text)

    assert (found.caption, found.credit, found.agency, found.kind) == (
        caption,
        credit,
        agency,
        kind,
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("NEW DELHI: The board met.", "NEW DELHI"),
        ("NEW DELHI, April 7 (PTI): The board met.", "NEW DELHI"),
        ("LONDON (Reuters) - The board met.", "LONDON"),
        ("SEOUL, April 19 (Yonhap) -- The board met.", "SEOUL"),
        ("KYIV, Ukraine (AP) — The board met.", "KYIV, Ukraine"),
        ("NEW DELHI/MUMBAI: The board met.", "NEW DELHI/MUMBAI"),
        ("Mumbai: The board met.", "Mumbai"),
        ("Washington — The board met.", "Washington"),
        ("लखनऊ: बोर्ड की बैठक हुई।", "लखनऊ"),
        ("ALSO READ: The board met.", ""),
        ("BJP: The board met.", ""),
        ("Note: The board met.", ""),
        ("The Quad — four countries — met.", ""),
        ("The board met in LONDON (Reuters) - as it does.", ""),
    ],
)
def test_datelines_are_places_and_nothing_else(text: str, place: str) -> None:
    """The place without day and agency; labels, parties and speakers are none."""
    dateline, rest = datelines.split(text)

    assert dateline == place
    assert rest == text if not place else not rest.startswith(place)


def test_an_agency_in_a_dateline_is_given() -> None:
    """The loader may want it as the source."""

    assert datelines.agency("LONDON (Reuters) - The board met.") == "Reuters"


def test_agencies_are_known_by_any_of_their_names() -> None:
    """Case and dots do not matter, except where an abbreviation is also a word."""

    assert agencies.key_of("press trust of india") == "pti"
    assert agencies.key_of("P.T.I.") == "pti"
    assert agencies.key_of("Pa") == ""
    assert agencies.find("Amit Rao/PTI") == "pti"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The board said on Monday that the gates of the weir would be opened for the farms.",
            "en",
        ),
        ("बोर्ड ने कहा कि फाटक खोले जाएंगे और पानी मिलेगा।", "hi"),
        ("मंडळाने सांगितले की दरवाजे उघडले आहेत आणि पाणी मिळणार आहे.", "mr"),
        ("வாரியம் மதகுகளைத் திறக்க முடிவு செய்தது.", "ta"),
        ("بورڈ نے کہا کہ دروازے کھولے جائیں گے۔", "ur"),
        ("Le conseil a dit que les vannes de la rivière seraient ouvertes pour les fermes.", "fr"),
        ("1 2 3", ""),
    ],
)
def test_languages_are_told_by_script_and_common_words(text: str, code: str) -> None:
    """No language is named where there is too little to go by."""

    assert languages.of(text) == code


@settings(max_examples=examples(150), deadline=None, database=None)
@given(st.text(max_size=300))
def test_no_text_upsets_a_reader(text: str) -> None:
    """Any text goes through every reader without an exception, and a split loses no caption."""
    times.find_labelled(text, INDIA)
    times.relative(text)
    bylines.parse(text)
    bylines.is_titled(text)
    datelines.split(text)
    languages.of(text)
    found = credits.split(text)

    assert " ".join(text.split()).startswith(found.caption)
