"""What devices are told of: stories that changed after they were out, by number alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from broadsheet.kit import clock
from broadsheet.offline import keys, queries, rules
from broadsheet.offline.models import Mark
from broadsheet.pictures import withdrawing
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.press import models as press
from broadsheet.press.changes import taken
from broadsheet.press.pressroom import catch_up
from broadsheet.stories import actions
from broadsheet.stories.ledger.rules import Note
from broadsheet.stories.models import Ground, LiveEntry, Story
from broadsheet.stories.rules import Change
from broadsheet.stories.tests.cast import StoryFactory, section

pytestmark = pytest.mark.django_db


def marked(story: Story) -> bool | None:
    """Whether the story's mark says that it is gone; ``None`` if it has none."""
    rows = Mark.objects.filter(number=story.number)
    assert rows.count() <= 1
    found = rows.first()
    return found.gone if found else None


def changed(story: Story, change: Change = Change.CORRECTION) -> None:
    """Publish another text."""
    story = Story.objects.get(pk=story.pk)
    story.title = f"{story.title}, and it was otherwise"
    revision = story.save_revision(changed=True, clean=False)
    actions.publish(revision, by=None, change=change, note="It was otherwise.")


@pytest.mark.parametrize("change", [Change.CORRECTION, Change.UPDATE, Change.TYPO])
def test_a_story_of_which_another_text_is_published_is_marked(change: Change) -> None:
    """A slip as well: what a reader kept has the slip."""
    story = StoryFactory(published=True)
    before = marked(story)

    changed(story, change)

    assert (before, marked(story)) == (None, False)


WAYS: dict[str, Callable[[Story], Any]] = {
    "offline": lambda story: actions.unpublish(story, by=None),
    "withdrawn": lambda story: actions.withdraw(story, Ground.EDITORIAL, by=None, note="Wrong."),
    "by law": lambda story: actions.withdraw(story, Ground.LEGAL, by=None, note="Order 7."),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_story_that_is_taken_from_the_readers_is_marked_as_gone(
    way: Callable[[Story], Any],
) -> None:
    """However it went; given back, it is marked as changed."""
    story = StoryFactory(published=True)
    way(story)
    gone = marked(story)
    if story.__class__.objects.get(pk=story.pk).withdrawn_at:
        actions.restore(story, by=None, note="It was right.")
    actions.publish(Story.objects.get(pk=story.pk).get_latest_revision(), by=None)

    assert (gone, marked(story)) == (True, False)


def test_a_note_and_a_live_entry_mark_their_story() -> None:
    """They change the page without another version of it."""
    noted, live = StoryFactory(published=True), StoryFactory(published=True)
    actions.add_note(noted, Note.RETRACTION, "We do not stand by it.", by=None)
    LiveEntry.objects.create(story=live, at=clock.now(), text="<p>The bell rings.</p>")

    assert (marked(noted), marked(live)) == (False, False)


def test_a_picture_that_is_withdrawn_marks_the_stories_that_show_it(
    settings: Any, tmp_path: Path
) -> None:
    """As the press knows them: those whose pages were printed with it."""
    settings.EDITION_ROOT, settings.MEDIA_ROOT = tmp_path / "edition", tmp_path / "media"
    drawn = picture("jetty.jpg", encoded(image(300, 200)), title="jetty", credit="Asha Rao")
    shows = StoryFactory(published=True, picture=drawn)
    other = StoryFactory(published=True, section=section("Sport"))
    catch_up()
    withdrawing.withdraw(drawn, "legal", by=None, note="Order 7.")

    assert (marked(shows), marked(other)) == (False, None)


def test_a_draft_and_what_only_the_desk_sees_mark_nothing() -> None:
    """Of a story that was never out no list says a word, not even its number."""
    draft, out = StoryFactory(), StoryFactory(published=True)
    draft.title = "Not yet to be known"
    draft.save_revision(clean=False)
    out.title = "Not yet to be known either"
    out.save_revision(clean=False)
    LiveEntry.objects.create(story=draft, at=clock.now(), text="<p>Not yet.</p>")

    assert Mark.objects.count() == 0


def test_a_mark_is_told_to_the_press_in_its_own_transaction() -> None:
    """The list, the story's part of it, and the story's page, which carries its stamp."""
    story = StoryFactory(published=True)
    press.Change.objects.all().delete()
    taken()

    changed(story)

    told = set(press.Change.objects.values_list("key", flat=True))
    part = keys.part(rules.part_of(story.number))
    assert {keys.NEWEST, part, keys.mark(story.number)} <= told


def test_an_act_that_fails_leaves_no_mark() -> None:
    """The mark stands or falls with the act."""
    story = StoryFactory(published=True)

    with transaction.atomic():
        changed(story)
        transaction.set_rollback(True)

    assert marked(story) is None


def test_what_is_printed_has_numbers_and_nothing_else(client: Client) -> None:
    """Neither a title nor an address, and of a story withdrawn by law no other word either."""
    story = StoryFactory(published=True)
    actions.withdraw(story, Ground.LEGAL, by=None, note="Order 7.")
    stamp = Mark.objects.get().pk
    part = rules.part_of(story.number)

    newest = client.get("/tombstones.json")
    older = client.get(f"/tombstones/{part}.json")

    assert newest.json() == {
        "last": stamp,
        "since": 0,
        "in_a_part": rules.IN_A_PART,
        "stories": [[story.number, stamp, 1]],
    }
    assert older.json() == {"stories": [[story.number, stamp, 1]]}
    assert client.get(f"/tombstones/{part + 1}.json").status_code == 404


def test_a_page_carries_the_stamp_of_its_story(client: Client) -> None:
    """So a device knows whether what came over the network is what the list speaks of."""
    story = StoryFactory(published=True)
    before = client.get(story.address).content.decode()
    changed(story)
    after = client.get(Story.objects.get(pk=story.pk).address).content.decode()

    assert "&quot;stamp&quot;:0," in before
    assert f"&quot;stamp&quot;:{queries.stamp(story.number)}," in after


def test_the_list_is_read_in_one_question_each(django_assert_num_queries: Any) -> None:
    """However many stories were marked."""
    now = clock.now()
    with transaction.atomic():
        for number in range(20):
            Mark.objects.create(number=number, gone=False, at=now)

    with django_assert_num_queries(2):
        newest, part = queries.newest(), queries.part(0)

    assert len(newest["stories"]) == len(part) == 20
