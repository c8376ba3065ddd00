"""A correction stands everywhere that the story does, and a story's history can be read."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from django.test import Client

from broadsheet.press import edition
from broadsheet.press.actions import list_all
from broadsheet.press.changes import taken
from broadsheet.press.models import Change as Noted
from broadsheet.press.plates import plate_for
from broadsheet.press.pressroom import Pressroom, catch_up
from broadsheet.press.rendering import render
from broadsheet.stories import actions, keys
from broadsheet.stories.addresses import history_path
from broadsheet.stories.ledger import shown
from broadsheet.stories.ledger.rules import Note
from broadsheet.stories.models import Correction, Ground, Story
from broadsheet.stories.rules import Change
from broadsheet.stories.tests.cast import AN_HOUR, MONDAY, StoryFactory, section

pytestmark = pytest.mark.django_db
LATER = MONDAY + AN_HOUR
ATOM = "{http://www.w3.org/2005/Atom}"
WRONG, RIGHT = "The fare is ten rupees.", "The fare is two rupees."


def body(*paragraphs: str) -> str:
    """A body of these paragraphs, as the database has it."""
    markup = "".join(f"<p>{words}</p>" for words in paragraphs)
    return json.dumps([{"type": "paragraphs", "value": markup, "id": "a1"}])


def publish(story: Story, text: str, change: Change, note: str = "", at: Any = LATER) -> Story:
    """Publish another text of a story."""
    draft = Story.objects.get(pk=story.pk)
    draft.body = text
    revision = draft.save_revision(clean=False)
    return actions.publish(revision, by=None, at=at, change=change, note=note)


def corrected() -> Story:
    """A story that was wrong and is right now."""
    story = StoryFactory(published=True, title="Ferry fares", body=body(WRONG, "It rains."))
    return publish(story, body(RIGHT, "It rains."), Change.CORRECTION, "Not ten: two.")


def page(address: str, status: int = 200) -> str:
    """What a reader gets."""
    answer = Client().get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def words(markup: str) -> str:
    """The words on a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_a_correction_shows_everywhere() -> None:
    """On the story, in its structured data, in the ledger, and in the ledger's feed."""
    story = corrected()
    row = Correction.objects.get()
    on_story, ledger = page(story.address), page("/corrections/")
    data = json.loads(re.findall(r'ld\+json">(.*?)</script>', on_story)[0])

    assert "Correction · 6 May 2024, 1:00 PM IST Not ten: two." in words(on_story)
    assert f'href="#{row.name}"' in on_story
    assert f'id="{row.name}"' in on_story
    assert data["correction"][0]["text"] == "Not ten: two."
    assert data["correction"][0]["@id"].endswith(f"{story.address}#{row.name}")
    assert data["dateModified"] == "2024-05-06T13:00:00+05:30"
    assert f'href="{story.address}#{row.name}"' in ledger
    assert "<del>" in ledger
    assert "Not ten: two." in page("/corrections/feed.atom")


