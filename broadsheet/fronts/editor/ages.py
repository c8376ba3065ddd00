"""How old a front and its lead are beside what was promised, for many fronts in two queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from broadsheet.fronts import document as doc
from broadsheet.fronts.models import Draft, Front
from broadsheet.stories.models import Story


@dataclass(frozen=True)
class Age:
    """Since when a front is live, and since when its lead is out; ``None`` is not known."""

    live_since: datetime | None
    lead_since: datetime | None
    is_late: bool


def of(fronts: Iterable[Front], now: datetime) -> dict[int, Age]:
    """Return the ages of fronts by key. The lead is the first story that somebody placed."""
    rows = list(fronts)
    leads = {front.pk: _lead(front) for front in rows}
    wanted = {pk for pk in leads.values() if pk}
    out = dict(Story.objects.filter(pk__in=wanted).values_list("pk", "published_at"))
    return {front.pk: _age(front, out.get(leads[front.pk] or 0), now) for front in rows}


def differs(front: Front, draft: Draft) -> bool:
    """Whether a draft says anything else than what is live."""
    return front.live is None or draft.document != front.live.document


def _lead(front: Front) -> int | None:
    if front.live is None:
        return None
    return next((card.story for card in doc.read(front.live.document).cards()), None)


def _age(front: Front, lead: datetime | None, now: datetime) -> Age:
    since = front.live.made_at if front.live else None
    oldest = min((at for at in (since, lead) if at), default=None)
    late = bool(front.promise and oldest and (now - oldest).total_seconds() > front.promise * 60)
    return Age(since, lead, late)
