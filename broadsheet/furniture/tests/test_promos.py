"""Promos: written once, on the pages that their rule means and on no other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.furniture.models import Promo
from broadsheet.furniture.promos import actions
from broadsheet.furniture.promos.queries import reach
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment, State
from broadsheet.outbox.timekeeping import do_next
from broadsheet.pictures.actions import prepare
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.records.models import Record
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, member, section

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
TELEGRAM = "Now we are on Telegram too"
QUOTE = ("quote", {"text": "A quotation.", "speaker": "A minister"})
BODY = [("paragraphs", "<p>One.</p><p>Two.</p><p>Three.</p>")]


def promo(words: str = TELEGRAM, *, by: Any = None, **fields: Any) -> Promo:
    """A promo at the foot of every English story, unless something else is said."""
    given = {"place": "foot", "language": "en", "address": "https://t.me/harbour", **fields}
    return actions.add(by=by, words=words, at=MONDAY, **given)


def story(**given: Any) -> Story:
    """A published story of three paragraphs."""
    return StoryFactory(published=True, **{"body": BODY, **given})


def read(address: str) -> str:
    """What a reader gets at an address."""
    return Client().get(address).content.decode()


def test_a_promo_is_on_the_pages_that_its_rule_means() -> None:
    """By section and those under it, form and language."""
    nation, sport = section("Nation"), section("Sport")
    promo(sections=[nation.pk], forms=["article"])
    here = story(section=section("Delhi", nation))

    assert TELEGRAM in read(here.address)
    assert TELEGRAM not in read(story(section=sport).address)
    assert TELEGRAM not in read(story(section=nation, form="opinion").address)
    assert TELEGRAM not in read(story(section=nation, language="hi").address)
    assert TELEGRAM not in read("/")


def test_it_stands_after_the_paragraph_that_was_meant() -> None:
    """The story's own paragraphs count; one of a quotation does not, and the last ends the text."""
    promo(place="text-2")
    page = read(story(body=[QUOTE, *BODY]).address)

    assert page.index("Two.") < page.index(TELEGRAM) < page.index("Three.")
    assert TELEGRAM not in read(story(body=[("paragraphs", "<p>One.</p><p>Two.</p>")]).address)


def test_a_front_has_it_at_its_foot() -> None:
    """The home page, and the sections that are meant."""
    nation, sport = section("Nation"), section("Sport")
    promo("Of all", place="front")
    promo("Of the nation", place="front", sections=[nation.pk])

    assert "Of all" in read("/")
    assert "Of the nation" not in read("/")
    assert "Of the nation" in read(nation.address)
    assert "Of the nation" not in read(sport.address)


def test_it_is_a_note_beside_the_story_and_no_part_of_it() -> None:
    """Marked as such; machines that read the story's data do not get it."""
    promo(place="text-2", words="Follow <b>us</b>:", link_words="on Telegram")
    page = read(story().address)
    data = page[page.index("application/ld+json") :]

    assert '<aside class="promo promo-text-2"' in page
    assert "Follow &lt;b&gt;us&lt;/b&gt;: <a" in page
    assert "Telegram" not in data[: data.index("</script>")]


def test_its_picture_is_shown_until_it_is_withdrawn() -> None:
    """Small, in the files that were made; without one the words stay."""
    drawn = picture("boat.jpg", encoded(image(300, 300)), title="Boat")
    prepare(drawn, ["portrait"])
    promo(picture=drawn)
    address = story().address

    assert "<img" in read(address)
    drawn.withdrawn_at, drawn.withdrawn_ground = MONDAY, "editorial"
    drawn.save()

    assert "<img" not in read(address)
    assert TELEGRAM in read(address)


def test_it_begins_and_ends_by_appointment() -> None:
    """At the second, without anybody at the desk."""
    row = promo(starts_at=MONDAY + A_DAY, ends_at=MONDAY + 2 * A_DAY)
    address = story().address

    assert TELEGRAM not in read(address)
    assert do_next(MONDAY + A_DAY - timedelta(seconds=1)) is None
    do_next(MONDAY + A_DAY)
    assert TELEGRAM in read(address)
    do_next(MONDAY + 2 * A_DAY)
    assert TELEGRAM not in read(address)
    turns = Record.objects.filter(subject_id=str(row.pk), act="promo.turn")
    assert [one.after["showing"] for one in turns.order_by("pk")] == [True, False]


