"""No other way changes what readers see: whatever goes around the acts is refused, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from broadsheet.kit.refusals import Refused
from broadsheet.records.models import Record
from broadsheet.stories import actions
from broadsheet.stories.doors import ActNeeded
from broadsheet.stories.models import Byline, Correction, Story
from broadsheet.stories.tests.cast import (
    AN_HOUR,
    MONDAY,
    StoryFactory,
    at_the_desk,
    byline,
    member,
    paper,
    section,
)
from broadsheet.stories.tests.doorways import (
    A_MOMENT,
    answer_the_question,
    bulk,
    edit_screen,
    form_of,
)

pytestmark = pytest.mark.django_db


def saved_with(**fields: Any) -> Callable[[Story], None]:
    """A plain save with some columns changed."""

    def save(story: Story) -> None:
        for name, value in fields.items():
            setattr(story, name, value)
        story.save()

    return save


def base_saved(story: Story) -> None:
    page = Page.objects.get(pk=story.pk)
    page.live = False
    page.save()


AROUND_THE_ACTS: dict[str, Callable[[Story], Any]] = {
    "headline": saved_with(title="Another bridge"),
    "body": saved_with(body='[{"type": "subhead", "value": "New"}]'),
    "live": saved_with(live=False),
    "first clock": saved_with(published_at=MONDAY - AN_HOUR),
    "second clock": saved_with(updated_at=MONDAY + AN_HOUR),
    "withdrawal": saved_with(withdrawn_at=MONDAY, withdrawn_ground="legal"),
    "slug": saved_with(slug="another"),
    "base page": base_saved,
    "base page unpublished": lambda story: Page.objects.get(pk=story.pk).unpublish(),
    "base page moved": lambda s: Page.objects.get(pk=s.pk).move(section("Sport"), "last-child"),
    "base page deleted": lambda story: Page.objects.get(pk=story.pk).delete(),
    "bulk update": lambda story: Story.objects.filter(pk=story.pk).update(title="Another"),
    "byline": lambda story: Byline.objects.create(story=story, contributor=byline("Ravi Das")),
    "alias": lambda story: story.create_alias(update_slug="alias"),
}


@pytest.mark.parametrize("way", AROUND_THE_ACTS)
def test_what_goes_around_the_acts_is_refused(way: str) -> None:
    """A published story stays as it is, and the error says where to turn."""
    pk = StoryFactory(published=True).pk
    before = Story.objects.filter(pk=pk).values().get()
    records = Record.objects.count()

    with pytest.raises(ActNeeded), transaction.atomic():
        AROUND_THE_ACTS[way](Story.objects.get(pk=pk))

    assert Story.objects.filter(pk=pk).values().get() == before
    assert Record.objects.filter(subject_id=str(pk)).count() <= records
    assert not Byline.objects.filter(story=pk).exists()


def test_a_draft_may_be_written_freely() -> None:
    """Until it is out, a story's words, parts and slug are the reporter's."""
    story = StoryFactory()
    story.title, story.slug = "Another bridge", "another-bridge"
    story.save()
    Byline.objects.create(story=story, contributor=byline())

    assert Story.objects.get(pk=story.pk).bylines.get().contributor == byline()


def test_a_story_that_says_it_is_live_is_added_as_a_draft() -> None:
    """Wagtail's pages are live unless told otherwise; a story is a draft until an act."""
    section().add_child(instance=Story(title="Out at once?", slug="out-at-once", live=True))

    assert Story.objects.get(slug="out-at-once").live is False


def test_a_live_story_can_be_locked_and_its_draft_saved() -> None:
    """What the desk does beside a published story is no act."""
    story, editor = StoryFactory(published=True), member("editor")
    client = at_the_desk(editor)

    client.post(reverse("wagtailadmin_pages:lock", args=[story.pk]))
    story = Story.objects.get(pk=story.pk)
    client.post(
        reverse("wagtailadmin_pages:edit", args=[story.pk]), form_of(story) | {"title": "Draft"}
    )
    story.refresh_from_db()

    assert story.locked
    assert story.title != "Draft" == story.get_latest_revision_as_object().title


