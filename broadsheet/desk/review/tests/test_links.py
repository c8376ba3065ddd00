"""A link for somebody without an account: named, for a while, logged, and shut by an embargo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.accounts.actions import deactivate
from broadsheet.accounts.models import Role, User
from broadsheet.desk.models import ReviewLink
from broadsheet.desk.review import actions, rules
from broadsheet.desk.review.actions import Wanted
from broadsheet.kit.refusals import Refused
from broadsheet.press import plates
from broadsheet.records.models import Record
from broadsheet.stories.actions import set_embargo, withdraw
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
moments = st.datetimes(timezones=st.just(UTC))


def now() -> datetime:
    """The real clock, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def link_to(story: Story, by: User | None = None, **wanted: Any) -> str:
    """The address of a link to a story for a day."""
    said: dict[str, Any] = {"for_whom": "Dr Rao, hydrologist", "expires_at": now() + A_DAY} | wanted
    _link, token = actions.make(story, Wanted(**said), by=by, at=now())
    return reverse("review", args=[token])


@given(
    link=st.builds(
        rules.Link, moments, st.booleans(), st.booleans(), st.booleans(), st.booleans(),
        st.booleans(), st.integers(0, 600),
    ),
    at=moments,
)  # fmt: skip
def test_no_link_opens_under_an_embargo_that_its_owner_did_not_allow(
    link: rules.Link, at: datetime
) -> None:
    """Nor one that was taken back, or is over."""
    opens = rules.fault_of(link, at) is None

    assert not (opens and link.embargoed and not link.under_embargo)
    assert not (opens and (link.revoked or link.expires_at <= at or not link.owner_may))


def test_a_link_shows_the_draft_as_readers_would_see_it_and_says_that_it_is_one() -> None:
    """To nobody's search engine, kept by nobody, and without telling other sites its address."""
    answer = Client().get(link_to(StoryFactory(title="The dam report")))
    text = answer.content.decode()

    assert answer.status_code == 200
    assert "<h1>The dam report</h1>" in " ".join(text.split()).replace("> ", ">").replace(" <", "<")
    assert "Draft for review: not published." in text
    assert "Dr Rao, hydrologist" in text
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in text
    assert not answer.cookies


def test_each_reading_stands_in_the_log_with_whose_link_it_was() -> None:
    """And the desk sees how often it was read."""
    address = link_to(StoryFactory())
    for _reading in range(2):
        Client().get(address)

    told = Record.objects.filter(act="review.read")
    assert [row.after["for"] for row in told] == ["Dr Rao, hydrologist"] * 2
    assert ReviewLink.objects.get().views == 2


def test_only_a_hash_of_the_token_is_kept() -> None:
    """Whoever reads the database opens no draft."""
    token = link_to(StoryFactory()).split("/")[2]

    kept = ReviewLink.objects.values_list("token_hash", flat=True).get()
    assert token not in kept
    assert token not in "".join(str(row.after) for row in Record.objects.all())


def _revoke(story: Story) -> None:
    actions.revoke(ReviewLink.objects.get(story=story), by=None, at=now())


def _leave(story: Story) -> None:
    owner = ReviewLink.objects.get(story=story).made_by
    assert owner is not None
    deactivate(owner, actor=None, at=now())


def _embargo(story: Story) -> None:
    set_embargo(story, now() + A_DAY, by=None)


@pytest.mark.parametrize("shut", [_revoke, _leave, _embargo])
def test_a_link_that_is_shut_is_answered_like_one_that_never_was(shut: Any) -> None:
    """Taken back, its owner gone, or the story put under embargo since."""
    story = StoryFactory()
    address = link_to(story, by=member(Role.SUB))
    shut(story)

    answer, never = Client().get(address), Client().get(reverse("review", args=["no-such-link"]))

    assert answer.status_code == never.status_code == 404
    assert story.title not in answer.content.decode()


def test_a_link_opens_no_more_once_its_time_is_over() -> None:
    """Nor a withdrawn story."""
    address = link_to(StoryFactory())
    withdrawn = StoryFactory(published=True)
    gone = link_to(withdrawn)
    withdraw(withdrawn, Ground.EDITORIAL, by=None, note="Ours.")

    with time_machine.travel(now() + A_DAY, tick=False):
        assert Client().get(address).status_code == 404
    assert Client().get(gone).status_code == 404


def test_under_embargo_a_link_is_refused_unless_an_editor_allows_it() -> None:
    """The right to share is not the right to share this."""
    story = StoryFactory(embargo_until=now() + A_DAY)
    sub, editor = member(Role.SUB), member(Role.SECTION_EDITOR)

    with pytest.raises(Refused):
        link_to(story, by=sub)
    with pytest.raises(PermissionDenied):
        link_to(story, by=sub, under_embargo=True)
    assert Client().get(link_to(story, by=editor, under_embargo=True)).status_code == 200


def test_the_press_prints_no_review() -> None:
    """Whatever its address looks like."""
    assert plates.plate_for(link_to(StoryFactory())) is None


def test_the_desk_makes_a_link_shows_it_once_and_takes_it_back() -> None:
    """By its own screen, with the story's other links under it."""
    story, desk = StoryFactory(), at_the_desk(member(Role.SUB))
    screen = reverse("review_links", args=[story.pk])
    sent = {"for_whom": "Dr Rao", "expires_at": f"{now() + A_DAY:%Y-%m-%d %H:%M}"}
    made = desk.post(screen, sent).content.decode()
    address = made.split('id="review-link" value="')[1].split('"')[0]

    assert Client().get(address).status_code == 200
    assert address not in desk.get(screen).content.decode()
    desk.post(reverse("review_revoke", args=[ReviewLink.objects.get().pk]))
    assert Client().get(address).status_code == 404


def test_a_reporter_of_another_section_shares_nothing() -> None:
    """Neither makes a link nor takes one back."""
    story = StoryFactory()
    link_to(story)
    desk = at_the_desk(member(Role.REPORTER))

    assert desk.get(reverse("review_links", args=[story.pk])).status_code != 200
    desk.post(reverse("review_revoke", args=[ReviewLink.objects.get().pk]))
    assert ReviewLink.objects.get().revoked_at is None
