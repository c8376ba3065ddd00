"""The acts on a story's approval: handing it in, approving a part, sending it back.

Each locks the story, asks permission and the rules, writes the approval and the log, and leaves
for the outbox whom it is to be told to. Raises ``PermissionDenied`` and ``Refused``; then nothing
was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from wagtail.models import Revision, TaskState, WorkflowState

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.queries import may
from broadsheet.desk.checks.actions import clear, digest_of
from broadsheet.desk.listing.keeping import keep_standing
from broadsheet.desk.models import Approval, ChosenApprover, LegalFlag
from broadsheet.desk.workflow import queries, rules
from broadsheet.desk.workflow.queries import Review
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done
from broadsheet.records.actions import write
from broadsheet.stories.models import Story
from broadsheet.stories.timetable import thing

log = structlog.get_logger(__name__)
SUBMIT, APPROVE, SEND_BACK = "story.submit", "story.approve", "story.send_back"
CHANGED = "story.changed_in_review"


def submit(
    story: Story, *, by: User, chosen: Mapping[str, Sequence[User]] | None = None
) -> WorkflowState:
    """Hand a story in for approval, or in again after it was sent back.

    ``chosen`` names by part whom the writer asks; whoever holds the role may approve all the same.
    """
    with transaction.atomic():
        row = Story.objects.select_for_update().get(pk=story.pk)
        allow(by, "story.submit", row)
        state = _begin(row, by)
        ChosenApprover.objects.filter(workflow_state=state).delete()
        asked = [
            ChosenApprover(workflow_state=state, part=part, user=user)
            for part, users in (chosen or {}).items()
            for user in users
        ]
        ChosenApprover.objects.bulk_create(asked, ignore_conflicts=True)
    return state


def _begin(story: Story, by: User) -> WorkflowState:
    under_way = story.current_workflow_state
    if under_way is not None and under_way.status == WorkflowState.STATUS_NEEDS_CHANGES:
        under_way.resume(user=by)
        return under_way
    workflow = story.get_workflow()
    reasons = []
    if under_way is not None:
        reasons.append(Reason("in-review", "The story is in review already."))
    elif workflow is None:
        reasons.append(
            Reason("no-workflow", "Its section has no approvals: set them up under Settings.")
        )
    refuse_if(tuple(reasons))
    return workflow.start(story, by)


def tell_submitted(state: TaskState, *, by: User | None, at: datetime) -> None:
    """Write that a story was handed in, whichever screen did it."""
    story = Story.objects.filter(pk=state.workflow_state.object_id).first()
    review = queries.review_of(story.pk) if story is not None else None
    if review is None:
        return
    _leave(SUBMIT, review, by, at, {"parts": list(review.parts)})
    keep_waiting(review.story.pk)


def approve(
    task_state: TaskState,
    *,
    by: User,
    note: str = "",
    read: str = "",
    answer: rules.Answer | None = None,
    at: datetime | None = None,
) -> str:
    """Give the part that ``by`` may give; with the last one the story is published or scheduled.

    ``read`` is the digest of the text that they had before them, if their screen knows it. Legal's
    part clears a story that is flagged for legal. It goes out in the name of whoever approved as
    editor, if the last to approve may not publish. Of what readers have seen already, the last one
    says in ``answer`` what kind of change it is, whatever the draft proposed. Returns the part.
    """
    moment = at or clock.now()
    with _review_locked(task_state) as review:
        signer = queries.signer(by, review.story)
        refuse_if(rules.against_text(read, review.words))
        refuse_if(
            rules.against_approving(signer, review.step, review.missing, review.given, review.words)
        )
        asked = answer or rules.Answer()
        if review.asks_change:
            refuse_if(rules.against_unsaid(asked))
        part = review.part_for(signer)
        allow(by, f"approve.{part}", review.story)
        _write(review, part, Approval.Verdict.APPROVED, by, moment, note)
        facts = {"part": part, "revision": review.revision, "words": review.words}
        if part == rules.LEGAL:
            _clear(review, by, note, moment)
        left = tuple(each for each in review.missing if each != part)
        _leave(APPROVE, review, by, moment, {**facts, "left": list(left)}, note)
        if left:
            keep_waiting(review.story.pk)
        else:
            _finish(review, by, note, asked)
    return part


def send_back(task_state: TaskState, *, by: User, note: str, at: datetime | None = None) -> None:
    """Send a story back to its writer with what is to be changed."""
    moment = at or clock.now()
    with _review_locked(task_state) as review:
        parts = sorted(queries.signer(by, review.story).parts)
        if not parts:
            allow(by, "approve.editor", review.story)
        refuse_if(rules.against_sending_back(note))
        part = next((each for each in review.parts if each in parts), parts[0])
        _write(review, part, Approval.Verdict.SENT_BACK, by, moment, note)
        facts = {"revision": review.revision}
        _leave(SEND_BACK, review, by, moment, facts, note)
        review.task_state.reject(user=by, comment=note)
        keep_waiting(review.story.pk)


def keep_waiting(story: int) -> None:
    """Write on the list which parts of a story's approval are missing."""
    review = queries.review_of(story)
    keep_standing(story, waits_for=" ".join(review.missing) if review else "")


