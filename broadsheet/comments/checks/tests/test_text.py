"""What the checks notice in a text by itself."""

from __future__ import annotations

import pytest

from broadsheet.comments.checks.contact import contact
from broadsheet.comments.checks.links import allowed, links
from broadsheet.comments.checks.numbers import is_pan, luhn, verhoeff
from broadsheet.comments.checks.shouting import shouting
from broadsheet.comments.checks.submission import Bounds, LinkRule
from broadsheet.comments.checks.tests.made import at, noticed, submission

HOSTS = frozenset({"example.org", "gov.in"})


def contacts(text: str) -> list[tuple[str, str]]:
    """Return what leads to a person in a text: its kind, and its words."""
    made = submission(text, hosts=HOSTS)
    return [(signal.says, at(signal, made.written.text)) for signal in contact(made)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("write to ravi.k+news@mail.example!", "email", "ravi.k+news@mail.example"),
        ("ravi at gmail dot com", "email", "ravi at gmail dot com"),
        ("call 9876543210 now", "phone", "9876543210"),
        ("call +91 98765-43210.", "phone", "+91 98765-43210"),
        ("मेरा नंबर ९८७६५ ४३२१० है", "phone", "९८७६५ ४३२१०"),
        ("office 044-2345 6789", "phone", "044-2345 6789"),
        ("ring +44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("two: 9876543210 9123456780", "phone", "9876543210"),
        ("Aadhaar 2341 2341 2346", "aadhaar", "2341 2341 2346"),
        ("card 4111-1111-1111-1111", "card", "4111-1111-1111-1111"),
        ("PAN abcpk1234f", "pan", "abcpk1234f"),
        ("she lives at Flat No. 12B, Gandhi Nagar", "home", "Flat No. 12B, Gandhi Nagar"),
        ("H.No 5, near temple, 600 001", "home", "H.No 5, near temple, 600 001"),
    ],
)
def test_what_leads_to_a_person_is_noticed(text: str, kind: str, words: str) -> None:
    """E-mail, telephone, identity and card numbers, a door: with the words that it is."""
    assert contacts(text)[0] == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 2020 2021 it rained",
        "₹1,400 crore, ₹98,76,54,321",
        "Won 334/7 in 49.5 overs, 2-1",
        "1947-2023",
        "order of 12.03.2019, no. 1234/2019",
        "editor@example.org, help@pmo.gov.in",
        "3.14159265358979",
        "Article 370, 35A; 16th, 5 8 13 21",
        "https://news.example/9876543210/2341234123462",
        "@ravi @home",
        "flat 5 per cent tax",
        "the house 12 voted",
        "1234567890",
        "6000000 people",
        "2341 2341 2345",
        "4111 1111 1111 1112",
        "ABCXK1234F",
        "12-12-2021 09:30",
        "the yahoo at the office",
    ],
)
def test_other_numbers_are_nobodys(text: str) -> None:
    """Years, money, scores, dates, article numbers, the paper's own addresses, links."""
    assert contacts(text) == []


def test_check_digits_find_every_single_slip() -> None:
    """Verhoeff and Luhn as published: one digit wrong is never right."""
    for right, good in ((verhoeff, "2363"), (verhoeff, "758722"), (luhn, "79927398713")):
        assert right(good)
        for place, digit in enumerate(good):
            others = (good[:place] + other + good[place + 1 :] for other in "0123456789")
            assert [one for one in others if right(one)] == [good], (place, digit)
    assert is_pan("ABCPK1234F")


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("see https://a.example/x", ["a.example"]),
        ("https://example.org/ https://www.example.org/a", []),
        ("https://notexample.org/", ["notexample.org"]),
        ("www.b.example and t.me/joinnow", ["t.me", "www.b.example"]),
        ("wa.me/919876543210", ["wa.me"]),
        ("bit.ly/3abc https://bit.ly/3abc", ["bit.ly", "bit.ly"]),
        ("the end.In the evening", []),
        ("Amazon.com and e.g. this/that", []),
        ("1.5/2 a.b", []),
        ("https://example.org.evil.example/", ["example.org.evil.example"]),
        ("pmo.gov.in/news", []),
    ],
)
def test_links_to_other_sites_are_noticed(text: str, hosts: list[str]) -> None:
    """With https:// or without; what is on the list, and all below it, is not."""
    found = links(submission(text, hosts=HOSTS))

    assert sorted(str(dict(signal.facts)["host"]) for signal in found) == sorted(hosts)


def test_a_link_may_be_stripped_in_place_of_being_held() -> None:
    """Then it is told, and decides nothing."""
    made = submission("https://a.example/", bounds=Bounds(links=LinkRule.STRIP))

    assert [(one.says, one.weight) for one in links(made)] == [("link-stripped", 0.0)]
    assert allowed("a.b.gov.in", HOSTS)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("हम सब BJP INC AAP NDA UPA ISRO DRDO के बारे में क्या जानते हैं यह बताइए", "hi"),
        ("தமிழ் மக்கள் அனைவரும் வாழ்க", "ta"),
        ("ഇത് വളരെ നല്ല വാർത്തയാണ് എന്ന് തോന്നുന്നു", "ml"),
        ("ಇದು ತುಂಬಾ ಒಳ್ಳೆಯ ಸುದ್ದಿ ಎಂದು ಅನಿಸುತ್ತದೆ", "kn"),
        ("یہ بہت اچھی خبر ہے اور ہم خوش ہیں", "ur"),
        ("NDTV, BJP, AIADMK", "en"),
        ("Hmm...... well------- ok ====", "en"),
        ("> WHY ARE THEY ALL SHOUTING AT US\nBecause they can", "en"),
        ("2000000000000 rupees", "en"),
        ("https://EXAMPLE.ORG/AAAAAAAAAAAAAAAAAAAAAAAAA", "en"),
        ("नहींीी वाहह", "hi"),
    ],
)
def test_what_cannot_shout_does_not(text: str, language: str) -> None:
    """Scripts without case, abbreviations, dots and rules, quotes, links, numbers."""
    assert list(shouting(submission(text, language))) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("WHY ARE THEY SHOUTING AT US ALL DAY", "WHY ARE THEY SHOUTING AT US ALL DAY"),
        ("noooooooooo way", "oooooooooo"),
        ("वाहहहहहहहहहह", "हहहहहहहहहह"),
        ("what!!!!!!!!!!", "!!!!!!!!!!"),
        ("WARUM SCHREIEN DIE SO LAUT, BÄH", "WARUM SCHREIEN DIE SO LAUT, BÄH"),
        ("😡😡😡😡😡😡😡😡😡😡", "😡😡😡😡😡😡😡😡😡😡"),
    ],
)
def test_shouting_is_noticed(text: str, words: str) -> None:
    """Capitals, and long runs of one letter or mark."""
    made = submission(text)

    assert [at(signal, made.written.text) for signal in shouting(made)] == [words]


@pytest.mark.parametrize(
    ("text", "says"),
    [("k", True), ("> *?", True), ("ok", False), ("👍", False), ("आ", False), ("不", False)],
)
def test_a_letter_says_nothing(text: str, says: bool) -> None:
    """One Latin letter or sign; an emoji, and a letter of other scripts, may be a word."""
    assert ("too-short" in noticed(text)) is says
