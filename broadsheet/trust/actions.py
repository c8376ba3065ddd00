"""The acts on readers' requests: asking, answering, and forgetting who asked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.refusals import refuse_if
from broadsheet.kit.tokens import digest
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import Done, Due, Thing
from broadsheet.records.actions import write
from broadsheet.stories.models import Correction, Story
from broadsheet.trust.models import CorrectionRequest, State
from broadsheet.trust.rules import against_answering, against_asking, forget_at

log = structlog.get_logger(__name__)

KIND = "correctionrequest"
FORGET = "request.forget"
ANSWER = "request.answer"


@dataclass(frozen=True)
class Asked:
    """What a reader sent: the words in question, what is wrong with them, and where to answer."""

    sentence: str
    words: str
    email: str = ""


def thing(row: CorrectionRequest) -> Thing:
    """Return a request as the outbox names it: by its number, for who asked is nobody's name."""
    return Thing(KIND, str(row.pk), f"No. {row.pk}")


def ask(story: Story, asked: Asked, *, at: datetime | None = None) -> str:
    """Take a reader's request; return the secret by which its answer is found.

    The log has the number of the story and nothing that the reader wrote: it could never be erased
    there. Raises ``Refused``.
    """
    moment, token = at or clock.now(), secrets.token_urlsafe(24)
    with transaction.atomic():
        waiting = CorrectionRequest.objects.filter(story=story, state=State.WAITING).count()
        out = Story.objects.out().filter(pk=story.pk).exists()
        refuse_if(
            against_asking(out=out, words=asked.words, sentence=asked.sentence, waiting=waiting)
        )
        row = CorrectionRequest.objects.create(
            story=story,
            revision=story.live_revision_id,
            sentence=asked.sentence.strip(),
            words=asked.words.strip(),
            email=asked.email.strip(),
            language=story.language,
            secret=digest(token),
            made_at=moment,
        )
        write("request.make", subject=row, actor=None, at=moment, after={"story": story.pk})
        _keep_forgetting(row, moment)
        log.info("request.make", request=row.pk, story=story.pk)
    return token


def answer(
    request: CorrectionRequest,
    *,
    accepted: bool,
    words: str,
    by: User | None,
    at: datetime | None = None,
) -> CorrectionRequest:
    """Answer a request: the reader finds it at the secret address, and by mail if they gave one.

    Accepted does not put anything right by itself: what is published as a correction after it is
    shown with the answer. Raises ``PermissionDenied`` and ``Refused``.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
        allow(by, ANSWER, row.story)
        refuse_if(against_answering(answered=row.state != State.WAITING, answer=words))
        row.state = State.ACCEPTED if accepted else State.DECLINED
        row.answer, row.answered_at, row.answered_by = words.strip(), moment, by
        row.save()
        facts = {"before": {"state": State.WAITING}, "after": {"state": row.state}}
        record = write(ANSWER, subject=row, actor=by, at=moment, note=row.answer, **facts)
        _keep_forgetting(row, moment)
        leave(Done(ANSWER, thing(row), str(row.pk), record.pk, moment, facts))
        log.info(ANSWER, request=row.pk, state=row.state, actor=by.pk if by else None)
    return row


def forget(due: Due) -> bool:
    """Erase the address of whoever asked, once its time has come; say whether there was one."""
    row = CorrectionRequest.objects.select_for_update().filter(pk=due.subject.id).first()
    if row is None or not row.email:
        return False
    if forget_at(row.made_at, row.answered_at, settings.REQUEST_DAYS) > due.at:
        return False
    row.email = ""
    row.save(update_fields=["email"])
    write(FORGET, subject=row, actor=None, at=due.at)
    return True


def corrected(story: Story, correction: Correction) -> int:
    """Tell those whose request was accepted which correction came of it; return how many."""
    waiting = CorrectionRequest.objects.filter(
        story=story, state=State.ACCEPTED, correction=None, answered_at__lte=correction.at
    )
    return waiting.update(correction=correction)


def erase_words(story: Story) -> int:
    """Erase what readers quoted of a story whose own text was erased; return of how many."""
    rows = CorrectionRequest.objects.filter(story=story)
    return rows.update(sentence="", words="", answer="", email="")


def _keep_forgetting(row: CorrectionRequest, at: datetime) -> None:
    due = forget_at(row.made_at, row.answered_at, settings.REQUEST_DAYS)
    keep_appointments(thing(row), [Appointed(FORGET, due)] if row.email else [], at=at)
