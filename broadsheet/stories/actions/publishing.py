"""Publishing: now, or by a schedule. Wagtail's own action does the saving inside the act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from broadsheet.accounts.models import User
from broadsheet.kit.refusals import Reason, refuse_if
from broadsheet.stories import objections
from broadsheet.stories.actions.act import Act, act_on
from broadsheet.stories.actions.correcting import Entry, enter
from broadsheet.stories.actions.indexing import indexed_once
from broadsheet.stories.ledger import versions
from broadsheet.stories.models import Correction, Story, Version
from broadsheet.stories.rules import (
    Change,
    Clocks,
    against_clocks,
    against_publishing,
    change_meant,
    clocks_after,
)
from broadsheet.stories.signals import story_published, story_scheduled
from broadsheet.stories.standing import of_row, standing_of

CORRECTION_KINDS = {
    Change.UPDATE: Correction.Kind.UPDATE,
    Change.CORRECTION: Correction.Kind.CORRECTION,
}


@dataclass(frozen=True)
class Wish:
    """What is to be published, as whom, and what it means to the reader.

    ``acknowledged`` says that ``by`` has read what the house checks warn of; the record keeps it.
    """

    story: int
    revision: int | None
    by: User | None
    at: datetime | None = None
    change: Change | None = None
    note: str = ""
    source: Clocks | None = None
    acknowledged: bool = False
    wagtail: dict[str, Any] = field(default_factory=dict)


def publish(
    what: Story | Revision,
    *,
    by: User | None,
    at: datetime | None = None,
    change: Change | None = None,
    note: str = "",
    source: Clocks | None = None,
) -> Story:
    """Publish a revision, or a story's latest; with a go-live time ahead, schedule it for then.

    ``change`` says what it means to the reader; left out, the draft's own word counts, and
    without one the first publication is new and a later one a slip. A correction needs ``note``,
    which readers see for ever. ``source`` are the times that an archive knows; they count at the
    first publication only. Returns the story as it now is.
    """
    if isinstance(what, Revision):
        story, revision = int(what.object_id), what.pk
    else:
        story, revision = what.pk, None
    return carry_out(Wish(story, revision, by, at, change, note, source))


def carry_out(wish: Wish) -> Story:
    """Do what ``publish`` says, with Wagtail's own options besides."""
    with act_on(wish.story, "story.publish", by=wish.by, at=wish.at) as act:
        revision = _revision(act, wish)
        action = PublishPageRevisionAction(revision, user=wish.by, **wish.wagtail)
        draft = action.object
        if draft.primary_section_id == act.story.primary_section_id:
            draft.primary_section = act.story.primary_section
        standing = standing_of(act.story, draft)
        change, note = _meant(wish, draft)
        change = change_meant(standing, change)
        refuse_if(
            against_publishing(standing, change, note, act.at)
            + against_clocks(wish.source, act.at)
            + _objected(act, wish, draft)
        )
        _follow_merged_topics(draft)
        if standing.scheduled_after(act.at):
            return _schedule(act, action, change, note)
        clocks = clocks_after(standing.clocks, change, act.at, wish.source)
        set_out(draft, clocks)
        had = versions.standing(act.story)
        with indexed_once(act.story.pk):
            action.execute(skip_permission_checks=True)
        out = act.afresh()
        now = _keep_version(act, out, had, change)
        _forget_wish(act.story.pk, revision, note)
        said = {"revision_id": revision.pk, "change": change}
        act.done(story_published, note=note, also=said, story=out)
        kind = CORRECTION_KINDS.get(change)
        if kind and note.strip():
            enter(act, Entry(kind, note, had, now))
        return out


def _objected(act: Act, wish: Wish, draft: Story) -> tuple[Reason, ...]:
    """Return what blocks; what only warns goes into the record, and whether somebody read it."""
    leaves_at = max(act.at, draft.go_live_at or act.at)
    found = objections.against(draft, leaves_at)
    if warned := sorted({one.code for one in found if not one.blocking}):
        act.said["warnings"] = {"codes": warned, "acknowledged": wish.acknowledged}
    return tuple(one.reason for one in found if one.blocking)


def _revision(act: Act, wish: Wish) -> Revision:
    """Return the revision, read afresh: what came in may hold a row from before the lock."""
    if wish.revision is not None:
        found = Revision.page_revisions.get(pk=wish.revision, object_id=str(wish.story))
    else:
        latest = act.story.get_latest_revision()
        found = latest or act.story.save_revision(user=act.by, changed=False)
    return of_row(found, act.story)


def _meant(wish: Wish, draft: Story) -> tuple[Change | None, str]:
    if wish.change is not None:
        return wish.change, wish.note
    stated = Change(draft.next_change) if draft.next_change else None
    return stated, wish.note or draft.next_note


def _follow_merged_topics(draft: Story) -> None:
    """Put in place of each merged topic the one that it was merged into, once."""
    kept: dict[int, Any] = {}
    for link in draft.story_topics.all():
        link.topic = link.topic.present
        kept.setdefault(link.topic.pk, link)
    draft.story_topics.set(kept.values())


def set_out(draft: Story, clocks: Clocks) -> None:
    """Set the reader's times, and clear what was said of this publication alone."""
    draft.published_at, draft.updated_at = clocks.published_at, clocks.updated_at
    draft.go_live_at = None
    draft.next_change = draft.next_note = ""


def _schedule(act: Act, action: Any, change: Change, note: str) -> Story:
    """Leave the revision to the scheduler, with what is meant written into it."""
    draft, revision = action.object, action.revision
    if change is not Change.NEW:
        draft.next_change, draft.next_note = change.value, note
        revision.content |= {"next_change": change.value, "next_note": note}
        revision.save(update_fields=["content"])
    act.name = "story.schedule"
    action.execute(skip_permission_checks=True)
    said = {"revision_id": revision.pk, "go_live_at": draft.go_live_at}
    return act.done(story_scheduled, note=note, also=said)


def _keep_version(act: Act, out: Story, had: Version | None, change: Change) -> Version:
    """Keep the version that readers now have; the first is dated as the reader's clock is."""
    at = out.published_at if change is Change.NEW and out.published_at else act.at
    return versions.kept(out, had, at=at, change=change)


def _forget_wish(story: int, revision: Revision, note: str) -> None:
    """Clear the word from this revision and the drafts after it that carry the same one.

    Without this a later draft, begun before, would tell readers the same correction twice.
    """
    said = Q(pk=revision.pk) | Q(pk__gt=revision.pk, content__next_note=note)
    for row in Revision.page_revisions.filter(said, object_id=str(story)):
        if row.content.get("next_change") or row.content.get("next_note"):
            row.content |= {"next_change": "", "next_note": ""}
            row.save(update_fields=["content"])
