"""Banners from the desk to the readers, and away again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from broadsheet.accounts.models import Role
from broadsheet.fronts.banners import actions
from broadsheet.fronts.banners.rules import Order
from broadsheet.fronts.models import Banner
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment
from broadsheet.outbox.timekeeping import do_next
from broadsheet.records.models import Record
from broadsheet.stories import actions as stories
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def story() -> Story:
    """A story that readers can open."""
    cast.paper()
    return cast.StoryFactory(title="Quake off the coast", published=True)


def order(story: Story | None = None, **said: Any) -> Order:
    """An order of a breaking banner over the whole paper, for an hour."""
    facts: dict[str, Any] = {
        "level": "breaking",
        "text": "Quake felt in the city",
        "language": "en",
    }
    until = clock.now() + HOUR
    return Order(**(facts | {"until": until, "story": story.pk if story else None} | said))


def over(address: str = "/") -> str:
    """A front as readers get it."""
    return Client().get(address).content.decode()


def strips() -> str:
    """The file that story pages fetch."""
    return Client().get("/running/banner/en/").content.decode()


def test_a_banner_stands_over_the_fronts_and_is_brought_to_the_stories(story: Story) -> None:
    """Printed over the home page with its link; a story page has its place, empty."""
    actions.raise_banner(order(story), by=cast.member(Role.EDITOR))
    page = over(story.address)

    assert f'<a href="{story.address}">Quake felt in the city</a>' in over()
    assert "Quake felt in the city" in strips()
    assert 'data-banners="/running/banner/en/"' in page
    assert "Quake felt in the city" not in page


def test_a_banner_of_a_section_stands_there_and_nowhere_else(story: Story) -> None:
    """Over the section's own front, and in the file with the section's key."""
    nation, sport = cast.section("Nation"), cast.section("Sport")
    actions.raise_banner(order(sections=frozenset({nation.pk})), by=None)

    assert "Quake felt" in over(nation.address)
    assert "Quake felt" not in over(sport.address)
    assert "Quake felt" not in over()
    assert f'data-in="{nation.pk}"' in strips()


def test_a_banner_ends_at_its_time_by_the_outbox(story: Story) -> None:
    """The page knows nothing of the clock: an appointment takes the banner down."""
    banner = actions.raise_banner(order(story), by=None)
    do_next(banner.until)
    banner.refresh_from_db()

    assert banner.state == Banner.State.OVER
    assert "Quake felt" not in over()
    assert Record.objects.filter(act="banner.end").exists()


def test_a_banner_goes_with_its_story(
    story: Story, django_capture_on_commit_callbacks: Any
) -> None:
    """Withdrawn in the same moment: no page leads to what readers may not open."""
    banner = actions.raise_banner(order(story), by=None)
    with django_capture_on_commit_callbacks(execute=True):
        stories.withdraw(story, Ground.EDITORIAL, by=None, note="Wrong.")
        assert "Quake felt" not in over()  # before anybody has heard of it
    banner.refresh_from_db()

    assert banner.state == Banner.State.GONE
    assert not Appointment.objects.filter(act=actions.END, state="waiting").exists()


def test_whoever_may_not_raise_a_banner_is_refused(story: Story) -> None:
    """Breaking is the editors'; a section editor raises live ones in the section alone."""
    nation, sport = cast.section("Nation"), cast.section("Sport")
    desk = cast.member(Role.SECTION_EDITOR, nation)
    here, there = frozenset({nation.pk}), frozenset({sport.pk})

    for refused in (
        order(story),
        order(story, level="live"),
        order(story, level="live", sections=there),
        order(story, sections=here),
    ):
        with pytest.raises(PermissionDenied):
            actions.raise_banner(refused, by=desk)

    assert actions.raise_banner(order(story, level="live", sections=here), by=desk).is_up


def test_a_change_keeps_its_appointment_and_both_texts_in_the_log(story: Story) -> None:
    """One appointment, moved; the record says what it was and what it is."""
    editor = cast.member(Role.EDITOR)
    banner = actions.raise_banner(order(story), by=editor)
    later: datetime = banner.until + HOUR
    actions.change_banner(banner, order(story, text="Quake: two hurt", until=later), by=editor)
    record = Record.objects.get(act="banner.change")

    assert [row.due_at for row in Appointment.objects.filter(act=actions.END)] == [later]
    assert record.before["text"] == "Quake felt in the city"
    assert record.after["text"] == "Quake: two hurt"
    assert "two hurt" in over()


def test_the_desk_raises_in_two_steps_and_sees_what_readers_will_see(story: Story) -> None:
    """The first step writes nothing; the second raises; the list takes it down."""
    client = cast.at_the_desk(cast.member(Role.EDITOR))
    said = {"text": "Quake felt in the city", "story": story.address, "level": "breaking"}
    seen = client.post("/desk/banners/raise/", said).content.decode()

    assert f'<a href="{story.address}">Quake felt in the city</a>' in seen
    assert not Banner.objects.exists()

    client.post("/desk/banners/raise/", said | {"confirm": "1"})
    banner = Banner.objects.get()

    assert banner.story == story
    assert "Quake felt in the city" in client.get("/desk/banners/").content.decode()

    client.post(f"/desk/banners/{banner.pk}/down/")
    banner.refresh_from_db()

    assert banner.state == Banner.State.DOWN


def test_what_the_form_cannot_take_is_said_and_nothing_is_lost(story: Story) -> None:
    """A story that is not there, and one too many: said beside what was typed."""
    client = cast.at_the_desk(cast.member(Role.EDITOR))
    said = {"text": "Quake felt in the city", "story": "no-such-999.html", "level": "breaking"}

    assert (
        "Readers have no such story" in client.post("/desk/banners/raise/", said).content.decode()
    )

    for _number in range(3):
        actions.raise_banner(order(story), by=None)
    full = client.post("/desk/banners/raise/", said | {"story": str(story.number)})

    assert "take one of them down first" in full.content.decode()
    assert 'value="Quake felt in the city"' in full.content.decode()


def test_a_banner_that_is_down_stays_down(story: Story) -> None:
    """Taken down twice, or changed after its end: refused with words."""
    banner = actions.raise_banner(order(story), by=None)
    actions.take_down(banner, by=None)

    with pytest.raises(Refused, match="down already"):
        actions.take_down(banner, by=None)
    with pytest.raises(Refused, match="down already"):
        actions.change_banner(banner, order(story), by=None)


def test_a_reporter_has_no_banners() -> None:
    """No menu, no screen."""
    client = cast.at_the_desk(cast.member(Role.REPORTER))

    assert client.get("/desk/banners/").status_code in (302, 403)
    assert client.get("/desk/banners/raise/").status_code in (302, 403)
