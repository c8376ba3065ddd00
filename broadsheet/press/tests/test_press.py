"""A change reprints exactly what it touches; a crash, a race or a failing page loses nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from broadsheet.kit import clock
from broadsheet.press import (
    actions,
    claiming,
    keeping,
    printing,
    queries,
    recording,
    rendering,
    spreading,
)
from broadsheet.press.changes import note, want
from broadsheet.press.edition import Edition
from broadsheet.press.models import Change, Need, Sheet, SheetKey
from broadsheet.press.pressroom import Pressroom, catch_up
from broadsheet.press.recording import SlotMade
from broadsheet.press.tests import newsstand

pytestmark = pytest.mark.django_db


def ask_for(*addresses: str) -> None:
    """Ask for pages, and print whatever is due."""
    with transaction.atomic():
        want(addresses)
    catch_up()


def text(paper: Edition, address: str) -> str:
    """Return a page of the edition as text."""
    seal = paper.get(address)
    return seal.body().decode() if seal else ""


def faults() -> list[str]:
    """Return what is wrong with the edition, in words."""
    return [f"{wrong.address}: {wrong.fault}" for _, wrong in queries.verify() if wrong]


@pytest.fixture
def printed(paper: Edition) -> Edition:
    """The small paper with two tags, all of it printed."""
    for name in ("Delhi", "Pune"):
        Tag.objects.create(name=name, slug=name.lower())
    ask_for("/", "/tag/delhi/", "/tag/pune/")
    newsstand.rendered.clear()
    return paper


def test_a_page_that_is_asked_for_is_in_the_edition(printed: Edition) -> None:
    """Rendered by the site's own resolver, with its keys and its shared part in their places."""
    seal = printed.get("/tag/delhi/")

    assert seal is not None
    assert seal.body() == b"<p>The Gazette</p><h1>Delhi</h1>"
    assert "tag-slugged-delhi" in seal.keys
    assert [place.name for place in seal.slots] == ["head:en"]
    assert faults() == []


def test_a_pages_shared_parts_are_read_together(printed: Edition) -> None:
    """By one query, however often a page has one; those that stand are not made again."""
    with CaptureQueriesContext(connection) as asked:
        page = rendering.render("/shared/").printed

    assert page.body == b"The Gazette|The Gazette|The Gazette"
    assert [(place.name, place.start, place.end) for place in page.slots] == [
        ("head:en", 0, 11),
        ("head:fr", 12, 23),
        ("head:en", 24, 35),
    ]
    assert sum("press_slotbody" in query["sql"] for query in asked.captured_queries) == 1
    assert newsstand.rendered == ["head"]  # the French one


def test_a_change_reprints_the_pages_made_from_it_and_no_other(printed: Edition) -> None:
    """The row's own page and the list that shows it; the other tag's page stays."""
    delhi = Tag.objects.get(slug="delhi")
    delhi.name = "New Delhi"
    delhi.save()

    catch_up()

    assert newsstand.rendered == ["/", "/tag/delhi/"]
    assert "New Delhi" in text(printed, "/")
    assert "New Delhi" in text(printed, "/tag/delhi/")


def test_what_could_have_been_in_a_list_reprints_it(printed: Edition) -> None:
    """A row that no page has ever loaded comes into the list that it belongs to."""
    Tag.objects.create(name="Agra", slug="agra")

    catch_up()

    assert text(printed, "/").endswith("Delhi Pune Agra</p>")


def test_a_deleted_row_leaves_its_page_and_its_lists(printed: Edition) -> None:
    """Its own page answers 404 from the edition, as printed."""
    Tag.objects.get(slug="delhi").delete()

    catch_up()

    gone = printed.get("/tag/delhi/")
    assert gone is not None
    assert gone.status == 404
    assert "Delhi" not in text(printed, "/")
    assert faults() == []


def test_a_renamed_row_is_let_go_of_by_the_address_it_had(printed: Edition) -> None:
    """The keys from before the change count as well as those from after it."""
    delhi = Tag.objects.get(slug="delhi")
    delhi.slug = "new-delhi"
    delhi.save()

    ask_for("/tag/new-delhi/")

    assert printed.get("/tag/delhi/").status == 404  # type: ignore[union-attr]
    assert text(printed, "/tag/new-delhi/").endswith("<h1>Delhi</h1>")
    assert faults() == []


def test_a_change_that_is_rolled_back_was_none(printed: Edition) -> None:
    """Its keys go with it, and the same change made again is noted again."""
    delhi = Tag.objects.get(slug="delhi")
    delhi.name = "New Delhi"

    def renamed_in_vain() -> None:
        with transaction.atomic():
            delhi.save()
            raise ValueError("no")

    with transaction.atomic():
        with pytest.raises(ValueError, match="no"):
            renamed_in_vain()
        assert not Change.objects.exists()

        delhi.save()

    assert Change.objects.filter(key=f"tag-{delhi.pk}").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_key_cannot_be_noted_outside_a_transaction() -> None:
    """There a crash could come between the change and its key."""
    with pytest.raises(transaction.TransactionManagementError, match="atomic"):
        note("tag-1")


