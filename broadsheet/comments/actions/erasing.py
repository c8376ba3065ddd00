"""Taking one's words away: a voice is erased at once, and what law orders kept lies sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments import counting, keys
from broadsheet.comments.announced import comment_changed
from broadsheet.comments.models import (
    Comment,
    Follow,
    Ignored,
    Recommendation,
    Report,
    SealedVoice,
    State,
    Thread,
    Voice,
    Wording,
)
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.law import present
from broadsheet.law.terms import Span
from broadsheet.outbox.actions import Appointed, keep_appointments
from broadsheet.outbox.kinds import Due, Thing
from broadsheet.press.changes import in_bulk
from broadsheet.records.actions import Subject, write

KEEP = "house.erased.keep"
OTHERWISE = Span(180, "days")
KIND = "sealedvoice"
EMPTY = "sealedvoice.empty"
AT_ONCE = 500
"""Comments that are erased in one transaction."""


def erase(voice: Voice, *, at: datetime | None = None) -> SealedVoice:
    """Erase a voice: its name and words are gone from every page and from every screen.

    Its comments' places stay, so that what others answered makes sense. What law orders kept is
    sealed, with an end. Safe to run again if it was interrupted.
    """
    moment = at or clock.now()
    with transaction.atomic():
        sealed = _sealed(voice, moment)
        _pseudonymise(voice, moment)
        _forget_doings(voice)
    while _erase_some(voice, sealed, moment):
        pass
    return sealed


def _sealed(voice: Voice, at: datetime) -> SealedVoice:
    row, made = SealedVoice.objects.get_or_create(
        voice=voice,
        defaults={
            "document": {
                "name": voice.name,
                "email": voice.user.email if voice.user else "",
                "comments": [],
            },
            "sealed_at": at,
            "keep_until": present.due(KEEP, at, OTHERWISE),
        },
    )
    if made:
        write("voice.erase", subject=_subject(voice), actor=None, at=at)
        keep_appointments(_thing(row), [Appointed(EMPTY, row.keep_until)], at=at)
    return row


def _pseudonymise(voice: Voice, at: datetime) -> None:
    if voice.erased_at is None:
        voice.name, voice.erased_at = _("Erased"), at
        voice.source = voice.foreign_id = ""
        voice.trusted = False
    # Kept for whom the doings belong to until they are forgotten.
    voice.save()


def _forget_doings(voice: Voice) -> None:
    """Forget what the person liked, followed, ignored and reported; counts are put right."""
    user, voice.user = voice.user, None
    voice.save(update_fields=["user"])
    if user is None:
        return
    liked = Recommendation.objects.filter(by=user)
    threads = Thread.objects.filter(comments__recommendations__by=user).distinct()
    with in_bulk(*(keys.thread(pk) for pk in threads.values_list("pk", flat=True))):
        rows = Comment.objects.filter(pk__in=liked.values("comment"))
        rows.update(recommended=F("recommended") - 1)
    liked.delete()
    Follow.objects.filter(by=user).delete()
    Ignored.objects.filter(by=user).delete()
    Report.objects.filter(by=user).update(by=None, words="")


@transaction.atomic
def _erase_some(voice: Voice, sealed: SealedVoice, at: datetime) -> bool:
    """Erase the next comments; say whether there were any."""
    rows = list(
        Comment.objects.select_for_update()
        .filter(voice=voice)
        .exclude(state=State.ERASED)
        .order_by("pk")[:AT_ONCE]
    )
    if not rows:
        return False
    kept = sealed.document["comments"]
    kept += [[row.pk, row.posted_at.isoformat(), row.state, row.text] for row in rows]
    sealed.save(update_fields=["document"])
    for row in rows:
        _erase_one(row, at)
    Wording.objects.filter(voice=voice, comment__in=rows).delete()
    Wording.objects.filter(voice=voice, comment=None).delete()
    return True


def _erase_one(row: Comment, at: datetime) -> None:
    before, queue = row.state, row.queue
    row.text = row.html = row.queue = ""
    row.state, row.picked_at, row.digest = State.ERASED, None, 0
    row.save()
    row.signals.all().delete()
    counting.changed(row, before, queue)
    facts = {"before": {"state": before}, "after": {"state": row.state}, "at": at}
    announce(comment_changed, Comment, comment=row, **facts)


def empty(due: Due) -> bool:
    """Empty what was sealed, once its time is over; say whether there was anything."""
    row = SealedVoice.objects.select_for_update().filter(pk=due.subject.id).first()
    if row is None or row.emptied_at is not None or row.keep_until > due.at:
        return False
    row.document, row.emptied_at = {}, due.at
    row.save()
    write(EMPTY, subject=_subject(row.voice), actor=None, at=due.at)
    return True


def unsealed(row: SealedVoice, *, by: User, why: str, at: datetime | None = None) -> Any:
    """Return what is sealed, for whoever the law lets read it; the reading is logged.

    Raises ``PermissionDenied``.
    """
    allow(by, "sealed.read")
    moment = at or clock.now()
    write("sealed.read", subject=_subject(row.voice), actor=by, at=moment, note=why)
    return row.document


def own_data(voice: Voice) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give everything that is kept of a voice, kind by kind, for its owner."""
    yield "voice", {"name": voice.name, "since": voice.made_at.isoformat()}
    for row in voice.comments.order_by("pk").iterator(chunk_size=AT_ONCE):
        yield "comment", _as_data(row)
    for wording in Wording.objects.filter(voice=voice).order_by("pk").iterator():
        yield "earlier wording", {"text": wording.text, "at": wording.at.isoformat()}
    for statement in voice.statements.order_by("pk").iterator():
        yield "statement of reasons", {**statement.facts, "at": statement.made_at.isoformat()}
    for sanction in voice.sanctions.order_by("pk").iterator():
        yield "sanction", {"kind": sanction.kind, "reason": sanction.note}
    yield from _doings(voice.user)


def _as_data(row: Comment) -> dict[str, Any]:
    return {
        "number": row.pk,
        "thread": row.thread_id,
        "text": row.text,
        "state": row.state,
        "posted_at": row.posted_at.isoformat(),
        "edited_at": row.edited_at.isoformat() if row.edited_at else None,
    }


def _doings(user: User | None) -> Iterator[tuple[str, dict[str, Any]]]:
    if user is None:
        return
    for comment in Recommendation.objects.filter(by=user).values_list("comment", flat=True):
        yield "recommended", {"comment": comment}
    for thread in Follow.objects.filter(by=user).values_list("thread", flat=True):
        yield "followed", {"thread": thread}
    for voice in Ignored.objects.filter(by=user).values_list("voice", flat=True):
        yield "ignored", {"voice": voice}
    for report in Report.objects.filter(by=user).order_by("pk"):
        yield "reported", {"comment": report.comment_id, "words": report.words}


def _subject(voice: Voice) -> Subject:
    return Subject("voice", str(voice.pk), f"No. {voice.pk}")


def _thing(row: SealedVoice) -> Thing:
    return Thing(KIND, str(row.pk), f"No. {row.pk}")
