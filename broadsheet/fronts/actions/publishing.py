"""Publishing a front, planning it, rolling it back; and what is done at its time."""

from __future__ import annotations

from datetime import datetime

from broadsheet.accounts.models import User
from broadsheet.fronts import document as doc
from broadsheet.fronts import rules
from broadsheet.fronts.actions.act import Act, act_on
from broadsheet.fronts.actions.arranging import follow
from broadsheet.fronts.document import Document
from broadsheet.fronts.models import Draft, Front, Planned, Version
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.outbox.kinds import Due

Why = Version.Why


def publish(
    front: Front,
    user: User | None,
    note: str = "",
    revision: int | None = None,
    *,
    at: datetime | None = None,
) -> Version:
    """Give readers the draft. ``revision`` is the one that the editor saw.

    Raises ``PermissionDenied``, and ``Refused`` if the draft has moved on or nothing changed.
    """
    with act_on(front, "front.publish", by=user, at=at) as act:
        draft = act.draft()
        wanted = _wanted(act, draft, revision)
        refuse_if(rules.against_publishing(wanted))
        why = Why.PUBLISHED if act.front.live else Why.FIRST
        version = act.goes_live(wanted.document, why, note=note)
        follow(act, draft, wanted.document)
        return version


def plan(
    front: Front,
    user: User | None,
    goes_live_at: datetime,
    note: str = "",
    revision: int | None = None,
    *,
    at: datetime | None = None,
) -> Planned:
    """Have the draft as it is now go live at a moment. Raises as ``publish`` does."""
    with act_on(front, "front.plan", by=user, at=at) as act:
        wanted = _wanted(act, act.draft(), revision)
        waiting = act.front.plans.filter(state=Planned.State.WAITING)
        others = list(waiting.values_list("goes_live_at", flat=True))
        refuse_if(rules.against_planning(wanted, goes_live_at, act.at, others))
        planned = Planned.objects.create(
            front=act.front,
            document=doc.written(wanted.document),
            goes_live_at=goes_live_at,
            note=note[: rules.NOTE],
            made_at=act.at,
            **act.signed,
        )
        act.done(before={}, after={"planned": planned.pk, "at": goes_live_at}, note=note)
        return planned


def cancel(planned: Planned, user: User | None, *, at: datetime | None = None) -> Planned:
    """Take a version off the plan. Raises ``PermissionDenied``, ``Refused`` if it is not on it."""
    with act_on(planned.front, "front.cancel", by=user, at=at) as act:
        row = Planned.objects.get(pk=planned.pk)
        if row.state != Planned.State.WAITING:
            raise Refused(Reason("not-planned", "This version is not planned any more."))
        row.state = Planned.State.CANCELLED
        row.save(update_fields=["state"])
        act.done(before={"planned": row.pk, "at": row.goes_live_at}, after={"planned": None})
        return row


def roll_back(
    front: Front,
    user: User | None,
    version: Version,
    note: str = "",
    *,
    at: datetime | None = None,
) -> Version:
    """Give readers an old version again, as a new one. Raises ``PermissionDenied``, ``Refused``.

    A draft that nobody has changed follows; one with work in it stays as it is.
    """
    with act_on(front, "front.roll_back", by=user, at=at) as act:
        if version.front_id != act.front.pk:
            raise Refused(Reason("other-front", "This version is another front's."))
        old = doc.read(version.document).as_of(act.at)
        refuse_if(rules.against_rolling_back(old, act.live))
        return _live_and_followed(act, old, Why.ROLLED_BACK, note=note, of=version)


# --- at their time ---


def go_live(due: Due) -> bool:
    """Give readers a planned version, unless it was taken off the plan or put to a later time."""
    planned = Planned.objects.filter(pk=due.revision, goes_live_at__lte=due.at).first()
    if planned is None:
        return False
    with act_on(planned.front, "front.go_live", by=None, at=due.at) as act:
        row = Planned.objects.get(pk=planned.pk)
        if row.state != Planned.State.WAITING:
            return False
        row.state = Planned.State.LIVE
        row.save(update_fields=["state"])
        whole = doc.read(row.document)
        row.became = _live_and_followed(act, whole, Why.SCHEDULED, note=row.note)
        row.save(update_fields=["became"])
    return True


def expire(due: Due) -> bool:
    """Take cards whose time is up out of what is live, and out of the draft."""
    front = Front.objects.filter(pk=due.subject.id).first()
    if front is None:
        return False
    with act_on(front, "front.expire", by=None, at=due.at) as act:
        live = act.live
        if live is None or live == live.as_of(act.at):
            return False
        draft = Draft.objects.select_for_update().filter(front=act.front).first()
        act.goes_live(live, Why.EXPIRED)
        if draft is not None:
            follow(act, draft, doc.read(draft.document).as_of(act.at))
    return True


def _wanted(act: Act, draft: Draft, seen: int | None) -> rules.Wanted:
    whole = doc.read(draft.document).as_of(act.at)
    return rules.Wanted(whole, draft.revision, seen, act.live)


def _live_and_followed(
    act: Act, whole: Document, why: Version.Why, *, note: str, of: Version | None = None
) -> Version:
    """Make the document live; a draft that holds no work of anybody's follows."""
    draft = Draft.objects.select_for_update().filter(front=act.front).first()
    idle = draft is not None and (
        draft.based_on is not None and draft.document == draft.based_on.document
    )
    version = act.goes_live(whole, why, note=note, of=of)
    if draft is not None and idle:
        follow(act, draft, doc.read(version.document))
    return version