def test_a_new_story_is_published_from_the_create_screen() -> None:
    """The button saves the draft and asks; the answer is the same act."""
    editor, nation = member("section_editor"), section()
    data = form_of(Story(title="Ferry back", slug="ferry-back")) | {"action-publish": "1"}

    client = at_the_desk(editor)
    client.post(reverse("wagtailadmin_pages:add", args=["stories", "story", nation.pk]), data)
    answer_the_question(client, Story.objects.get(slug="ferry-back").pk)
    story = Story.objects.get(slug="ferry-back")
    records = Record.objects.filter(subject_kind="story", subject_id=str(story.pk))
    filed, out = records.order_by("pk")

    assert story.live
    assert (filed.act, out.act) == ("story.create", "story.publish")
    assert (filed.actor_id, out.actor_id) == (editor.pk, editor.pk)
    assert (filed.door, out.door) == ("editor", "editor")
    assert story.published_at == out.at


@pytest.mark.parametrize("where", ["add", "edit"])
def test_a_refused_publication_keeps_the_editors_words(where: str) -> None:
    """Under embargo the draft is saved and the desk says until when."""
    editor, nation = member("section_editor"), section()
    embargo = datetime.now(UTC) + 48 * AN_HOUR  # whatever zone the form is read in
    story = Story(title="Budget", slug="budget") if where == "add" else StoryFactory()
    story.title = "Budget, whole"
    data = form_of(story, embargo_until=f"{embargo:%Y-%m-%d %H:%M}") | {"action-publish": "1"}
    args = ["stories", "story", nation.pk] if where == "add" else [story.pk]

    client = at_the_desk(editor)
    client.post(reverse(f"wagtailadmin_pages:{where}", args=args), data)
    there = Story.objects.latest("number")
    answer = answer_the_question(client, there.pk, when="now")
    there.refresh_from_db()

    assert not there.live
    assert there.get_latest_revision_as_object().title == "Budget, whole"
    assert "embargo holds until" in answer.content.decode()


def test_a_correction_without_a_note_is_refused_beside_its_field() -> None:
    """The question says what is missing before anything is tried."""
    editor, story = member("section_editor"), StoryFactory(published=True)
    story.next_change = "correction"

    answer = edit_screen(story, editor)

    assert "note" in answer.context["form"].errors  # type: ignore[attr-defined]
    assert not Correction.objects.exists()


