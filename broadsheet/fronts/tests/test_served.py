"""Fronts as readers get them: at their addresses, as editors arranged them, each story once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadsheet.fronts import actions
from broadsheet.fronts.composing import composed
from broadsheet.fronts.models import Front
from broadsheet.fronts.serving import home
from broadsheet.fronts.tests import cast as fronts
from broadsheet.kit import clock
from broadsheet.kit.remembering import one_page
from broadsheet.pictures import withdrawing
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.press.recording import recording
from broadsheet.stories.actions import publish, withdraw
from broadsheet.stories.models import Ground, RelatedStory, Story
from broadsheet.stories.tests import cast
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db
NEWEST = {"from": "newest"}


def published(count: int, **given: Any) -> list[Story]:
    """So many stories that are out."""
    return [StoryFactory(published=True, **given) for _ in range(count)]


def shown(front: Front) -> list[int]:
    """The stories on what is live, from the top."""
    return composed(Front.objects.get(pk=front.pk)).stories()


def test_a_home_that_nobody_arranged_arranges_itself() -> None:
    """The newest with a lead, the opinions, then section by section, each story once."""
    cast.paper()
    sections = [cast.section("Nation"), cast.section("Sport")]
    drawn = picture("jetty.jpg", encoded(image(300, 200)), title="jetty", credit="Asha Rao")
    for section in sections:
        published(12, section=section)
        published(2, section=section, form="opinion")
    lead = StoryFactory(published=True, picture=drawn)
    front = composed(home())

    assert [box.layout for box in front.containers] == [
        "lead-four",
        "opinion",
        "band",
        "band",
    ]
    assert front.containers[0].cards[0].pk == lead.pk
    assert {one.card.form for one in front.containers[1].cards} == {"opinion"}
    assert len(front.stories()) == len(set(front.stories()))
    assert front.containers[2].title == "Nation"


def test_a_withdrawn_story_leaves_every_container_and_backfill_fills() -> None:
    """Whether it was pinned, placed by hand or came by itself."""
    cast.paper()
    stories = published(6)
    front = fronts.home()
    first = fronts.container(front, shows=2, backfill=NEWEST)
    second = fronts.container(front, shows=2, backfill=NEWEST)
    fronts.card(front, first, stories[0].pk, pinned=True)
    fronts.card(front, second, stories[1].pk)
    actions.publish(front, None)
    for gone in (stories[0], stories[1], stories[5]):
        assert gone.pk in shown(front)
        withdraw(gone, Ground.EDITORIAL, by=None, note="Ordered.")
        rows = shown(front)

        assert gone.pk not in rows
        assert len(set(rows)) == len(rows) == min(4, Story.objects.out().count())


def test_words_and_picture_of_a_use_stand_there_and_nowhere_else(client: Client) -> None:
    """The story's own page keeps its own."""
    cast.paper()
    own, other = (
        picture(f"{name}.jpg", encoded(image(width, 200)), title=name, credit="Asha Rao")
        for name, width in (("jetty", 300), ("bridge", 280))
    )
    story = StoryFactory(published=True, picture=own)
    front = fronts.home()
    where = fronts.container(front, "row")
    fronts.card(front, where, story.pk, headline="At last", kicker="Bridges", picture=other.pk)
    actions.publish(front, None)
    placed = composed(Front.objects.get(pk=front.pk)).containers[0].cards[0]

    assert (placed.headline, placed.kicker) == ("At last", "Bridges")
    assert placed.card.picture_id == other.pk
    page = client.get("/").content.decode()
    assert "At last" in page
    assert story.title not in page
    assert story.title in client.get(story.address).content.decode()


def test_a_picture_that_is_withdrawn_leaves_the_story_its_own() -> None:
    """A use of a picture is no way around its withdrawal."""
    cast.paper()
    other = picture("bridge.jpg", encoded(image(300, 200)), title="bridge", credit="Asha Rao")
    story = StoryFactory(published=True)
    front = fronts.home()
    fronts.card(front, fronts.container(front, "row"), story.pk, picture=other.pk)
    actions.publish(front, None)
    withdrawing.withdraw(other, "editorial", by=None, note="Not ours.")

    placed = composed(Front.objects.get(pk=front.pk)).containers[0].cards[0]
    assert placed.card.picture_id is None