def test_a_change_while_a_page_renders_prints_it_again(printed: Edition) -> None:
    """The page that was under way is older than the change, though its keys were unknown yet."""
    agra = Tag.objects.create(name="Agra", slug="agra")

    def rename() -> None:
        agra.name = "Agra Cantonment"
        agra.save()
        spreading.spread()  # as another worker would, before this print keeps its keys

    newsstand.meanwhile.append(rename)
    ask_for("/tag/agra/")

    assert text(printed, "/tag/agra/").endswith("<h1>Agra Cantonment</h1>")
    assert faults() == []


def test_a_crash_before_the_swap_leaves_the_sheet_due(
    printed: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the worker that comes after prints it."""
    delhi = Tag.objects.get(slug="delhi")
    delhi.name = "New Delhi"
    delhi.save()

    def full_disk(*_: Any) -> bool:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Edition, "swap_in", full_disk)
        with pytest.raises(OSError, match="No space"):
            Pressroom().work()

    assert "New Delhi" not in text(printed, "/tag/delhi/")
    assert Sheet.objects.get(address="/tag/delhi/").need == Need.RENDER
    assert list((printed.root / "new").iterdir()) == []
    catch_up()
    assert "New Delhi" in text(printed, "/tag/delhi/")


def test_a_worker_that_was_overtaken_takes_no_key_away(printed: Edition) -> None:
    """It printed an older page with other keys; those of the page that stands are kept."""
    sheet = Sheet.objects.get(address="/tag/delhi/")
    slow = claiming.claim_address(sheet.address, "slow")
    assert slow is not None
    with recording.recording() as record:
        recording.read("tag-of-old")
    ready = printing.Ready(slow, rendering.render(sheet.address), printed.get(sheet.address))  # type: ignore[arg-type]
    ready.page = replace(
        ready.page, printed=replace(ready.page.printed, keys=frozenset(record.keys))
    )
    kept = set(sheet.keys.values_list("key", flat=True))
    Sheet.objects.filter(pk=sheet.pk).update(claimed_by="another")

    printing.keep_and_swap(printing.Batch(spreading.last_spread(), [ready]))

    assert kept <= set(sheet.keys.values_list("key", flat=True))


def test_two_workers_that_make_one_slot_at_once_end_with_one_text(printed: Edition) -> None:
    """The text that was kept first counts; the page with the other one is spliced."""
    made = {"head:en": SlotMade("The Gazette of old", frozenset({"list-mastheads"}))}
    with transaction.atomic():
        keeping.keep_slots([made], spreading.last_spread(), clock.now())

    assert Change.objects.filter(key="slot:head:en").exists()


def test_a_page_that_fails_stays_as_it_was_and_says_why(printed: Edition) -> None:
    """It is tried a few times, then it waits for the next change; the others go out."""
    ask_for("/broken/", "/was/delhi/")

    assert printed.get("/broken/") is None
    assert queries.failed() == [("/broken/", "ValueError: This page cannot be set.")]
    assert printed.get("/was/delhi/").status == 301  # type: ignore[union-attr]


def test_a_settled_slot_is_spliced_without_rendering_its_pages(printed: Edition) -> None:
    """Only the shared part is rendered; the pages are cut and put together."""
    Tag.objects.create(name="The Daily Gazette", slug="masthead")
    catch_up()

    assert text(printed, "/tag/delhi/") == "<p>The Daily Gazette</p><h1>Delhi</h1>"
    assert "/tag/delhi/" not in newsstand.rendered
    assert newsstand.rendered.count("head") == 1
    assert faults() == []


def test_a_slot_that_comes_out_the_same_touches_no_page(printed: Edition) -> None:
    """Its keys changed, its text did not."""
    with transaction.atomic():
        note("list-mastheads")
    generation = printed.get("/tag/delhi/")
    catch_up()

    assert newsstand.rendered == ["head"]
    assert printed.get("/tag/delhi/") == generation


def test_a_lazy_page_is_set_aside_and_printed_for_the_next_reader(printed: Edition) -> None:
    """Nobody is served the stale one; its copy is kept for the day the database is down."""
    ask_for("/all/2/")
    newsstand.rendered.clear()
    Tag.objects.create(name="Agra", slug="agra")
    catch_up()
    assert "/all/2/" not in newsstand.rendered
    assert printed.get("/all/2/") is None
    assert printed.aside("/all/2/") is not None

    assert Pressroom().print_for_reader("/all/2/")
    assert "Agra" in text(printed, "/all/2/")


def test_one_change_sets_aside_what_is_not_worth_printing_now(
    printed: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest are printed at once, the rest when there is time, and no stale one stands."""
    monkeypatch.setattr(spreading, "prompt_and_aside", lambda found, now: ([], [
        one.pk for one in found
    ]))  # fmt: skip
    delhi = Tag.objects.get(slug="delhi")
    delhi.name = "New Delhi"
    delhi.save()
    spreading.spread()
    assert printed.get("/tag/delhi/") is None
    assert printed.aside("/tag/delhi/") is not None

    catch_up()
    assert "New Delhi" in text(printed, "/tag/delhi/")
    assert not Sheet.objects.filter(aside=True).exists()


def test_what_is_taken_out_is_gone_at_once_with_its_copy(printed: Edition) -> None:
    """Before any worker has looked."""
    delhi = Tag.objects.get(slug="delhi")

    actions.take_out([f"tag-{delhi.pk}"])

    assert printed.get("/") is None
    assert printed.get("/tag/delhi/") is None
    assert printed.aside("/tag/delhi/") is None
    assert printed.get("/tag/pune/") is not None


def test_a_stranger_leaves_no_trace_by_asking_for_what_is_not_there(printed: Edition) -> None:
    """No row and no file, however many addresses are tried."""
    sheets, keys = Sheet.objects.count(), SheetKey.objects.count()

    assert not Pressroom().print_for_reader("/tag/nowhere/")
    assert not Pressroom().print_for_reader("/no/plate/has/this")
    assert (Sheet.objects.count(), SheetKey.objects.count()) == (sheets, keys)
    assert printed.get("/tag/nowhere/") is None


def test_a_key_that_was_never_recorded_is_found_out(printed: Edition) -> None:
    """Take one recorded key away by hand, and verifying names the page that went stale."""
    delhi = Tag.objects.get(slug="delhi")
    SheetKey.objects.filter(sheet__address="/tag/delhi/").delete()
    delhi.name = "New Delhi"
    delhi.save()
    catch_up()

    assert faults() == ["/tag/delhi/: its text differs"]


def test_the_whole_edition_is_listed_once_and_taken_up_where_it_stopped(paper: Edition) -> None:
    """What is asked for is kept; a second listing asks for nothing that stands.

    Three tags have a page each, and the running slot has one.
    """
    for name in ("Delhi", "Pune", "Agra"):
        Tag.objects.create(name=name, slug=name.lower())
    assert [step.new for step in actions.list_all()][-1] == 4
    printing.print_sheets([])
    catch_up()
    newsstand.rendered.clear()

    assert [step.new for step in actions.list_all()][-1] == 0
    catch_up()
    assert newsstand.rendered == []
    assert len(list(paper.addresses())) == 4


def test_another_template_or_setting_prints_everything_again(printed: Edition) -> None:
    """They are no rows, so their digest stands for them; the same one prints nothing."""
    actions.set_imprint("one")
    catch_up()
    assert {"/", "/tag/delhi/", "/tag/pune/"} <= set(newsstand.rendered)
    newsstand.rendered.clear()

    assert not actions.set_imprint("one")
    catch_up()
    assert newsstand.rendered == []


def test_a_running_slot_changes_and_no_page_is_sealed_anew(printed: Edition) -> None:
    """Its own small page has the present text; the page keeps what stood there, and is right."""
    Tag.objects.create(name="Counted", slug="counted")
    ask_for("/tag/counted/", "/running/count/all/")
    before = printed.get("/tag/counted/")
    newsstand.rendered.clear()

    Tag.objects.create(name="Agra", slug="agra")
    catch_up()

    assert text(printed, "/running/count/all/") == "4 tags"
    assert printed.get("/tag/counted/") == before
    assert b'<div data-running="/running/count/all/">3 tags</div>' in (
        before.body() if before else b""
    )
    assert newsstand.rendered == ["/"]
    assert faults() == []


def test_a_running_slot_survives_a_splice(printed: Edition) -> None:
    """When the masthead changes, what stands in the running slot stays as it was."""
    Tag.objects.create(name="Counted", slug="counted")
    ask_for("/tag/counted/")
    Tag.objects.create(name="The Daily Gazette", slug="masthead")
    catch_up()

    assert text(printed, "/tag/counted/").startswith("<p>The Daily Gazette</p>")
    assert "3 tags" in text(printed, "/tag/counted/")
    assert faults() == []


def test_nobody_prints_a_running_slot_that_does_not_exist(printed: Edition) -> None:
    """Neither another name nor another word."""
    assert not Pressroom().print_for_reader("/running/nothing/all/")
    assert not Pressroom().print_for_reader("/running/count/some/")
