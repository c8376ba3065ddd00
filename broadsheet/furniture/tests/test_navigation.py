"""Navigation on readers' pages: arranged by the editor, kept right by itself, taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.furniture.models import Menu, MenuVersion
from broadsheet.furniture.navigation import actions, drafts
from broadsheet.furniture.navigation.drafts import Draft, Screen
from broadsheet.furniture.navigation.queries import navigation
from broadsheet.furniture.navigation.rules import Document, Entry
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment, State
from broadsheet.outbox.timekeeping import do_next
from broadsheet.people.actions import edit_contributor
from broadsheet.records.models import Record
from broadsheet.sections.actions import edit_topic
from broadsheet.stories.tests.cast import MONDAY, at_the_desk, byline, member, section, topic

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
CORRECTIONS = Entry("page", "/corrections/", "Corrections")


def words(place: str = "strip") -> list[str]:
    """What stands at a place of the English navigation."""
    found = navigation("en")
    links: Any = getattr(found, place)
    if place in ("sheet", "footer"):
        links = [link for column in links for link in column.links]
    return [link.words for link in links]


def arranged(by: Any = None, **places: tuple[Entry, ...]) -> Menu:
    """Arrange places of the English navigation."""
    return actions.change("en", Document(places), by=by, at=MONDAY)


def test_a_new_paper_needs_nothing() -> None:
    """The sections stand in the strip and the footer; the sheet has those under them as well."""
    nation = section("Nation")
    section("Sport")

    assert (words("strip"), words("footer")) == (["Nation", "Sport"], ["Nation", "Sport"])
    assert words("sheet") == []

    section("Delhi", nation)

    assert words("sheet") == ["Nation", "Sport"]
    assert [link.words for link in navigation("en").sheet[0].links[0].below] == ["Delhi"]


def test_what_was_renamed_is_called_anew_and_what_is_gone_leaves() -> None:
    """Sections, topics and people stand by their rows, not by their names."""
    nation, sport, rains, meera = section("Nation"), section("Sport"), topic(), byline()
    targets: list[tuple[str, Any]] = [
        ("section", nation),
        ("section", sport),
        ("topic", rains),
        ("person", meera),
    ]
    arranged(strip=tuple(Entry(kind, str(row.pk)) for kind, row in targets))
    nation.title = "The nation"
    nation.save_revision().publish()
    edit_topic(rains, by=None, name="Rains")
    edit_contributor(meera, by=None, name="Meera N.")
    sport.unpublish()

    assert words() == ["The nation", "Rains", "Meera N."]


def test_the_editors_own_words_stand() -> None:
    """Whatever the section is called."""
    arranged(strip=(Entry("section", str(section("Nation").pk), "India"), CORRECTIONS))
    page = Client().get("/").content.decode()

    assert '<a href="/nation/">India</a>' in page
    assert '<a href="/corrections/">Corrections</a>' in page


def test_columns_ears_policies_and_imprint_stand_on_the_page() -> None:
    """Each in its place, an outside address as such."""
    footer = (Entry("heading", words="Follow"), Entry("page", "https://t.me/h", "Telegram"))
    places = {"footer": footer, "policies": (CORRECTIONS,), "ear_end": (CORRECTIONS,)}
    section()
    actions.change("en", Document(places, "1 Quay Road\n<Port Blair>"), by=None)
    page = Client().get("/").content.decode()

    assert '<p class="colophon-heading">Follow</p>' in page
    assert '<a href="https://t.me/h" rel="noopener">Telegram</a>' in page
    assert "1 Quay Road<br>&lt;Port Blair&gt;" in page
    assert page.count('<a href="/corrections/">') == 2


def test_a_dated_row_comes_and_goes_by_appointment() -> None:
    """At its second: no page asks the clock."""
    section()
    vote = Entry("page", "/vote/", "Vote", MONDAY + A_DAY, MONDAY + 2 * A_DAY)
    arranged(strip=(CORRECTIONS, vote))

    assert words() == ["Corrections"]
    assert do_next(MONDAY + A_DAY - timedelta(seconds=1)) is None
    do_next(MONDAY + A_DAY)
    assert words() == ["Corrections", "Vote"]
    do_next(MONDAY + 2 * A_DAY)
    assert words() == ["Corrections"]
    assert Record.objects.filter(act="navigation.turn").count() == 2


def test_another_version_drops_the_appointments_of_the_one_before() -> None:
    """What is not wanted any more does not come."""
    arranged(strip=(Entry("page", "/vote/", "Vote", MONDAY + A_DAY),))
    arranged(strip=(CORRECTIONS,))

    assert not Appointment.objects.filter(state=State.WAITING).exists()


def test_a_version_is_taken_back_and_none_is_lost() -> None:
    """It stands again as a new version; the log has who and when."""
    section()
    editor = member(Role.EDITOR)
    arranged(by=editor, strip=(CORRECTIONS,))
    arranged(by=editor, strip=())

    assert words() == []
    actions.take_back("en", 1, by=editor)

    assert words() == ["Corrections"]
    assert list(MenuVersion.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Record.objects.filter(act="navigation.change", actor_id=editor.pk).count() == 3


def test_only_an_editor_of_the_whole_paper_changes_it() -> None:
    """Not a section's editor; and nothing is written."""
    with pytest.raises(PermissionDenied):
        arranged(by=member(Role.SECTION_EDITOR), strip=())

    assert not Menu.objects.exists()