def test_related_lines_stand_under_the_lead_and_nowhere_else() -> None:
    """As the editor of the story put them."""
    cast.paper()
    stories = published(5)
    stories[0].related.set([RelatedStory(related=stories[3])])
    publish(stories[0].save_revision(changed=True, clean=False), by=None)
    front = fronts.home()
    fronts.card(front, fronts.container(front, "lead", shows=1), stories[0].pk)
    fronts.container(front, shows=5, backfill=NEWEST)
    actions.publish(front, None)
    lead, rest = composed(Front.objects.get(pk=front.pk)).containers

    assert [card.pk for card in lead.cards[0].related] == [stories[3].pk]
    assert {one.pk for one in rest.cards} == {stories[pk].pk for pk in (1, 2, 4)}


def test_a_section_has_its_front_over_the_plain_list(client: Client) -> None:
    """And no story on the page twice; its further pages stay as they are."""
    nation = cast.section("Nation")
    stories = published(4, section=nation)
    front = fronts.front("section", nation)
    box = fronts.container(front, "row", title="The harbour", shows=1)
    fronts.card(front, box, stories[0].pk)
    before = client.get(nation.address).content.decode()
    actions.publish(front, None)
    after = client.get(nation.address).content.decode()

    assert "The harbour" not in before
    assert "The harbour" in after
    assert [after.count(f'href="{story.address}"') > 0 for story in stories] == [True] * 4
    links = after.count(f">{stories[0].title}<")
    assert links == 1


def test_a_special_stands_at_its_topics_address(client: Client) -> None:
    """A topic without one shows its list."""
    cast.paper()
    topic = cast.topic("Monsoon")
    front = fronts.front("special", topic)
    box = fronts.container(front, title="Where it rained")
    fronts.card(front, box, StoryFactory(published=True).pk)
    actions.publish(front, None)

    assert b"Where it rained" in client.get("/topic/monsoon/").content


def test_a_kicker_does_not_repeat_what_the_special_is_called(client: Client) -> None:
    """The story's section stands there instead; what an editor wrote for the card stays."""
    cast.paper()
    topic = cast.topic("Monsoon")
    front = fronts.front("special", topic)
    box = fronts.container(front, title="Where it rained")
    for words in ("", "MONSOON"):
        story = StoryFactory(published=True, kicker="Monsoon")
        fronts.card(front, box, story.pk, kicker=words)
    actions.publish(front, None)
    placed = composed(Front.objects.get(pk=front.pk)).containers[0].cards

    assert [one.kicker for one in placed] == ["", "MONSOON"]


def test_the_future_shows_plans_ends_and_scheduled_stories() -> None:
    """As at a moment; embargoed stories only to whoever may read them."""
    cast.paper()
    hour = timedelta(hours=1)
    out = published(2)
    front = fronts.home()
    box = fronts.container(front, shows=4, backfill=NEWEST)
    fronts.card(front, box, out[0].pk, pinned=True, until=(clock.now() + hour).isoformat())
    actions.publish(front, None)
    coming = StoryFactory(scheduled=True)
    fronts.container(front, title="Tomorrow", backfill=NEWEST)
    actions.plan(front, None, clock.now() + 3 * hour)
    fresh = Front.objects.get(pk=front.pk)
    soon = composed(fresh, at=clock.now() + 2 * hour, upcoming=True)
    later = composed(fresh, at=clock.now() + 4 * hour, upcoming=True)

    assert [one.pk for one in soon.containers[0].cards] == [coming.pk, out[1].pk, out[0].pk]
    assert [box.title for box in later.containers] == [""]
    assert [one.pinned for one in composed(fresh).containers[0].cards] == [True, False]


def test_a_front_asks_the_database_a_few_questions_whatever_it_shows() -> None:
    """Not one more for each card."""
    nation = cast.section("Nation")
    published(30, section=nation)
    front = fronts.home()
    for source in (NEWEST, {"from": "section", "value": nation.pk}):
        fronts.container(front, "row", shows=4, backfill=source)
    actions.publish(front, None)

    def asked() -> int:
        with one_page(), recording(), CaptureQueriesContext(connection) as queries:
            composed(home())
        return len(queries)

    few = asked()
    for one in Front.objects.get(pk=front.pk).draft.document["containers"]:
        step = {"op": "set_container", "id": one["id"], "shows": 12}
        actions.take_step(front, None, [step], 0)
    actions.publish(front, None)

    assert asked() <= few
    assert few <= 14
