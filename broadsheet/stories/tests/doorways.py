"""The doors by which an act comes in, each as a function that goes through it as its users do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Revision, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from broadsheet.accounts.models import User
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door
from broadsheet.sections.models import Section
from broadsheet.stories import actions
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import at_the_desk

A_MOMENT = timedelta(seconds=1)
WORDS = (
    "title", "slug", "seo_title", "search_description", "kicker", "short_headline",
    "social_title", "share_text", "standfirst", "form", "language", "dateline",
    "next_change", "next_note",
    "picture_alt", "picture_caption", "picture_credit", "picture_agency", "picture_kind",
    "picture_source",
)  # fmt: skip
LISTS = ("bylines", "story_topics", "secondary_sections", "related", "comments")


@dataclass(frozen=True)
class Doorway:
    """A door: how one goes through it, and what the record says of it."""

    door: Door
    go: Callable[..., Any]

    def __str__(self) -> str:
        return self.go.__name__


def form_of(draft: Story, **changed: Any) -> dict[str, Any]:
    """What a browser sends from the story's editing form."""
    fields = {name: getattr(draft, name) for name in WORDS} | changed
    for name in ("picture", "translation_group", "embargo_until", "go_live_at", "expire_at"):
        fields.setdefault(name, "")
    lists: dict[str, Any] = {name: inline_formset([]) for name in LISTS}
    sent: dict[str, Any] = nested_form_data({**fields, **lists, "body": streamfield([])})
    return sent


def _send(client: Client, name: str, *args: Any, query: str = "", **data: Any) -> HttpResponse:
    return client.post(reverse(name, args=args) + query, data)  # type: ignore[return-value]


def edit_screen(draft: Story, by: User) -> HttpResponse:
    """The editor's publish button, and the question behind it."""
    data = form_of(draft) | {"action-publish": "1"}
    client = at_the_desk(by)
    answer = _send(client, "wagtailadmin_pages:edit", draft.pk, **data)
    return answer_the_question(client, draft.pk) if _is_asked(answer) else answer


def _is_asked(answer: HttpResponse) -> bool:
    return "/publish/" in answer.headers.get("Location", "")


def answer_the_question(client: Client, story: int, **answers: Any) -> HttpResponse:
    """What a browser sends from the question at publishing, as the screen proposes it."""
    asked = client.get(reverse("story_publish", args=[story]))
    form = asked.context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"acknowledged": "on"} | answers
    proposed = {name: value for name, value in sent.items() if value not in (None, "")}
    return _send(client, "story_publish", story, **{"change": "typo"} | proposed)


def revert_screen(draft: Story, by: User) -> HttpResponse:
    """The publish button under an older version."""
    data = form_of(draft) | {"action-publish": "1"}
    args = (draft.pk, draft.latest_revision_id)
    client = at_the_desk(by)
    answer = _send(client, "wagtailadmin_pages:revisions_revert", *args, **data)
    return answer_the_question(client, draft.pk) if _is_asked(answer) else answer


def bulk_publish(draft: Story, by: User) -> HttpResponse:
    """The bulk action on a selection."""
    return bulk("publish", draft, by)


def bulk(action: str, story: Story, by: User, **data: Any) -> HttpResponse:
    """Any bulk action on a selection of one."""
    args = ("wagtailcore", "page", action)
    return _send(at_the_desk(by), "wagtail_bulk_action", *args, query=f"?id={story.pk}", **data)


def workflow(draft: Story, by: User) -> HttpResponse:
    """Approval of the last task of a workflow."""
    flow = Workflow.objects.create(name="Two pairs of eyes")
    task = GroupApprovalTask.objects.create(name="Second reading")
    task.groups.set(by.groups.all())
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=1)
    flow.start(draft, by)
    state = Story.objects.get(pk=draft.pk).current_workflow_task_state
    args = (draft.pk, "approve", state.pk)
    return _send(at_the_desk(by), "wagtailadmin_pages:workflow_action", *args, comment="")


def scheduler(draft: Story, by: User | None) -> None:
    """Wagtail's command, with the approved time just past."""
    Revision.objects.filter(pk=draft.latest_revision_id).update(
        approved_go_live_at=datetime.now(UTC) - A_MOMENT
    )
    call_command("publish_scheduled")