def test_a_refusal_undoes_the_whole_bulk_action() -> None:
    """Of a selection with one story under embargo none is published, and the reason is told."""
    editor, free = member("editor"), StoryFactory()
    held = StoryFactory(embargo_until=datetime.now(UTC) + AN_HOUR)
    client = at_the_desk(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = client.post(f"{address}?id={free.pk}&id={held.pk}", follow=True)

    assert not Story.objects.filter(live=True).exists()
    assert "embargo holds until" in answer.content.decode()


def test_a_copy_is_a_draft_with_a_number_and_clocks_of_its_own() -> None:
    """A copy of a published story is a new story that nobody has read."""
    original, editor = StoryFactory(published=True), member("editor")
    data = {
        "new_title": "Bridge, again",
        "new_slug": "bridge-again",
        "new_parent_page": section("Sport").pk,
        "publish_copies": "on",
        "alias": "",
    }

    at_the_desk(editor).post(reverse("wagtailadmin_pages:copy", args=[original.pk]), data)
    copy = Story.objects.get(slug="bridge-again")

    assert (copy.live, copy.published_at, copy.live_revision_id) == (False, None, None)
    assert copy.number != original.number
    assert copy.primary_section == section("Sport")
    assert Record.objects.get(act="story.create", subject_id=str(copy.pk)).actor_id == editor.pk


def test_the_admins_page_api_does_nothing() -> None:
    """Its acts are shut: they are no door that any screen uses."""
    editor, story = member("editor"), StoryFactory(published=True)

    answer = at_the_desk(editor).post(f"/desk/api/main/pages/{story.pk}/action/unpublish/")

    assert answer.status_code == 404
    assert Story.objects.get(pk=story.pk).live


def test_an_order_by_hand_is_refused() -> None:
    """Stories stand in the order of time."""
    story = StoryFactory(published=True)
    StoryFactory()
    address = reverse("wagtailadmin_pages:set_page_position", args=[story.pk])

    at_the_desk(member("administrator")).post(f"{address}?position=1")

    assert Story.objects.get(pk=story.pk).path == story.path


def test_a_section_with_stories_is_not_deleted() -> None:
    """A section goes when its stories have gone elsewhere."""
    story = StoryFactory()

    at_the_desk(member("administrator")).post(
        reverse("wagtailadmin_pages:delete", args=[story.primary_section_id])
    )
    bulk("delete", story.primary_section, member("editor"))

    assert Story.objects.filter(pk=story.pk).exists()


def test_one_failing_story_keeps_no_other_from_going_out() -> None:
    """The scheduler goes on, says which failed, and tries that one again the next time."""
    good, bad = StoryFactory(scheduled=True), StoryFactory(scheduled=True)
    Revision.objects.exclude(approved_go_live_at=None).update(
        approved_go_live_at=datetime.now(UTC) - A_MOMENT
    )
    for story in (good, bad):
        revision = story.scheduled_revision
        revision.content["go_live_at"] = (datetime.now(UTC) - A_MOMENT).isoformat()
        revision.save(update_fields=["content"])

    def fail(instance: Story, **_: Any) -> None:
        if instance.pk == bad.pk:
            raise RuntimeError("the printer is out of paper")

    page_published.connect(fail)
    try:
        with pytest.raises(CommandError, match="out of paper"):
            call_command("publish_scheduled", stdout=StringIO())
    finally:
        page_published.disconnect(fail)

    assert Story.objects.get(pk=good.pk).live
    assert not Story.objects.get(pk=bad.pk).live

    call_command("publish_scheduled", stdout=StringIO())

    assert Story.objects.get(pk=bad.pk).live
    assert Record.objects.filter(act="story.publish", subject_id=str(good.pk)).count() == 1


def test_what_a_receiver_breaks_is_not_half_done() -> None:
    """A failure inside Wagtail's own publishing undoes the act with its record."""
    draft = StoryFactory()

    def fail(**_: Any) -> None:
        raise RuntimeError

    page_published.connect(fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            actions.publish(draft, by=None, at=MONDAY)
    finally:
        page_published.disconnect(fail)

    assert not Story.objects.get(pk=draft.pk).live
    assert not Record.objects.filter(act="story.publish").exists()


def test_a_screen_of_the_desk_does_all_or_nothing() -> None:
    """If publishing breaks half-way, the request's new draft and history are undone as well."""
    draft, client = StoryFactory(), at_the_desk(member("section_editor"))
    client.raise_request_exception = False
    before = (draft.revisions.count(), PageLogEntry.objects.count(), Record.objects.count())

    def fail(**_: Any) -> None:
        raise RuntimeError

    page_published.connect(fail)
    try:
        answer = answer_the_question(client, draft.pk)
    finally:
        page_published.disconnect(fail)
    after = (draft.revisions.count(), PageLogEntry.objects.count(), Record.objects.count())

    assert answer.status_code == 500
    assert after == before
    assert not Story.objects.get(pk=draft.pk).live


def test_stories_are_published_under_published_sections_only() -> None:
    """A story under a section that readers cannot open is not published."""
    paper()
    nation, draft = section(), StoryFactory()
    nation.unpublish()

    with pytest.raises(Refused) as refusal:
        actions.publish(draft, by=None)

    assert refusal.value.codes == ("section",)
