"""The act of a fast fix: what is out is mended and out again; a draft takes the mend over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Revision, TaskState

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.desk.fix import rules
from broadsheet.desk.fix.parts import cleaned, parts_of, put_back
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.stories import actions
from broadsheet.stories.models import Story
from broadsheet.stories.rules import Change

log = structlog.get_logger(__name__)
KINDS = (Change.TYPO, Change.CORRECTION)


@dataclass(frozen=True)
class Mend:
    """What somebody mends. ``base`` is the revision that they read, ``words`` pieces by key."""

    base: int | None
    words: Mapping[str, str] = field(default_factory=dict)
    change: Change = Change.TYPO
    note: str = ""


class OvertakenError(Exception):
    """Somebody published meanwhile; ``now`` is the revision that is out, ``clashes`` what differs.

    Nothing was changed.
    """

    def __init__(self, now: int, clashes: tuple[rules.Clash, ...]) -> None:
        self.now, self.clashes = now, clashes
        super().__init__("Somebody published this story since you opened it.")


def mend(story: Story, mended: Mend, *, by: User, at: datetime | None = None) -> Story:
    """Publish a mended version of what is out, as a slip or a correction; return the story.

    A newer draft stays the newest: it takes the mend over wherever it still says what was read,
    and keeps its place in a workflow or on the schedule. Raises ``PermissionDenied``, ``Refused``
    and ``OvertakenError``.
    """
    with transaction.atomic():
        row = Story.objects.select_for_update().get(pk=story.pk)
        allow(by, "story.publish", row)
        live, draft = _live(row), _newer_draft(row)
        base = parts_of(live)
        if row.live_revision_id != mended.base:
            _stop(row, base, mended)
        changes = _changes(base, mended)
        scheduled = draft is not None and draft.approved_go_live_at is not None
        put_back(live, changes)
        revision = _saved(live, by)
        actions.publish(revision, by=by, at=at, change=mended.change, note=mended.note)
        if draft is not None:
            newer = _carry_over(draft, rules.carried(base, parts_of(draft.as_object()), changes))
            if scheduled:
                actions.publish(newer, by=by, at=at)
    log.info("story.mended", story=row.pk, actor=by.pk, pieces=len(changes), draft=bool(draft))
    fresh: Story = Story.objects.get(pk=row.pk)
    return fresh


def _live(row: Story) -> Story:
    """Return what is out, as it was published; raises ``Refused`` for what is not."""
    if not row.live or row.live_revision is None:
        raise Refused(Reason("not-live", "Only a published story is mended here: use the editor."))
    live: Story = row.live_revision.as_object()
    return live


def _newer_draft(row: Story) -> Revision | None:
    draft: Revision | None = row.latest_revision
    return None if draft is None or draft.pk == row.live_revision_id else draft


def _stop(row: Story, now: list[rules.Part], mended: Mend) -> None:
    """Say what was published meanwhile; raises ``OvertakenError``, or ``Refused`` if unknown."""
    read = Revision.page_revisions.filter(pk=mended.base, object_id=str(row.pk)).first()
    if read is None:
        raise Refused(Reason("base", "What you read is not known any more: open the story again."))
    base = parts_of(read.as_object())
    found = rules.clashes(base, now, rules.changed(base, cleaned(base, mended.words)))
    raise OvertakenError(row.live_revision_id or 0, found)


def _changes(base: list[rules.Part], mended: Mend) -> dict[str, str]:
    """Return what is changed; raises ``Refused`` with what speaks against it."""
    changes = rules.changed(base, cleaned(base, mended.words))
    reasons = []
    if mended.change not in KINDS:
        reasons.append(Reason("kind", "A fast fix is a slip or a correction; the rest is edited."))
    if not changes:
        reasons.append(Reason("nothing", "Nothing was changed."))
    for part in base:
        new = changes.get(part.key)
        if new is None:
            continue
        if not new and part.kind in ("headline", "paragraph"):
            reasons.append(Reason("empty", "A headline or a paragraph is taken out in the editor."))
        elif part.rich and rules.links_of(new) - rules.links_of(part.words):
            reasons.append(Reason("links", "New links are made in the editor."))
    if reasons:
        raise Refused(*reasons)
    return changes


def _saved(live: Story, by: User) -> Revision:
    """Save the mended story as a revision; raises ``Refused`` if a field does not take it."""
    try:
        revision: Revision = live.save_revision(user=by, log_action=True)
    except ValidationError as error:
        raise Refused(Reason("field", " ".join(error.messages))) from error
    return revision


def _carry_over(draft: Revision, changes: Mapping[str, str]) -> Revision:
    """Put the draft on top again, with what it takes over, in the place that it had."""
    newer = draft.as_object()
    put_back(newer, changes)
    revision: Revision = newer.save_revision(user=draft.user, clean=False)
    TaskState.objects.filter(revision=draft, status=TaskState.STATUS_IN_PROGRESS).update(
        revision=revision
    )
    return revision