def importer(draft: Story, by: User | None) -> None:
    """The archive's loader, which calls the act in its own name."""
    with came_by(Door.IMPORTER):
        actions.publish(draft, by=by)


def shell_revision(draft: Story, by: User | None) -> None:
    """Wagtail's own method on a revision."""
    draft.latest_revision.publish(user=by)


def shell_story(draft: Story, by: User | None) -> None:
    """Wagtail's own method on a page."""
    draft.publish(draft.latest_revision, user=by)


def shell_act(draft: Story, by: User | None) -> None:
    """The act itself."""
    actions.publish(draft, by=by)


PUBLISHING = [
    Doorway(Door.EDITOR, edit_screen),
    Doorway(Door.EDITOR, revert_screen),
    Doorway(Door.BULK, bulk_publish),
    Doorway(Door.WORKFLOW, workflow),
    Doorway(Door.SCHEDULER, scheduler),
    Doorway(Door.IMPORTER, importer),
    Doorway(Door.SHELL, shell_revision),
    Doorway(Door.SHELL, shell_story),
    Doorway(Door.SHELL, shell_act),
]


def unpublish_screen(story: Story, by: User) -> HttpResponse:
    """The editor's unpublish button."""
    return _send(at_the_desk(by), "wagtailadmin_pages:unpublish", story.pk)


def unpublish_with_section(story: Story, by: User) -> HttpResponse:
    """A section taken offline with all that is below it."""
    args = (story.primary_section_id,)
    return _send(at_the_desk(by), "wagtailadmin_pages:unpublish", *args, include_descendants="on")


def bulk_unpublish(story: Story, by: User) -> HttpResponse:
    """The bulk action on a selection."""
    return bulk("unpublish", story, by)


def expiry(story: Story, by: User | None) -> None:
    """Wagtail's command, with the expiry time just past."""
    Page.objects.filter(pk=story.pk).update(expire_at=datetime.now(UTC) - A_MOMENT)
    call_command("publish_scheduled")


def shell_unpublish(story: Story, by: User | None) -> None:
    """Wagtail's own method."""
    story.unpublish(user=by)


def act_unpublish(story: Story, by: User | None) -> None:
    """The act itself."""
    actions.unpublish(story, by=by)


UNPUBLISHING = [
    Doorway(Door.EDITOR, unpublish_screen),
    Doorway(Door.EDITOR, unpublish_with_section),
    Doorway(Door.BULK, bulk_unpublish),
    Doorway(Door.SCHEDULER, expiry),
    Doorway(Door.SHELL, shell_unpublish),
    Doorway(Door.SHELL, act_unpublish),
]


def move_screen(story: Story, by: User, to: Section) -> HttpResponse:
    """The editor's move screen."""
    return _send(at_the_desk(by), "wagtailadmin_pages:move_confirm", story.pk, to.pk)


def bulk_move(story: Story, by: User, to: Section) -> HttpResponse:
    """The bulk action on a selection."""
    return bulk("move", story, by, chooser=to.pk)


def shell_move(story: Story, by: User | None, to: Section) -> None:
    """Wagtail's own method."""
    story.move(to, pos="last-child", user=by)


def act_move(story: Story, by: User | None, to: Section) -> None:
    """The act itself."""
    actions.move(story, to, by=by)


MOVING = [
    Doorway(Door.EDITOR, move_screen),
    Doorway(Door.BULK, bulk_move),
    Doorway(Door.SHELL, shell_move),
    Doorway(Door.SHELL, act_move),
]


def delete_screen(story: Story, by: User) -> HttpResponse:
    """The editor's delete screen."""
    return _send(at_the_desk(by), "wagtailadmin_pages:delete", story.pk)


def bulk_delete(story: Story, by: User) -> HttpResponse:
    """The bulk action on a selection."""
    return bulk("delete", story, by)


def shell_delete(story: Story, by: User | None) -> None:
    """Wagtail's own method."""
    story.delete(user=by)


DELETING = [
    Doorway(Door.EDITOR, delete_screen),
    Doorway(Door.BULK, bulk_delete),
    Doorway(Door.SHELL, shell_delete),
]
