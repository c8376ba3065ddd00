"""What the paper says of a story stands for ever, and with it what was changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from broadsheet.accounts.models import Role
from broadsheet.kit.refusals import Refused
from broadsheet.outbox import kinds
from broadsheet.outbox.kinds import EffectKind, Receipt
from broadsheet.outbox.models import Effect
from broadsheet.records.actions import seal
from broadsheet.records.models import Record
from broadsheet.records.triggers import missing
from broadsheet.records.verification import verify
from broadsheet.stories import actions
from broadsheet.stories.actions.bringing_in import Incoming, bring_in
from broadsheet.stories.ledger.rules import Note
from broadsheet.stories.models import Correction, Ground, Story, Version
from broadsheet.stories.rules import Change, Clocks
from broadsheet.stories.signals import story_corrected
from broadsheet.stories.tests.cast import AN_HOUR, MONDAY, StoryFactory, member, section

pytestmark = pytest.mark.django_db
LATER = MONDAY + AN_HOUR
FIRST = '[{"type": "paragraphs", "value": "<p>The fare is ten rupees.</p><p>It rains.</p>"}]'
SECOND = '[{"type": "paragraphs", "value": "<p>The fare is two rupees.</p><p>It rains.</p>"}]'


def corrected(story: Story, body: str = SECOND, note: str = "Not ten: two.") -> Story:
    """Publish another text as a correction."""
    draft = Story.objects.get(pk=story.pk)
    draft.body = body
    revision = draft.save_revision(clean=False)
    return actions.publish(revision, by=None, at=LATER, change=Change.CORRECTION, note=note)


def test_a_correction_keeps_the_words_that_it_changed() -> None:
    """Beside the pair of revisions stands what was wrong and what is right, in place."""
    corrected(StoryFactory(published=True, body=FIRST))
    row = Correction.objects.get()

    assert row.changed == [
        {
            "place": "paragraph",
            "pieces": [
                ["same", "The fare is "],
                ["gone", "ten"],
                ["new", "two"],
                ["same", " rupees."],
            ],
        }
    ]


def test_each_published_version_is_kept_once() -> None:
    """With its text, time, kind and hash; what is published again unchanged is no new version."""
    story = StoryFactory(published=True, body=FIRST)
    corrected(story)
    actions.unpublish(story, by=None, at=LATER)
    out = actions.publish(story, by=None, at=LATER + AN_HOUR)
    rows = list(story.versions.order_by("number"))

    assert [(row.number, row.change, row.at) for row in rows] == [
        (1, "new", MONDAY),
        (2, "correction", LATER),
    ]
    assert ["paragraph", "The fare is two rupees."] in rows[1].text
    assert rows[0].digest != rows[1].digest
    assert (rows[1].revision, out.live) == (Correction.objects.get().revision_after, True)


def test_a_draft_is_no_version() -> None:
    """What readers never saw is not in the history."""
    story = StoryFactory(published=True)
    story.title = "What nobody has read"
    story.save_revision()
    StoryFactory()

    assert [row.number for row in Version.objects.all()] == [1]
    assert "nobody" not in str(Version.objects.get().text)


def test_an_archives_story_has_its_first_version_once_another_takes_its_place() -> None:
    """To bring a hundred thousand stories in costs nothing more."""
    draft = Story(title="Ferry", slug="ferry", body=FIRST)
    (story,) = bring_in([Incoming(draft, section(), Clocks(MONDAY))], by=None, at=MONDAY)
    before = Version.objects.count()
    corrected(story)

    assert before == 0
    assert [(row.number, row.at) for row in story.versions.order_by("number")] == [
        (1, MONDAY),
        (2, LATER),
    ]
    assert Correction.objects.get().changed


@pytest.mark.parametrize("kind", list(Note))
def test_a_note_needs_no_change_of_the_text(kind: Note) -> None:
    """It stands in the ledger, moves the second clock, and changes neither text nor address."""
    story = StoryFactory(published=True)
    row = actions.add_note(story, kind, " Said more clearly. ", by=None, at=LATER)
    now = Story.objects.get(pk=story.pk)

    assert (row.kind, row.text, row.changed) == (kind.value, "Said more clearly.", [])
    assert row.revision_before == row.revision_after == now.live_revision_id
    assert (now.live, now.address, now.published_at, now.updated_at) == (
        True,
        story.address,
        MONDAY,
        LATER,
    )


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        (Role.REPORTER, Note.CLARIFICATION, False),
        (Role.SUB, Note.CLARIFICATION, False),
        (Role.SECTION_EDITOR, Note.CLARIFICATION, True),
        (Role.SECTION_EDITOR, Note.RETRACTION, False),
        (Role.EDITOR, Note.RETRACTION, True),
    ],
)
def test_a_note_is_an_editors_act(role: str, kind: Note, may: bool) -> None:
    """A retraction is the editor's alone."""
    story, user = StoryFactory(published=True), member(role)
    if not may:
        with pytest.raises(PermissionDenied):
            actions.add_note(story, kind, "Sorry.", by=user)

    assert not may or actions.add_note(story, kind, "Sorry.", by=user).actor_id == user.pk


