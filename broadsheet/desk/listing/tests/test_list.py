"""The list of stories: who sees what, what finds what, one page after another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.desk.listing import keeping, queries
from broadsheet.desk.models import ListedStory, SavedView
from broadsheet.records.models import Record
from broadsheet.stories import actions
from broadsheet.stories.models import Byline, Story
from broadsheet.stories.rules import Change
from broadsheet.stories.tests.cast import (
    AN_HOUR,
    MONDAY,
    StoryFactory,
    at_the_desk,
    byline,
    member,
    section,
    topic,
)

pytestmark = pytest.mark.django_db
LIST = "/desk/stories/"


def headlines(client: Client, **asked: Any) -> list[str]:
    """What the list shows, in its order."""
    answer = client.get(LIST, asked)

    assert answer.status_code == 200
    return [each["row"].headline for each in answer.context["rows"]]


def redraft(story: Story, **words: str) -> Story:
    """Save a draft with other words over the story."""
    draft = story.get_latest_revision_as_object()
    for name, text in words.items():
        setattr(draft, name, text)
    draft.save_revision()
    fresh: Story = Story.objects.get(pk=story.pk)
    return fresh


def test_a_reporter_sees_their_section_and_their_own_and_nothing_else() -> None:
    """Drafts of a section in which somebody has no role are not listed to them."""
    reporter = member(Role.REPORTER)
    StoryFactory(title="Tunnel floods")
    StoryFactory(title="Cup final moved", section=section("Sport"))
    guest = StoryFactory(title="A guest in Sport", section=section("Sport"))
    guest.owner = reporter
    guest.save(update_fields=["owner"])

    assert sorted(headlines(at_the_desk(reporter))) == ["A guest in Sport", "Tunnel floods"]


def test_an_embargoed_story_is_listed_to_those_who_may_read_it() -> None:
    """A reporter of the same section who did not write it does not learn that it is there."""
    StoryFactory(title="Verdict", embargo_until=datetime.now(UTC) + AN_HOUR)

    assert headlines(at_the_desk(member(Role.REPORTER))) == []
    assert headlines(at_the_desk(member(Role.SECTION_EDITOR)), state="embargoed") == ["Verdict"]


def test_a_sealed_story_has_no_words_in_the_list() -> None:
    """By order of law: neither its headline nor its text is found."""
    StoryFactory(title="Unnamed heiress", standfirst="Zanzibar.", withdrawn=True)
    client = at_the_desk(member(Role.EDITOR))

    assert headlines(client) in ([""], [])
    assert headlines(client, q="zanzibar") == []
    assert "heiress" not in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("made", "state"),
    [
        ({}, "draft"),
        ({"published": True}, "out"),
        ({"offline": True}, "offline"),
        ({"withdrawn": True}, "withdrawn"),
        ({"scheduled": True}, "scheduled"),
    ],
)
def test_each_story_stands_in_its_state(made: dict[str, bool], state: str) -> None:
    """Whatever act brought it there, in the act's own transaction."""
    story = StoryFactory(**made)

    assert ListedStory.objects.get(pk=story.pk).state == state


def test_a_published_story_with_a_newer_draft_is_found_by_both_texts() -> None:
    """The headline is the draft's; the words that readers see find it as well."""
    story = redraft(StoryFactory(title="Ferry to stop", published=True), title="Steamer to stop")
    client = at_the_desk(member(Role.EDITOR))

    assert headlines(client, q="ferry") == headlines(client, q="steamer") == ["Steamer to stop"]
    assert headlines(client, state="changes") == ["Steamer to stop"]

    actions.publish(story, by=None, at=MONDAY + AN_HOUR, change=Change.TYPO)

    assert headlines(client, q="ferry") == []
    assert headlines(client, state="changes") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("सेना", True),
        ("सोना", False),
        ("सेनाप", False),
        ("bridg", True),
        ("bridge सेना", True),
        ("bridge tunnel", False),
        ("br", False),
        ("o'brien & (x|y):*", False),
        ("", True),
        ("***", True),
    ],
)
def test_words_of_every_script_are_found_whole_or_by_their_beginning(
    asked: str, found: bool
) -> None:
    """One vowel sign makes another word; no sign that a query knows does any harm."""
    StoryFactory(title="सेना ने bridge बनाया")

    assert bool(headlines(at_the_desk(member(Role.EDITOR)), q=asked)) is found


def test_the_body_and_the_bylines_are_searched() -> None:
    """Markup is not."""
    story = StoryFactory(body=[("paragraphs", "<p>The <b>lighthouse</b>keeper</p>")])
    draft = story.get_latest_revision_as_object()
    draft.bylines.set([Byline(contributor=byline("Meera Nair"))])
    draft.save_revision()
    client = at_the_desk(member(Role.EDITOR))

    assert len(headlines(client, q="lighthouse keeper nair")) == 1
    assert headlines(client, q="paragraphs") == []


