"""A paper with one story under embargo, in every word of which a canary sits.

A canary is ``zxqs`` and a letter or more that says where it was planted. ``KEY`` stands beside the
canaries and is what one searches for: that an answer repeats what was asked is no leak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.models import (
    Comment,
    CommentReply,
    GroupApprovalTask,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)
from wagtail.search.backends import get_search_backends

from broadsheet.accounts.models import Role, User
from broadsheet.comments.models import Comment as Said
from broadsheet.comments.models import Thread, Voice
from broadsheet.fronts.actions import make_front, plan, take_step
from broadsheet.fronts.actions import publish as publish_front
from broadsheet.fronts.actions.making import Named
from broadsheet.fronts.models import Front
from broadsheet.pictures.actions import prepare
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests.drawn import encoded, image
from broadsheet.recordings.actions import add_captions
from broadsheet.recordings.models import Recording
from broadsheet.recordings.tests import made
from broadsheet.sections.models import Section
from broadsheet.stories.actions import file_draft, publish
from broadsheet.stories.models import Byline, RelatedStory, Story, StoryTopic
from broadsheet.stories.tests import cast

CANARY = re.compile(rb"zxqs[a-z]+", re.IGNORECASE)
KEY = "zxqkey"
WORDS = (
    "title", "slug", "seo_title", "search_description", "kicker", "short_headline",
    "social_title", "standfirst", "dateline", "picture_alt", "picture_caption",
    "picture_credit", "next_note",
)  # fmt: skip


def canary(where: str) -> str:
    """Return the canary of a place, with the word that searches find it by."""
    return f"{KEY} zxqs{where.replace('_', '')}"


def in_slug(where: str) -> str:
    """Return a canary that may stand in an address or a file's name."""
    return f"{KEY}-zxqs{where}"


@dataclass(frozen=True)
class Planted:
    """What is under embargo, and what stands beside it in the open."""

    story: Story
    picture: Picture
    document: Document
    out: Story
    section: Section
    author: User
    editor: User
    task: Task
    task_state: TaskState
    workflow_state: WorkflowState
    workflow: Workflow
    comment: Comment
    front: Front
    recording: Recording
    said: Said

    @property
    def until(self) -> datetime:
        """When the embargo lifts."""
        until = self.story.embargo_until
        assert until is not None
        return until


def plant() -> Planted:
    """Make the paper."""
    nation, until = cast.section("Nation"), datetime.now(UTC) + timedelta(days=2)
    cast.section("Sport")
    author, editor = cast.member(Role.REPORTER, nation), cast.member(Role.SECTION_EDITOR, nation)
    picture, document = _picture(until), _document()
    recording = _recording(until)
    out = cast.StoryFactory(section=nation, title=f"{KEY} in the open", published=True)
    story = _story(nation, author, picture, out, until)
    _played_in(story, recording)
    workflow, task = _workflow(nation)
    workflow_state = workflow.start(story, author)
    comment = Comment.objects.create(
        page=story, user=editor, text=canary("comment"), contentpath="title", position="{}"
    )
    CommentReply.objects.create(comment=comment, user=author, text=canary("reply"))
    _index(story, picture, document, out)
    return Planted(
        Story.objects.get(pk=story.pk), picture, document, out, nation, author, editor, task,
        workflow_state.current_task_state, workflow_state, workflow, comment, _front(story),
        recording, _said(story),
    )  # fmt: skip


def _said(story: Story) -> Said:
    """What a reader said under it, before it was put under embargo: it waits for a moderator."""
    thread = Thread.objects.create(story=story, title=canary("threadtitle"), language="en")
    now = datetime.now(UTC)
    voice = Voice.objects.create(name="Rosa", made_at=now)
    words = canary("said")
    said: Said = Said.objects.create(
        thread=thread, voice=voice, text=words, html=f"<p>{words}</p>", language="en",
        state="held", queue="held", posted_at=now,
    )  # fmt: skip
    Thread.objects.filter(pk=thread.pk).update(waiting=1)
    return said


def _story(nation: Section, author: User, picture: Picture, out: Story, until: datetime) -> Story:
    words: dict[str, Any] = {name: canary(name) for name in WORDS} | {"slug": in_slug("slug")}
    use = {name: canary(f"use{name}") for name in ("alt", "caption", "credit", "source")}
    body: list[tuple[str, Any]] = [
        ("paragraphs", f"<p>{canary('body')}</p>"),
        ("picture", {**use, "picture": picture, "agency": "", "kind": ""}),
    ]
    story = Story(**words, picture=picture, body=body, embargo_until=until)
    story.bylines.add(Byline(contributor=cast.byline()))
    story.story_topics.add(StoryTopic(topic=cast.topic()))
    story.related.add(RelatedStory(related=out))
    file_draft(story, nation, by=author)
    story.standfirst = canary("second")
    story.save_revision(user=author)
    # A story in the open leads to it, in a list and in its text.
    out.related.add(RelatedStory(related=story))
    link = f'<p>See <a linktype="page" id="{story.pk}">the other one</a>.</p>'
    out.body = [("paragraphs", link), ("related", {"title": "", "stories": [story]})]
    publish(out.save_revision(), by=None)
    return story


def _front(story: Story) -> Front:
    """A home page that shows it, with words of its own, live and planned; the rest fills itself."""
    front = make_front("home", Named("Home"), by=None)
    words = {"headline": canary("fronthead"), "kicker": canary("frontkicker")}
    step = {"op": "add_card", "id": "0000abcd", "container": "00000001", "after": None}
    taken = take_step(front, None, [{**step, **words, "story": story.pk}], 0)
    assert not taken.refused
    publish_front(front, None)
    plan(front, None, datetime.now(UTC) + timedelta(days=1))
    return front


def _picture(until: datetime) -> Picture:
    names = ("title", "description", "caption", "credit", "copyright_notice", "usage_terms", "city")
    words = {name: canary(f"picture{name.replace('_', '')}") for name in names}
    content = ContentFile(encoded(image(360, 240)), name=f"{in_slug('file')}.jpg")
    picture: Picture = Picture.objects.create(file=content, **words, **_held(until))
    prepare(picture)
    return picture


def _recording(until: datetime) -> Recording:
    names = ("caption", "credit", "transcript", "copyright_notice", "usage_terms")
    words = {name: canary(f"recording{name.replace('_', '')}") for name in names}
    row = made.recording(canary("recordingtitle"), **words, **_held(until))
    text = made.VTT.replace(b"It rains.", canary("captions").encode())
    add_captions(row, "en", made.file(text, "x.vtt"), by=None)
    return row


def _played_in(story: Story, recording: Recording) -> None:
    """Have the draft play it, with words of its own."""
    draft = story.get_latest_revision_as_object()
    words = {name: canary(f"played{name}") for name in ("title", "caption", "transcript")}
    draft.body.append(("video", {**words, "recording": recording}))
    draft.save_revision(user=story.owner)


def _held(until: datetime) -> dict[str, Any]:
    return {"embargo_until": until}


def _document() -> Document:
    content = ContentFile(canary("document").encode(), name=f"{in_slug('paper')}.txt")
    document: Document = get_document_model().objects.create(
        title=canary("documenttitle"), file=content
    )
    return document


def _workflow(nation: Section) -> tuple[Workflow, Task]:
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    task = GroupApprovalTask.objects.create(name="Second reading")
    task.groups.set(cast.member(Role.SUB, nation).groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return workflow, task


def _index(*rows: Any) -> None:
    """Index at once what a worker would index after the commit."""
    for backend in get_search_backends(with_auto_update=True):
        for row in rows:
            backend.add(type(row).objects.get(pk=row.pk))