@pytest.mark.parametrize(
    ("state", "code"),
    [({}, "not-live"), ({"offline": True}, "not-live"), ({"withdrawn": True}, "withdrawn")],
)
def test_a_note_is_refused_where_no_reader_would_see_it(state: dict[str, bool], code: str) -> None:
    """A draft, a story that is offline, and one that was withdrawn."""
    with pytest.raises(Refused) as refused:
        actions.add_note(StoryFactory(**state), Note.CLARIFICATION, "Sorry.", by=None)

    assert refused.value.codes == (code,)


def test_a_story_is_retracted_once() -> None:
    """A second word on it is an editor's note."""
    story = StoryFactory(published=True)
    actions.add_note(story, Note.RETRACTION, "It was made up.", by=None, at=LATER)
    with pytest.raises(Refused) as refused:
        actions.add_note(story, Note.RETRACTION, "Again.", by=None)

    assert refused.value.codes == ("retracted",)


@pytest.mark.parametrize("model", [Correction, Version])
def test_the_database_itself_refuses_to_change_or_remove_a_row(model: Any) -> None:
    """Whoever gets past the model is stopped by a trigger, on SQLite and PostgreSQL."""
    corrected(StoryFactory(published=True, body=FIRST))
    rows = model.objects.order_by("pk")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.filter(pk=rows[0].pk).update(at=LATER + timedelta(days=1))
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete(rows.db)
    with pytest.raises(PermissionDenied):
        rows[0].save()

    assert model.objects.exists()


def test_an_entry_is_recorded_and_the_log_stays_whole() -> None:
    """The record has the words and what was changed; the chain of hashes holds."""
    story = StoryFactory(published=True, body=FIRST)
    corrected(story)
    actions.add_note(story, Note.RETRACTION, "It was made up.", by=None, at=LATER + AN_HOUR)
    seal()
    rows = Record.objects.filter(subject_id=str(story.pk)).order_by("pk")
    told = [(row.act, row.after["correction"]["text"]) for row in rows if "correction" in row.after]

    assert told == [("story.correct", "Not ten: two."), ("story.retract", "It was made up.")]
    assert rows.last().before["updated_at"] != rows.last().after["updated_at"]  # type: ignore[union-attr]
    assert verify() == []


def test_whatever_carries_the_story_is_told_of_its_correction(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """A channel subscribes to the act ``story.correct``; programs hear the signal."""
    heard: list[Any] = []

    def hear(correction: Correction, **_: Any) -> None:
        heard.append(correction)

    story_corrected.connect(hear)
    kinds.register_effect(EffectKind("post", frozenset({"story.correct"}), lambda _: Receipt()))
    try:
        with django_capture_on_commit_callbacks(execute=True):
            corrected(StoryFactory(published=True, body=FIRST))
    finally:
        kinds.forget_effect("post")
        story_corrected.disconnect(hear)
    effect = Effect.objects.get(name="post")

    assert heard == [Correction.objects.get()]
    assert effect.payload["after"]["correction"]["text"] == "Not ten: two."


def test_what_the_law_has_erased_is_erased_here_as_well() -> None:
    """The rows stay, with their times and hashes; the words go, and the triggers are back."""
    story = corrected(StoryFactory(published=True, body=FIRST))
    digests = [row.digest for row in story.versions.all()]
    actions.withdraw(story, Ground.LEGAL, by=None, note="Ordered.", at=LATER + AN_HOUR)
    actions.erase_sealed(story, by=None)
    left = [str((row.text, row.pictures)) for row in story.versions.all()]
    row = Correction.objects.get()

    assert [row.digest for row in story.versions.all()] == digests
    assert left == ["([], [])"] * 2
    assert (row.kind, row.text, row.changed) == ("correction", "", [])
    assert "rupees" not in str(list(Record.objects.values_list("before", "after")))
    assert missing(connection) == []
