"""What every act on a front does: lock it, ask who may, tell the log and whoever listens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.fronts import document as doc
from broadsheet.fronts import lateness, rules
from broadsheet.fronts.document import Document
from broadsheet.fronts.models import Draft, Front, Planned, Version
from broadsheet.fronts.queries import draft_of, place_of
from broadsheet.fronts.signals import front_published
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import Done, Thing
from broadsheet.records.actions import write
from broadsheet.records.canonical import keep

GO_LIVE, EXPIRE, KIND = "front.go_live", "front.expire", "front"
log = structlog.get_logger(__name__)


@dataclass
class Act:
    """One act under way on one front, whose row is locked until the end."""

    name: str
    front: Front
    by: User | None
    at: datetime

    @property
    def live(self) -> Document | None:
        """What readers get, if an editor ever published it."""
        return doc.read(self.front.live.document) if self.front.live else None

    @property
    def signed(self) -> dict[str, Any]:
        """Who does it, as rows keep it."""
        return {"made_by_id": self.by.pk if self.by else None, "made_by": name_of(self.by)}

    def draft(self) -> Draft:
        """Return the front's draft, locked; made of what is live if there is none."""
        found = Draft.objects.select_for_update().filter(front=self.front).first()
        return found or draft_of(self.front, self.at)

    def done(self, *, before: Mapping[str, Any], after: Mapping[str, Any], note: str = "") -> None:
        """Write the record, keep the times, and leave what follows."""
        record = write(
            self.name,
            subject=self.front,
            actor=self.by,
            at=self.at,
            before=dict(before),
            after=dict(after),
            note=note,
        )
        keep_times(self.front, self.at)
        facts = {"before": keep(before), "after": keep(after)}
        revision = str(after.get("version", before.get("version", "")))
        leave(Done(self.name, thing(self.front), revision, record.pk, self.at, facts))
        log.info(self.name, front=self.front.pk, actor=self.by.pk if self.by else None)

    def goes_live(
        self, document: Document, why: Version.Why, *, note: str = "", of: Version | None = None
    ) -> Version:
        """Make a version of the document as it stands at this moment, and give it to readers."""
        was = self.front.live
        version = Version.objects.create(
            front=self.front,
            number=was.number + 1 if was else 1,
            document=doc.written(document.as_of(self.at)),
            made_at=self.at,
            why=why,
            note=note[: rules.NOTE],
            from_version=of,
            **self.signed,
        )
        self.front.live = version
        self.front.save(update_fields=["live"])
        before = {"version": was.number if was else 0}
        self.done(before=before, after={"version": version.number, "why": why.value}, note=note)
        announce(
            front_published, Front, front=self.front, version=version, actor=self.by, at=self.at
        )
        return version


@contextmanager
def act_on(
    front: Front, name: str, *, by: User | None, at: datetime | None, asked: str = rules.PUBLISH
) -> Iterator[Act]:
    """Open an act: one transaction, the row locked, the user allowed.

    Raises ``PermissionDenied``, and ``Front.DoesNotExist`` if the front is gone.
    """
    with transaction.atomic():
        row = Front.objects.select_for_update(of=("self",)).get(pk=front.pk)
        allow(by, asked, place_of(row))
        yield Act(name, row, by, at or clock.now())


def name_of(by: User | None) -> str:
    """Return the name of whoever acts, as rows keep it."""
    return str(by)[:200] if by else ""


def thing(front: Front) -> Thing:
    """Return a front as the outbox names it."""
    return Thing(KIND, str(front.pk), str(front))


def keep_times(front: Front, at: datetime) -> None:
    """Make the open appointments of a front what its plans and the ends of its pins say."""
    plans = Planned.objects.filter(front=front, state=Planned.State.WAITING)
    wanted = [
        Appointed(GO_LIVE, due_at, str(pk))
        for pk, due_at in plans.values_list("pk", "goes_live_at")
    ]
    if front.live is not None:
        end = doc.read(front.live.document).next_end(at)
        if end is not None:
            wanted.append(Appointed(EXPIRE, end, str(front.live.number)))
    wanted += lateness.watches(front, thing(front), at)
    keep_appointments(thing(front), wanted, at=at)
