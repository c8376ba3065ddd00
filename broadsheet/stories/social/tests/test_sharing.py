"""Passing a story on without a script: plain links in the paper's order, and a short address."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from broadsheet.stories.models import OldAddress
from broadsheet.stories.social.sharing import WAYS, Shared, links, message_text
from broadsheet.stories.tests import cast

PAGE = Shared(
    "https://post.example/nation/2024/may/06/fares-12.html",
    "https://post.example/s/12",
    "Fares & ferries: 50% more",
    "*Fares & ferries: 50% more*\nWhat it means.",
)


def asked(way: str) -> dict[str, list[str]]:
    """What a link asks a place for."""
    [(_name, link)] = links(PAGE, [way], "E-mail")
    return parse_qs(urlsplit(link).query)


def test_the_ways_stand_in_the_papers_order() -> None:
    """Its choice, and no other."""
    names = [name for name, _link in links(PAGE, ["x", "email", "linkedin"], "ई-मेल")]

    assert names == ["X", "ई-मेल", "LinkedIn"]


def test_a_message_has_the_short_address_and_a_card_the_full_one() -> None:
    """Whatever the headline holds arrives as it is."""
    assert asked("whatsapp") == {"text": [f"{PAGE.text}\n{PAGE.short}"]}
    assert asked("telegram") == asked("x") == {"url": [PAGE.short], "text": [PAGE.title]}
    assert asked("facebook") == {"u": [PAGE.address]}
    assert asked("linkedin") == {"url": [PAGE.address]}
    assert asked("email") == {"subject": [PAGE.title], "body": [PAGE.address]}


def test_whatever_a_paper_may_choose_has_its_link(settings: Any) -> None:
    """The setting and the room know the same ways."""
    assert set(settings.SHARE_WAYS) == set(WAYS)


def test_no_link_says_where_it_was_taken_from() -> None:
    """No parameter but the words and the address; all by https or mail."""
    found = links(PAGE, WAYS, "E-mail")
    names = {name for _place, link in found for name in parse_qs(urlsplit(link).query)}

    assert names <= {"text", "url", "u", "subject", "body", "title"}
    assert {urlsplit(link).scheme for _place, link in found} == {"https", "mailto"}
    assert not any("utm" in link or "ref=" in link for _place, link in found)


@pytest.mark.parametrize(
    ("own", "mark", "text"),
    [
        ("", "", "*Fares rise*\nBy a third."),
        ("  Look at this:  ", "", "Look at this:"),
        ("Look", "Sponsored by Harbour Cement", "Look\nSponsored by Harbour Cement"),
    ],
)
def test_a_message_is_the_editors_own_or_headline_and_standfirst(
    own: str, mark: str, text: str
) -> None:
    """Bold by WhatsApp's asterisks, of which none stands within; who paid is always said."""
    assert message_text(own, "Fares *rise*", "By a third.", mark) == text


# --- over HTTP ---


@pytest.mark.django_db
def test_a_storys_short_address_leads_to_the_present_one(client: Client) -> None:
    """For ever; a draft's is nobody's business, and an archive's own address comes first."""
    out, draft = cast.StoryFactory(published=True), cast.StoryFactory()
    other = cast.StoryFactory(published=True)
    answer = client.get(f"/s/{out.number}")
    OldAddress.objects.create(story=other, path="/s/4711")

    assert (answer.status_code, answer.headers["Location"]) == (301, out.address)
    assert client.get(f"/s/{draft.number}").status_code == 404
    assert client.get("/s/99999").status_code == 404
    assert client.get("/s/4711").headers["Location"] == other.address


@pytest.mark.django_db
def test_a_story_offers_what_the_paper_has_chosen(client: Client, settings: Any) -> None:
    """In the line under the headline and after the text; no script of another's."""
    settings.SHARE_WITH = ["flipboard", "whatsapp"]
    text = client.get(cast.StoryFactory(published=True).address).content.decode()

    assert text.count("https://share.flipboard.com/") == 2
    assert text.count("https://api.whatsapp.com/send") == 2
    assert text.index("flipboard") < text.index("whatsapp")
    assert "facebook" not in text
    assert 'src="http' not in text