def tell_changed(review: Review, void: Sequence[int], *, by: User | None, at: datetime) -> None:
    """Tell those whose approval does not count any more that the text has changed."""
    _leave(CHANGED, review, by, at, {"void": list(void)})


@contextmanager
def _review_locked(task_state: TaskState) -> Iterator[Review]:
    """Open an act on a story in review, its row locked, so that nobody changes it meanwhile."""
    with transaction.atomic():
        number = int(task_state.workflow_state.object_id)
        list(Story.objects.select_for_update().filter(pk=number).values_list("pk"))
        review = queries.review_of(number)
        if review is None or review.task_state.pk != task_state.pk:
            raise Refused(Reason("not-in-review", "The story is not in review any more."))
        yield review


def _write(review: Review, part: str, verdict: str, by: User, at: datetime, note: str) -> Approval:
    approval: Approval = Approval.objects.create(
        story_id=review.story.pk,
        round=review.task_state.pk,
        revision=review.revision,
        words=review.words,
        part=part,
        verdict=verdict,
        by_id=by.pk,
        by=str(by)[:200],
        at=at,
        note=note.strip(),
    )
    return approval


def _clear(review: Review, by: User, note: str, at: datetime) -> None:
    if LegalFlag.objects.filter(story=review.story).exists():
        clear(review.story, by=by, read=digest_of(review.story, at), note=note, at=at)


def _finish(review: Review, by: User, note: str, answer: rules.Answer) -> None:
    """Let the workflow go on in the name of somebody who may publish."""
    if review.asks_change:
        _say(review.story.latest_revision, answer)
    publisher = by if may(by, "story.publish", review.story) else _editor_of(review)
    review.task_state.approve(user=publisher or by, comment=note)
    keep_waiting(review.story.pk)


def _say(revision: Revision, answer: rules.Answer) -> None:
    """Write into the draft what the change is: whatever publishes it, now or later, finds it."""
    revision.content |= {"next_change": answer.change, "next_note": answer.note.strip()}
    revision.save(update_fields=["content"])


def _editor_of(review: Review) -> User | None:
    given = rules.counting(review.given, review.words).get(rules.EDITOR)
    editor = User.objects.filter(pk=given.user).first() if given else None
    return editor if editor is not None and may(editor, "story.publish", review.story) else None


def _leave(
    act: str, review: Review, by: User | None, at: datetime, facts: dict[str, Any], note: str = ""
) -> None:
    """Write the act into the log, and leave it for the outbox to tell whom it concerns."""
    facts = {**facts, "round": review.task_state.pk}
    # The log knows each part's approval by a name of its own, as the table of acts does.
    name = f"approve.{facts['part']}" if act == APPROVE else act
    record = write(name, subject=review.story, actor=by, at=at, after=facts, note=note)
    revision = str(review.revision)
    leave(Done(act, thing(review.story), revision, record.pk, at, facts))
    log.info(name, story=review.story.pk, actor=by.pk if by else None)
