"""Sending effects: claimed in one transaction, sent outside of any, noted in another.

Between claim and note the worker may die. Its claim runs out then, and the effect is sent again
under the same key, or, if it is an alert, left to a person.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from broadsheet.kit import clock
from broadsheet.outbox import kinds
from broadsheet.outbox.kinds import (
    EffectKind,
    HopelessError,
    NotSentError,
    NotYet,
    Receipt,
    Sending,
)
from broadsheet.outbox.models import Effect, State, WaitingRows
from broadsheet.outbox.rules import Fault, Patience, after_fault, ask_again_after

log = structlog.get_logger(__name__)
LOST = "The worker ended while it was being sent; whether it left is not known."
UNREGISTERED = EffectKind("", frozenset(), lambda _sending: NotYet("nobody sends it"))


def send_next(worker: str, at: datetime) -> bool:
    """Send the effect that has waited longest; return whether there was one.

    ``worker`` is a word that no other worker has: only who claimed an effect notes what came of it.
    """
    _take_back_lost(at)
    # Looked at first without a lock: on SQLite a transaction would keep every writer waiting.
    row = _claim(worker, at) if _ready(at).exists() else None
    if row is None:
        return False
    _send(row)
    return True


def _ready(at: datetime) -> WaitingRows:
    return Effect.objects.ready(at).filter(after="")


@transaction.atomic
def _claim(worker: str, at: datetime) -> Effect | None:
    row: Effect | None = _ready(at).select_for_update(skip_locked=True).first()
    if row is None:
        return None
    kind = kinds.effect_named(row.name) or UNREGISTERED
    row.state, row.worker, row.tries = State.SENDING, worker, row.tries + 1
    row.began_at = row.began_at or at
    row.lost_at = at + kind.limit
    row.save(update_fields=["state", "worker", "tries", "began_at", "lost_at"])
    return row


def _send(row: Effect) -> None:
    kind = kinds.effect_named(row.name)
    if kind is None:
        _note_fault(row, UNREGISTERED, Fault.HOPELESS, f"No effect {row.name!r} is registered.")
        return
    told = Sending(row.key, row.act, row.thing, row.payload, row.made_at, row.tries - 1, row.asked)
    try:
        answer = kind.send(told)
    except HopelessError as error:
        _note_fault(row, kind, Fault.HOPELESS, str(error))
    except NotSentError as error:
        _note_fault(row, kind, Fault.FAILED, str(error))
    except Exception as error:
        log.exception("outbox.effect_failed", key=row.key)
        _note_fault(row, kind, Fault.UNSURE, str(error) or type(error).__name__)
    else:
        _note_answer(row, kind, answer)


def _note_answer(row: Effect, kind: EffectKind, answer: Receipt | NotYet) -> None:
    at = clock.now()
    if isinstance(answer, Receipt):
        with transaction.atomic():
            _note(
                row,
                state=State.DONE,
                done_at=at,
                reason="",
                seen_at=answer.seen_at,
                receipt=dict(answer.facts),
            )
            Effect.objects.filter(after=row.key).update(after="", next_at=at)
        log.info("outbox.effect_done", key=row.key, tries=row.tries)
        return
    if at - (row.began_at or at) > kind.give_up:
        _note_fault(row, kind, Fault.HOPELESS, f"Given up: {answer.why}")
        return
    pause = ask_again_after(row.asked + 1, answer.pause)
    # Asking is no failure: the try is not counted.
    _note(
        row,
        state=State.WAITING,
        asked=row.asked + 1,
        tries=row.tries - 1,
        next_at=at + pause,
        reason=answer.why,
    )


def _note_fault(row: Effect, kind: EffectKind, fault: Fault, reason: str) -> None:
    at = clock.now()
    following = after_fault(fault, row.tries, kind.patience, at=at, key=row.key, alert=row.alert)
    _note(row, state=following.outlook, next_at=following.at, reason=reason)
    log.warning("outbox.effect_not_done", key=row.key, state=following.outlook, reason=reason)


def _note(row: Effect, **columns: Any) -> None:
    """Note what came of it, unless it was taken for lost meanwhile and claimed by another.

    An alert that was taken for lost and then turns out well after all is noted as what it is.
    """
    mine = Effect.objects.filter(
        pk=row.pk, worker=row.worker, state__in=(State.SENDING, State.UNKNOWN)
    )
    if not mine.update(**columns, lost_at=None):
        log.warning("outbox.claim_lost", key=row.key)


def _take_back_lost(at: datetime) -> None:
    """Take back what a worker claimed and did not note within its limit."""
    for row in Effect.objects.filter(state=State.SENDING, lost_at__lte=at):
        kind = kinds.effect_named(row.name)
        patience = kind.patience if kind else Patience()
        following = after_fault(
            Fault.UNSURE, row.tries, patience, at=at, key=row.key, alert=row.alert
        )
        claimed = Effect.objects.filter(pk=row.pk, state=State.SENDING, worker=row.worker)
        if claimed.filter(lost_at__lte=at).update(
            state=following.outlook, next_at=following.at, reason=LOST, lost_at=None
        ):
            log.warning("outbox.effect_lost", key=row.key, state=following.outlook)