def test_the_feed_is_atom_as_it_should_be() -> None:
    """RFC 4287: what a feed and an entry must have, once each, with ids that last."""
    corrected()
    story = StoryFactory(published=True, title='"Quoted" & <sharp>')
    actions.add_note(story, Note.CLARIFICATION, "Said & <done>\x0b.", by=None, at=LATER + AN_HOUR)
    answer = Client().get("/corrections/feed.atom")
    feed = Xml.fromstring(answer.content)  # noqa: S314 our own
    entries = feed.findall(f"{ATOM}entry")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [len(feed.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert feed.findtext(f"{ATOM}updated") == "2024-05-06T14:00:00+05:30"
    assert links["self"] == "http://127.0.0.1:8000/corrections/feed.atom"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert [entry.findtext(f"{ATOM}content") for entry in entries] == [
        "Said & <done>.",
        "Not ten: two.",
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert all(
        len(entry.findall(f"{ATOM}{name}")) == 1
        for entry in entries
        for name in ("id", "title", "updated", "link", "content")
    )


def test_an_empty_ledger_is_a_page_and_a_feed() -> None:
    """A new paper has nothing to correct; its pages carry no clock."""
    StoryFactory(published=True)

    assert "Nothing had to be corrected" in page("/corrections/")
    assert "1970-01-01" in page("/corrections/feed.atom")
    page("/corrections/before/1/", 404)
    page("/corrections/before/999999999999999999/", 404)


def test_a_retraction_stands_above_the_text_and_the_story_keeps_its_address() -> None:
    """Machines are told as well."""
    story = StoryFactory(published=True, body=body(WRONG))
    actions.add_note(story, Note.RETRACTION, "It was made up.", by=None, at=LATER)
    markup = page(story.address)
    data = json.loads(re.findall(r'ld\+json">(.*?)</script>', markup)[0])

    assert markup.index("It was made up.</p>") < markup.index(WRONG)
    assert data["creativeWorkStatus"] == "Retracted"
    assert data["correction"][0]["name"] == "Retraction"
    assert words(markup).count("It was made up.") == 1 + 1  # the box, and the structured data


def test_the_ledger_is_read_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row stands on one page, and each page leads to the next."""
    monkeypatch.setattr(shown, "PER_PAGE", 2)
    story = StoryFactory(published=True)
    for number in range(5):
        actions.add_note(story, Note.CLARIFICATION, f"Word {number}.", by=None, at=LATER)
    found, address = [], "/corrections/"
    while address:
        markup = page(address)
        found += re.findall(r"Word (\d)\.", markup)
        older = re.search(r'rel="next" href="([^"]+)"', markup)
        address = older[1] if older else ""

    assert found == ["4", "3", "2", "1", "0"]


def test_what_readers_may_not_see_is_not_in_the_ledger() -> None:
    """A story that is offline or withdrawn takes its corrections along, and brings them back."""
    story = corrected()
    actions.unpublish(story, by=None, at=LATER)
    offline = page("/corrections/")
    actions.publish(story, by=None, at=LATER + AN_HOUR)

    assert "Not ten" not in offline
    assert "Not ten" in page("/corrections/")


def test_the_history_shows_every_version_and_what_it_changed() -> None:
    """Newest first; the words that went and came are said, not only drawn."""
    story = corrected()
    address = history_path(story.address)
    told = words(page(address))
    second, first = words(page(f"{address}2/")), words(page(f"{address}1/"))

    assert told.index("Corrected · 6 May 2024, 1:00 PM") < told.index("First published ·")
    assert "The fare is [taken out:] ten [end] [put in:] two [end] rupees." in told
    assert "It rains." not in told
    assert "[taken out:] ten [end] [put in:] two [end] rupees. It rains." in second
    assert WRONG in first
    assert "[taken out:]" not in first
    assert f'href="{address}"' in page(story.address)
    page(f"{address}3/", 404)


def test_a_story_with_one_version_that_nobody_kept_has_a_history() -> None:
    """An archive's story: its row is what readers were given."""
    story = StoryFactory(published=True, body=body(WRONG))
    story.versions.model.objects.filter(story=story).exists()
    address = history_path(story.address)
    before = page(f"{address}1/")

    assert WRONG in words(before)


def test_drafts_and_what_is_gone_have_no_history() -> None:
    """Nobody is told of a draft; what was withdrawn says so at every address of it."""
    draft, offline = StoryFactory(), StoryFactory(offline=True)
    story = corrected()
    address = history_path(story.address)
    actions.withdraw(story, Ground.LEGAL, by=None, note="Ordered.", at=LATER + AN_HOUR)
    for one in (draft, offline):
        page(history_path(one.address), 404)
        page(history_path(one.address, 1), 404)
    page(history_path("/nation/2024/may/06/nothing-999999.html"), 404)

    assert "ten rupees" not in page(address, 451) + page(f"{address}1/", 451)


def test_an_old_address_of_a_history_leads_to_the_present_one() -> None:
    """As every form of the story's own address does."""
    story = corrected()
    old = history_path(story.address)
    renamed = actions.rename(story, "fares-of-ferries", by=None)
    answer = Client().get(old)

    assert (answer.status_code, answer["Location"]) == (301, history_path(renamed.address))


def test_the_paper_may_keep_its_history_to_itself(settings: Any) -> None:
    """One switch: no address, no link, and the ledger without the words that were wrong."""
    story = corrected()
    settings.PAPER_HISTORY = False
    page(history_path(story.address), 404)
    page(history_path(story.address, 1), 404)

    assert "/history/" not in page(story.address)
    assert "<del>" not in page("/corrections/")
    assert "Not ten: two." in page("/corrections/")


@pytest.mark.parametrize(("ground", "status"), [(Ground.EDITORIAL, 410), (Ground.LEGAL, 451)])
def test_one_version_can_be_withdrawn_and_put_back(ground: Ground, status: int) -> None:
    """Its words stand nowhere: not in the next version's changes, nor in the ledger."""
    story = corrected()
    address = history_path(story.address)
    first = story.versions.get(number=1)
    actions.withdraw_version(first, ground, by=None, note="Ordered.", at=LATER + AN_HOUR)
    everywhere = [page(one) for one in (story.address, address, f"{address}2/", "/corrections/")]
    gone = page(f"{address}1/", status)
    actions.restore_version(first, by=None)

    assert not [
        markup for markup in [*everywhere, gone] if re.search(r"\bten\b rupees|ten<", markup)
    ]
    assert "This version was withdrawn." in everywhere[1]
    assert WRONG in words(page(f"{address}1/"))


def test_the_version_that_readers_have_is_not_withdrawn() -> None:
    """A version without it is published first, or the story is withdrawn."""
    story = corrected()
    with pytest.raises(Exception, match="Readers have this version now"):
        actions.withdraw_version(
            story.versions.get(number=2), Ground.LEGAL, by=None, note="Ordered."
        )


def test_every_page_of_the_ledger_explains_itself() -> None:
    """What it was made from is known, so that it is never stale."""
    story = corrected()
    at = history_path(story.address)
    made = {
        one: render(one, anew=True).printed.keys
        for one in (
            "/corrections/",
            "/corrections/feed.atom",
            "/corrections/before/9/",
            at,
            f"{at}1/",
        )
    }

    assert all(keys.LEDGER in made[one] for one in list(made)[:3])
    assert all(
        {keys.story(story.pk), keys.history(story.pk)} <= made[one] for one in list(made)[3:]
    )


def test_a_correction_touches_the_story_the_ledger_and_its_feed() -> None:
    """In the same transaction."""
    story = StoryFactory(published=True)
    Noted.objects.all().delete()
    taken()
    actions.add_note(story, Note.CLARIFICATION, "Said more clearly.", by=None, at=LATER)
    noted = set(Noted.objects.values_list("key", flat=True))

    assert {keys.story(story.pk), keys.LEDGER} <= noted


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_version_is_out_of_the_edition_at_once(settings: Any, tmp_path: Any) -> None:
    """Before any worker has looked."""
    settings.EDITION_ROOT = tmp_path / "edition"
    story = corrected()
    address = history_path(story.address, 1)
    for _step in list_all():
        continue
    catch_up()
    Pressroom().print_for_reader(address)
    before = edition.present().get(address)
    actions.withdraw_version(
        story.versions.get(number=1), Ground.LEGAL, by=None, note="Ordered.", at=LATER
    )

    assert before is not None
    assert edition.present().get(address) is None
    assert edition.present().get("/corrections/") is None


@pytest.mark.parametrize(
    ("address", "plate"),
    [
        ("/corrections/", "corrections"),
        ("/corrections/feed.atom", "corrections"),
        ("/corrections/before/7/", "older corrections"),
        ("/nation/2024/may/06/ferry-7/history/", "histories"),
        ("/nation/2024/may/06/ferry-7/history/2/", "histories"),
    ],
)
def test_each_address_has_its_plate(address: str, plate: str) -> None:
    """None passes for a section or an old address."""
    found = plate_for(address)

    assert found is not None
    assert found.name == plate


def test_a_long_history_is_told_in_part(django_assert_max_num_queries: Any) -> None:
    """Thirty versions on one page; the earlier ones have addresses of their own."""
    story = StoryFactory(published=True, body=body("0."))
    for number in range(1, 34):
        at = MONDAY + timedelta(minutes=number)
        story = publish(story, body(f"{number}."), Change.TYPO, at=at)
    address = history_path(story.address)
    with django_assert_max_num_queries(14):
        markup = page(address)

    assert markup.count('id="version-') == shown.MOST_TOLD
    assert f'href="{address}4/"' in markup
    assert "[put in:] 33 [end] ." in words(page(f"{address}34/"))


def test_a_section_has_its_own_ledger_and_feed() -> None:
    """With all below it, at its own address; a story that moves takes its corrections along."""
    delhi = section("Delhi", parent=section())
    there = StoryFactory(published=True, section=delhi, title="Ferry fares")
    actions.add_note(there, Note.CLARIFICATION, "Said of Delhi.", by=None, at=LATER)
    other = StoryFactory(published=True, section=section("Sport"))
    actions.add_note(other, Note.CLARIFICATION, "Said of Sport.", by=None, at=LATER)

    whole, nation = words(page("/corrections/")), words(page("/corrections/in/nation/"))
    assert "Said of Delhi." in whole
    assert "Said of Sport." in whole
    assert "Said of Delhi." in nation
    assert "Said of Sport." not in nation
    assert "Corrections and clarifications: Nation" in nation
    assert "Said of Delhi." in page("/corrections/in/nation/delhi/feed.atom")
    assert 'href="/corrections/in/nation/delhi/"' in page("/corrections/in/nation/")
    page("/corrections/in/no-such-section/", status=404)

    catch_up()
    Pressroom().print_for_reader("/corrections/in/sport/")
    actions.move(there, section("Sport"), by=None, at=LATER)
    catch_up()
    Pressroom().print_for_reader("/corrections/in/sport/")
    printed = edition.present().get("/corrections/in/sport/")
    assert printed is not None
    assert b"Said of Delhi." in printed.body()