def test_the_filters_narrow_the_list() -> None:
    """Section with all below it, language, form, byline, topic, person, day."""
    person = member(Role.SUB)
    below = section("Harbour", parent=section("Nation"))
    story = StoryFactory(title="Here", section=below, language="hi", form="opinion", owner=person)
    actions.publish(story, by=None, at=MONDAY)
    StoryFactory(title="There", section=section("Sport"))
    client = at_the_desk(member(Role.EDITOR))

    asked: list[dict[str, Any]] = [
        {"section": section("Nation").pk},
        {"language": "hi"},
        {"form": "opinion"},
        {"who": person.pk},
        {"sort": "out", "since": "2024-05-06", "until": "2024-05-06"},
    ]
    assert [headlines(client, **one) for one in asked] == [["Here"]] * len(asked)
    assert headlines(client, section=section("Sport").pk) == ["There"]


def test_a_name_that_nobody_has_is_said_beside_its_field() -> None:
    """Nothing is listed in its place."""
    topic("Monsoon")
    StoryFactory()
    client = at_the_desk(member(Role.EDITOR))
    page = client.get(LIST, {"author": "Nobody", "topic": "Nothing"}).content.decode()

    assert "Nobody of that name has a byline." in page
    assert "No topic goes by that name." in page


def test_the_list_goes_on_where_it_ended_however_many_change_at_one_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each story is shown once, also those of one and the same second."""
    monkeypatch.setattr(queries, "A_PAGE", 2)
    for number in range(5):
        StoryFactory(title=f"Number {number}")
    ListedStory.objects.update(changed_at=MONDAY)
    client, seen, after = at_the_desk(member(Role.EDITOR)), [], ""
    for _page in range(3):
        answer = client.get(LIST, {"after": after})
        seen += [each["row"].headline for each in answer.context["rows"]]
        after = answer.context["older"]

    assert (seen, after) == ([f"Number {number}" for number in (4, 3, 2, 1, 0)], "")


@pytest.mark.parametrize(
    "after", ["x", "2024-01-01T00:00:00~1", "~", "2024-01-01T00:00:00+00:00~x"]
)
def test_a_place_that_is_none_is_the_beginning(after: str) -> None:
    """Whatever stands in the address."""
    StoryFactory(title="One")

    assert headlines(at_the_desk(member(Role.EDITOR)), after=after) == ["One"]


def test_no_number_of_stories_makes_more_queries(django_assert_max_num_queries: Any) -> None:
    """A page of fifty asks no more than a page of one."""
    client = at_the_desk(member(Role.SECTION_EDITOR))
    for _number in range(12):
        StoryFactory()
    client.get(LIST)

    with django_assert_max_num_queries(24):
        client.get(LIST)


def test_a_view_is_kept_shared_and_let_go() -> None:
    """Its own for each person; a shared one stands in the log, and every desk has it."""
    editor, reporter = member(Role.EDITOR), member(Role.REPORTER)
    kept = {"name": "Hindi out", "query": "language=hi&state=out&after=x&evil=1", "shared": "on"}
    at_the_desk(editor).post(reverse("desk_keep_view"), kept)
    page = at_the_desk(reporter).get(LIST).content.decode()
    view = SavedView.objects.get()

    assert (view.query, "Hindi out" in page) == ("language=hi&state=out", True)
    assert Record.objects.get(act="view.share").after["name"] == "Hindi out"

    refused = at_the_desk(reporter).post(reverse("desk_drop_view", args=[view.pk]))
    at_the_desk(editor).post(reverse("desk_drop_view", args=[view.pk]))

    assert refused.status_code in (302, 403)
    assert SavedView.objects.count() == 0


def test_a_reporter_keeps_views_for_themselves() -> None:
    """And shares none."""
    client = at_the_desk(member(Role.REPORTER))
    client.post(reverse("desk_keep_view"), {"name": "Mine", "query": "state=draft"})
    client.post(reverse("desk_keep_view"), {"name": "Ours", "query": "", "shared": "on"})

    assert list(SavedView.objects.values_list("name", "shared")) == [("Mine", False)]


def test_what_has_no_row_is_listed_by_the_command() -> None:
    """As after an upgrade; a second run finds nothing to do."""
    StoryFactory(title="Old one")
    ListedStory.objects.all().delete()

    assert list(keeping.fill()) == [1]
    assert list(keeping.fill()) == []
    assert headlines(at_the_desk(member(Role.EDITOR)), q="old") == ["Old one"]


def test_who_has_no_part_in_stories_has_no_list() -> None:
    """A moderator: neither the page nor its place in the menu."""
    client = at_the_desk(member(Role.MODERATOR, section()))

    assert client.get(LIST).status_code in (302, 403)


def test_a_story_that_somebody_has_open_says_so() -> None:
    """By name, for a minute after they were last seen."""
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415
    from wagtail.admin.models import EditingSession  # noqa: PLC0415

    story, sub = StoryFactory(), member(Role.SUB)
    kind = ContentType.objects.get_for_model(Story)
    now = datetime.now(UTC)
    EditingSession.objects.create(
        user=sub, content_type=kind, object_id=str(story.pk), last_seen_at=now
    )
    client = at_the_desk(member(Role.EDITOR))

    assert f"{sub} has it open" in client.get(LIST).content.decode()

    EditingSession.objects.update(last_seen_at=now - timedelta(minutes=5))

    assert "has it open" not in client.get(LIST).content.decode()
