"""Arranging a draft, several editors at once: each step is taken for itself, none is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.fronts import document as doc
from broadsheet.fronts import rules, steps
from broadsheet.fronts.actions.act import Act, act_on, name_of
from broadsheet.fronts.defaults import default_document
from broadsheet.fronts.models import Draft, Front, Presence, Step
from broadsheet.fronts.queries import Here, place_of, steps_since, who_is_here
from broadsheet.fronts.steps import RefusedError
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused

_TOKEN = 40


@dataclass(frozen=True)
class Refusal:
    """A step that was not taken: its place among those that were sent, its token, and why."""

    index: int
    token: str
    words: str


@dataclass(frozen=True)
class Taken:
    """The draft after some steps; ``since`` are all steps, others' too, after ``base``."""

    draft: Draft
    refused: tuple[Refusal, ...]
    since: tuple[Step, ...]

    @property
    def revision(self) -> int:
        """The draft's revision now."""
        return self.draft.revision


def take_step(
    front: Front,
    user: User | None,
    wanted: Iterable[steps.Step],
    base_revision: int,
    *,
    at: datetime | None = None,
) -> Taken:
    """Take steps in a front's draft, each for itself; one whose ``token`` was taken is not again.

    Those that cannot be taken come back with words, and keep no other from being taken. Raises
    ``PermissionDenied``, and ``Refused`` if more than ``steps.MOST_AT_ONCE`` are sent.
    """
    sent = list(wanted)
    if len(sent) > steps.MOST_AT_ONCE:
        raise Refused(Reason("many", f"Send at most {steps.MOST_AT_ONCE} steps at once."))
    with act_on(front, "front.arrange", by=user, at=at, asked=rules.EDIT) as act:
        draft = act.draft()
        known = _taken_already(act.front, sent)
        refused = []
        for index, step in enumerate(sent):
            if (token := _token(step)) and token in known:
                continue
            known.add(token)
            try:
                _take(act, draft, step)
            except RefusedError as error:
                refused.append(Refusal(index, token, str(error)))
        return Taken(draft, tuple(refused), tuple(steps_since(act.front, base_revision)))


def undo(front: Front, user: User | None, revision: int, *, at: datetime | None = None) -> Taken:
    """Take back the step that brought the draft to a revision, as far as it can be.

    Raises ``PermissionDenied``, and ``Refused`` if there was no such step.
    """
    with act_on(front, "front.arrange", by=user, at=at, asked=rules.EDIT) as act:
        draft = act.draft()
        before = draft.revision
        found = Step.objects.filter(front=act.front, revision=revision).first()
        if found is None:
            raise Refused(Reason("no-step", "There is no such step to take back."))
        refused = []
        for index, step in enumerate(found.undo):
            try:
                _take(act, draft, step, ours=True)
            except RefusedError as error:
                refused.append(Refusal(index, "", str(error)))
        return Taken(draft, tuple(refused), tuple(steps_since(act.front, before)))


def throw_away_draft(front: Front, user: User | None, *, at: datetime | None = None) -> Draft:
    """Have the draft say again what is live. The steps stay in the journal, and can be undone."""
    with act_on(front, "front.throw_away", by=user, at=at, asked=rules.EDIT) as act:
        draft = act.draft()
        before = {"revision": draft.revision}
        whole = act.live or default_document(act.front)
        follow(act, draft, whole)
        act.done(before=before, after={"revision": draft.revision})
        return draft


def follow(act: Act, draft: Draft, whole: doc.Document) -> None:
    """Have the draft say what is live now, as one step that can be undone."""
    draft.based_on = act.front.live
    replacing = {"op": steps.REPLACE, "document": doc.written(whole)}
    if draft.pk is None or doc.written(whole) != draft.document:
        _take(act, draft, replacing, ours=True)
    else:
        draft.save(update_fields=["based_on"])


def _take(act: Act, draft: Draft, step: steps.Step, *, ours: bool = False) -> None:
    """Take one step and keep it in the journal; raises ``RefusedError``, and nothing was done."""
    if not ours and isinstance(step, dict) and step.get("op") == steps.REPLACE:
        raise RefusedError("Nobody knows such a step.")
    before = doc.read(draft.document)
    back = steps.undoing(before, step)
    draft.document = doc.written(steps.apply(before, step))
    draft.revision += 1
    draft.changed_by, draft.changed_at = name_of(act.by), act.at
    draft.save()
    Step.objects.create(
        front=act.front,
        revision=draft.revision,
        token=_token(step),
        by_id=act.by.pk if act.by else None,
        by=name_of(act.by),
        at=act.at,
        operation=dict(step),
        undo=back,
    )


def _token(step: Any) -> str:
    token = step.get("token") if isinstance(step, dict) else ""
    return token[:_TOKEN] if isinstance(token, str) else ""


def _taken_already(front: Front, sent: list[Any]) -> set[str]:
    tokens = {token for step in sent if (token := _token(step))}
    rows = Step.objects.filter(front=front, token__in=tokens)
    return set(rows.values_list("token", flat=True))


# --- who is there ---


def here(front: Front, user: User, card: str = "", *, at: datetime | None = None) -> list[Here]:
    """Say that a user has the front open and which card they hold; return everybody there.

    Raises ``PermissionDenied``.
    """
    moment = at or clock.now()
    with transaction.atomic():
        allow(user, rules.EDIT, place_of(front))
        Presence.objects.filter(front=front, seen_at__lte=moment - rules.THERE).delete()
        said = {"seen_at": moment, "card": card[:8]}
        Presence.objects.update_or_create(front=front, user=user, defaults=said)
        return who_is_here(front, moment)


def leave_front(front: Front, user: User) -> None:
    """Say that a user has closed the front."""
    Presence.objects.filter(front=front, user=user).delete()
