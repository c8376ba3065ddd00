"""Acts around the checks: weigh them, flag a story for legal, clear it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import structlog
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.desk.checks.gathering import facts_of_draft
from broadsheet.desk.checks.house import weights
from broadsheet.desk.checks.rules import against_clearing, against_flagging
from broadsheet.desk.checks.signals import checks_weighed
from broadsheet.desk.models import CheckWeight, LegalFlag, Weight
from broadsheet.kit import clock
from broadsheet.kit.refusals import refuse_if
from broadsheet.records.actions import Subject, write
from broadsheet.stories.models import Story

log = structlog.get_logger(__name__)


def weigh(said: Mapping[str, Weight], *, by: User | None, at: datetime | None = None) -> None:
    """Set what checks weigh at this paper; those that are not named stay as they are.

    Raises ``PermissionDenied``, and ``KeyError`` for a check that there is none of.
    """
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, "setting.edit")
        before = weights()
        changed = {name: weight for name, weight in said.items() if before[name] is not weight}
        for name, weight in changed.items():
            CheckWeight.objects.update_or_create(check_name=name, defaults={"weight": weight})
        if changed:
            write(
                "checks.weigh",
                subject=Subject("checks", "house", "House checks"),
                actor=by,
                at=moment,
                before={name: before[name].value for name in changed},
                after={name: weight.value for name, weight in changed.items()},
            )
            checks_weighed.send(CheckWeight)
            log.info("checks.weigh", changed=sorted(changed))


def flag(story: Story, reason: str, *, by: User | None, at: datetime | None = None) -> LegalFlag:
    """Flag a story for legal: with the check's weight at “blocks” nobody publishes it until then.

    Raises ``PermissionDenied``, and ``Refused`` with its reasons.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = Story.objects.select_for_update().get(pk=story.pk)
        allow(by, "legal.flag", row)
        there = LegalFlag.objects.filter(story=row, cleared_at=None).exists()
        refuse_if(against_flagging(reason, open_already=there))
        made = LegalFlag.objects.create(
            story=row, reason=reason.strip(), flagged_by=by, flagged_at=moment
        )
        facts = {"flag": made.pk, "reason": made.reason}
        write("legal.flag", subject=row, actor=by, at=moment, after=facts, note=made.reason)
        log.info("legal.flag", story=row.pk, flag=made.pk)
    return made


def clear(
    story: Story,
    *,
    by: User | None,
    read: str,
    any_text: bool = False,
    note: str = "",
    at: datetime | None = None,
) -> LegalFlag:
    """Clear a story that is flagged; ``read`` is the digest of the text that the lawyer read.

    With ``any_text`` the story is cleared whatever becomes of its text; otherwise a later change
    of its words needs another clearing. Raises ``PermissionDenied``, and ``Refused``.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = Story.objects.select_for_update().get(pk=story.pk)
        allow(by, "legal.clear", row)
        flagged = LegalFlag.objects.filter(story=row).first()
        digest = digest_of(row, moment)
        refuse_if(against_clearing(flagged=flagged is not None, words_changed=read != digest))
        assert flagged is not None  # noqa: S101 refused above
        flagged.cleared_by, flagged.cleared_at, flagged.note = by, moment, note.strip()
        flagged.cleared_words = "" if any_text else digest
        flagged.save()
        facts = {"flag": flagged.pk, "any_text": any_text, "words": digest}
        write("legal.clear", subject=row, actor=by, at=moment, after=facts, note=note.strip())
        log.info("legal.clear", story=row.pk, flag=flagged.pk)
    return flagged


def digest_of(story: Story, at: datetime) -> str:
    """Return the digest of the words of a story's latest draft."""
    draft: Story = story.get_latest_revision_as_object()
    return facts_of_draft(draft, at).digest