def test_two_editors_at_once_lose_nothing() -> None:
    """The second is told, and has their rows on the screen with the newer version's number."""
    section()
    arranged(strip=(CORRECTIONS,))
    with pytest.raises(Refused, match="meanwhile"):
        actions.change("en", Document(), by=None, over=0)
    client = at_the_desk(member(Role.EDITOR))
    sent = typed(Draft("strip", "page", "/mine/", "Mine"), over="0")
    answer = client.post(reverse("navigation", args=["en"]), sent)
    page = answer.content.decode()

    assert "meanwhile" in page
    assert 'value="Mine"' in page
    assert 'name="over" value="1"' in page
    assert words() == ["Corrections"]


# --- the screen ---


def typed(*rows: Draft, **more: Any) -> dict[str, Any]:
    """What the form sends."""
    columns = {f"row-{name}": [getattr(row, name) for row in rows] for name in drafts.FIELDS}
    return {"arranged": ["strip"], "do": "save", "over": "0", **columns, **more}


def test_the_screen_saves_what_is_named() -> None:
    """A section by its way, a topic by its name, a person, a page; an empty row is nothing."""
    section("Delhi", section("Nation"))
    topic("Monsoon"), byline("Meera Nair")
    client = at_the_desk(member(Role.EDITOR))
    rows = (
        Draft("strip", "section", "Nation › Delhi"),
        Draft("strip", "topic", "monsoon", "The rains"),
        Draft("strip", "person", "Meera Nair"),
        Draft("strip"),
        Draft("strip", "page", "/corrections/", "Corrections"),
    )
    answer = client.post(reverse("navigation", args=["en"]), typed(*rows))

    assert answer.status_code == 302
    assert words() == ["Delhi", "The rains", "Meera Nair", "Corrections"]
    page = client.get(reverse("navigation", args=["en"])).content.decode()
    assert 'value="Nation › Delhi"' in page


def test_a_row_with_a_fault_is_marked_and_nothing_is_lost() -> None:
    """All that was typed is still there."""
    section()
    client = at_the_desk(member(Role.EDITOR))
    rows = (
        Draft("strip", "topic", "Nobody's topic", "Kept words"),
        Draft("strip", "page", "javascript:alert(1)", "Bad"),
        Draft("strip", "page", "/good/", "Good", starts="soon"),
    )
    page = client.post(reverse("navigation", args=["en"]), typed(*rows)).content.decode()

    assert page.count('class="furniture-fault"') == 3
    assert "Kept words" in page
    assert not Menu.objects.exists()


def test_a_broken_form_breaks_nothing() -> None:
    """Columns of unequal length, places that are none, a button that is none."""
    section()
    client = at_the_desk(member(Role.EDITOR))
    sent = {"row-place": ["strip", "nowhere"], "row-kind": ["page"], "do": "up:99", "over": "x"}

    for do in ("up:99", "take:ear_start", "back:7", "out:", "??"):
        answer = client.post(reverse("navigation", args=["en"]), {**sent, "do": do})
        assert answer.status_code in (200, 404)
    assert client.get("/desk/navigation/xx/").status_code == 404


def test_the_screen_is_an_editors() -> None:
    """Nobody else sees it, nor has it in the menu."""
    client = at_the_desk(member(Role.SUB))

    assert client.get(reverse("navigation_home")).status_code in (302, 403)


STRIP = tuple(Draft("strip", "page", f"/{name}/", name) for name in "abc")
FOOT = Draft("footer", "page", "/foot/", "foot")


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ("up:0", "abc"),
        ("up:3", "acb"),
        ("down:0", "bac"),
        ("down:3", "abc"),
        ("out:2", "ac"),
        ("up:x", "abc"),
        ("down:99", "abc"),
    ],
)
def test_the_buttons_arrange_the_rows_of_one_place(do: str, order: str) -> None:
    """Without a script too; a row of another place between them is no neighbour."""
    screen = Screen((STRIP[0], FOOT, *STRIP[1:]), frozenset({"strip", "footer"}))
    after = drafts.arranged(screen, do, {})

    assert "".join(row.words for _number, row in after.of("strip")) == order
    assert [row for _number, row in after.of("footer")] == [FOOT]


def test_a_place_is_taken_from_the_sections_and_left_to_them_again() -> None:
    """What stood there by itself is what the editor begins with."""
    itself = {"strip": list(STRIP)}
    taken = drafts.arranged(Screen(), "take:strip", itself)
    left = drafts.arranged(taken, "leave:strip", itself)

    assert (taken.rows, taken.arranged) == (STRIP, frozenset({"strip"}))
    assert (left.rows, left.arranged) == ((), frozenset())