def test_switched_off_it_is_gone_and_nothing_is_due() -> None:
    """And its time does not bring it back."""
    row = promo(starts_at=MONDAY + A_DAY)
    actions.change(row, by=None, at=MONDAY, is_on=False)

    assert not Appointment.objects.filter(state=State.WAITING).exists()
    assert not Promo.objects.get().showing


def test_the_order_says_who_has_the_place() -> None:
    """Two in a place; the third waits until it is put before them."""
    rows = [promo(f"Promo {letter}") for letter in "ABC"]
    address = story().address

    assert "Promo C" not in read(address)
    actions.arrange("en", [rows[2].pk], by=None)

    page = read(address)
    assert page.index("Promo C") < page.index("Promo A")
    assert "Promo B" not in page


def test_the_desk_is_told_where_it_appears_and_what_is_in_its_way() -> None:
    """By section and form, before anything is saved as well."""
    nation, sport = section("Nation"), section("Sport")
    promo("First"), promo("Second", sections=[nation.pk])
    third = promo("Third", forms=["article"])
    found = reach(third)

    assert [place.title for place in found.sections] == ["Sport"]
    assert [(one.pages, [row.words for row in one.before]) for one in found.crowded] == [
        (1, ["First", "Second"])
    ]
    assert sport.pk in [place.pk for place in found.sections]


def test_a_section_editor_changes_the_promos_of_the_section_alone() -> None:
    """Not those of the whole paper, nor of another section; nor their order."""
    nation, sport = section("Nation"), section("Sport")
    editor = member(Role.SECTION_EDITOR, nation)
    mine = promo(by=editor, sections=[nation.pk])

    for sections in ([], [sport.pk], [nation.pk, sport.pk]):
        with pytest.raises(PermissionDenied):
            promo(by=editor, sections=sections)
        with pytest.raises(PermissionDenied):
            actions.change(mine, by=editor, sections=sections)
    with pytest.raises(PermissionDenied):
        actions.arrange("en", [mine.pk], by=editor)
    assert Promo.objects.get().sections == [nation.pk]


@pytest.mark.parametrize(
    "fields",
    [
        {"address": "javascript:alert(1)"},
        {"words": "  "},
        {"starts_at": MONDAY + A_DAY, "ends_at": MONDAY},
    ],
)
def test_what_readers_could_not_use_is_refused(fields: dict[str, Any]) -> None:
    """And nothing is written."""
    with pytest.raises(Refused):
        promo(**fields)

    assert not Promo.objects.exists()


def test_the_screens_make_a_promo_and_show_it_on_a_story() -> None:
    """Typed, looked at, saved, seen on a real page though its time has not come."""
    client = at_the_desk(member(Role.EDITOR))
    there = story(section=section("Nation"))
    sent = {"words": TELEGRAM, "address": "https://t.me/h", "place": "foot", "language": "en"}
    later = {**sent, "is_on": "on", "starts_at": "2036-01-01T06:00"}
    looked = client.post(reverse("promo_add"), {**later, "do": "look"})
    assert "Nation" in looked.content.decode()
    assert not Promo.objects.exists()

    client.post(reverse("promo_add"), {**later, "do": "save"})
    row = Promo.objects.get()
    preview = client.get(reverse("promo_preview", args=[row.pk, there.number]))
    wrong = client.post(reverse("promo", args=[row.pk]), {**sent, "address": "no", "do": "save"})

    assert TELEGRAM in preview.content.decode()
    assert preview.headers["Content-Security-Policy"]
    assert TELEGRAM not in read(there.address)
    assert "Say where it leads" in wrong.content.decode()
    assert TELEGRAM in client.get(reverse("promos")).content.decode()


def test_the_list_is_put_in_order_without_script() -> None:
    """By the button of a row, with all rows as they stood."""
    first, second = promo("First"), promo("Second")
    client = at_the_desk(member(Role.EDITOR))
    order = [first.pk, second.pk]
    client.post(reverse("promos_in", args=["en"]), {"promo": order, "do": f"up:{second.pk}"})

    assert list(Promo.objects.values_list("words", flat=True)) == ["Second", "First"]


def test_the_screens_are_the_editors() -> None:
    """Whoever may change no promo anywhere sees none of them."""
    client, row = at_the_desk(member(Role.REPORTER)), promo()

    for address in (reverse("promos"), reverse("promo_add"), reverse("promo", args=[row.pk])):
        assert client.get(address).status_code in (302, 403)
