"""What the law took down stands at no address, in no search and in no printed page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import staff
from broadsheet.pictures import withdrawing
from broadsheet.pictures.models import Picture
from broadsheet.press import actions as press
from broadsheet.press.pressroom import catch_up
from broadsheet.stories import actions
from broadsheet.stories.models import Ground
from broadsheet.stories.tests import cast
from tests.leaks.planted import CANARY, Planted, plant
from tests.leaks.walking import walk

pytestmark = pytest.mark.django_db
# The desk knows a sealed story by its headline and its address, in lists and in the log.
IN_THE_ADDRESS = b"zxqsslug"
KNOWN_AT_THE_DESK = {"zxqstitle", "zxqsslug"}


def published() -> Planted:
    """The planted story with its picture, out for everybody to read."""
    planted = plant()
    Picture.objects.filter(pk=planted.picture.pk).update(embargo_until=None)
    planted.workflow_state.cancel()
    actions.set_embargo(planted.story, None, by=None)
    actions.publish(planted.story.get_latest_revision(), by=None)
    return planted


def withdrawn(capture: Any) -> Planted:
    """The same, read by somebody, and then taken down by law with its picture."""
    planted = published()
    with capture(execute=True):
        actions.withdraw(planted.story, Ground.LEGAL, by=None, note="Order 7.")
        withdrawing.withdraw(planted.picture, "legal", by=None, note="Order 7.")
    return planted


def told_to(client: Client, planted: Planted) -> dict[str, set[str]]:
    """The canaries that are heard, by the address that tells them."""
    heard = {
        leak.address: {one for one in leak.told if CANARY.fullmatch(one.encode())}
        for leak in walk(client, planted)
    }
    return {address: words for address, words in heard.items() if words}


@pytest.mark.once
def test_what_is_out_is_told_so_that_the_walk_would_find_it() -> None:
    """The canaries sing before the order comes."""
    planted = published()

    told = told_to(Client(), planted)

    assert {"zxqstitle", "zxqsbody"} <= set().union(*told.values())


def test_no_address_tells_a_stranger_what_was_withdrawn(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Every pattern of the resolver; a file's name alone is no word of it."""
    planted = withdrawn(django_capture_on_commit_callbacks)

    assert told_to(Client(), planted) == {}


@pytest.mark.once
def test_no_screen_of_the_desk_tells_a_sealed_text(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Not even to the section's editor, who knows it by its headline."""
    planted = withdrawn(django_capture_on_commit_callbacks)
    client = cast.at_the_desk(staff(Role.SECTION_EDITOR, planted.section))
    client.raise_request_exception = False  # Wagtail's chooser knows no page above the root

    told = told_to(client, planted)

    assert {
        address: words - KNOWN_AT_THE_DESK
        for address, words in told.items()
        if words - KNOWN_AT_THE_DESK
    } == {}


def test_no_page_in_the_edition_has_a_word_of_it(
    settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    """Printed before, taken out and printed anew: each file of the folder is looked through."""
    settings.EDITION_ROOT = tmp_path / "edition"
    planted = published()
    for _step in press.list_all():
        continue
    catch_up()
    before = sung(tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(planted.story, Ground.LEGAL, by=None, note="Order 7.")
        withdrawing.withdraw(planted.picture, "legal", by=None, note="Order 7.")
    at_once = sung(tmp_path)
    catch_up()

    assert before
    assert (at_once, sung(tmp_path)) == (set(), set())


def sung(folder: Path) -> set[bytes]:
    """The canaries in the files of a folder, beside that in the address that says 451."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    heard = {word for file in files for word in CANARY.findall(file.read_bytes())}
    return heard - {IN_THE_ADDRESS}
