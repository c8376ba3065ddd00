"""The ledger: what the paper says of a story after it was published.

Every entry is a row that is only ever added, a record, a word to the outbox under the act
``story.correct`` (so that whatever carried the story may carry its correction), and a signal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.accounts.models import User
from broadsheet.kit.announcing import announce
from broadsheet.kit.refusals import refuse_if
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done
from broadsheet.records.actions import write
from broadsheet.records.canonical import keep
from broadsheet.stories import timetable
from broadsheet.stories.actions.act import Act, act_on, log
from broadsheet.stories.ledger.rules import ACT, Note, Noted, against_note, reached
from broadsheet.stories.ledger.versions import changed_words
from broadsheet.stories.models import Correction, Story, Version
from broadsheet.stories.signals import story_corrected
from broadsheet.stories.standing import facts_of

CORRECTED = "story.correct"


@dataclass(frozen=True)
class Entry:
    """What is to be entered: its kind, its words, and the versions that it came between."""

    kind: str
    text: str
    before: Version | None = None
    after: Version | None = None


def add_note(
    story: Story, kind: Note, text: str, *, by: User | None, at: datetime | None = None
) -> Correction:
    """Say something of a story that is out without changing its text; it stands for ever.

    A retraction stands above the text, and the story keeps its address. "Last updated" moves.
    """
    with act_on(story.pk, ACT[kind], by=by, at=at) as act:
        row = act.story
        retracted = row.corrections.filter(kind=Correction.Kind.RETRACTION).exists()
        refuse_if(
            against_note(Noted(row.live, row.withdrawn_at is not None, retracted), kind, text)
        )
        row.updated_at = reached(act.at, row.updated_at or row.published_at)
        row.save(clean=False)
        return enter(act, Entry(kind.value, text))


def enter(act: Act, entry: Entry) -> Correction:
    """Enter a row in the ledger within an act, and tell of it; the story's row is written by then.

    Both revisions are the one that is out where the text did not change.
    """
    story: Story = Story.objects.get(pk=act.story.pk)
    row = Correction.objects.create(
        story_id=story.pk,
        kind=entry.kind,
        text=entry.text.strip(),
        at=act.at,
        revision_before=act.before["revision"],
        revision_after=story.live_revision_id,
        changed=changed_words(entry.before, entry.after) if entry.after else [],
        actor_id=act.by.pk if act.by else None,
    )
    _tell(act, story, row)
    return row


def facts_of_entry(row: Correction) -> dict[str, Any]:
    """Return what the record and the outbox are told of an entry.

    The words that changed stand in the row alone: from there the law can have them erased.
    """
    return {
        "id": row.pk,
        "name": row.name,
        "kind": row.kind,
        "text": row.text,
        "at": row.at,
        "revisions": [row.revision_before, row.revision_after],
    }


def _tell(act: Act, story: Story, row: Correction) -> None:
    after: Mapping[str, Any] = facts_of(story) | {"correction": facts_of_entry(row)}
    subject = timetable.thing(story)
    # By what was asked, a retraction's own word: the log says which right was used.
    name = ACT[Note(row.kind)] if row.kind in set(Note) else CORRECTED
    record = write(
        name, subject=story, actor=act.by, at=act.at, before=act.before, after=after, note=""
    )
    facts = {"before": keep(act.before), "after": keep(after)}
    revision = str(row.revision_after or "")
    leave(Done(CORRECTED, subject, revision, record.pk, act.at, facts))
    told = {"at": act.at, "actor": act.by, "before": act.before, "after": after}
    announce(story_corrected, Story, story=story, correction=row, **told)
    log.info(name, story=story.pk, correction=row.pk, actor=act.by.pk if act.by else None)
