"""How old fronts and their leads are beside what was promised, for many in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from broadsheet.fronts import rules
from broadsheet.fronts.models import Draft, Front
from broadsheet.fronts.queries import lead_of
from broadsheet.stories.models import Story


@dataclass(frozen=True)
class Age:
    """Since when a front is live, and since when its lead is out; ``None`` is not known."""

    live_since: datetime | None = None
    lead_since: datetime | None = None
    is_late: bool = False


def of(fronts: Iterable[Front], now: datetime) -> dict[int, Age]:
    """Return the ages of fronts by key. The lead is the first story that somebody placed."""
    rows = list(fronts)
    leads = {front.pk: lead_of(front.live.document) for front in rows if front.live}
    wanted = {pk for pk in leads.values() if pk}
    out = dict(Story.objects.filter(pk__in=wanted).values_list("pk", "published_at"))
    return {front.pk: _age(front, out.get(leads.get(front.pk) or 0), now) for front in rows}


def differs(front: Front, draft: Draft) -> bool:
    """Whether a draft says anything else than what is live."""
    return front.live is None or draft.document != front.live.document


def _age(front: Front, lead: datetime | None, now: datetime) -> Age:
    if front.live is None:
        return Age()
    since = front.live.made_at
    late = bool(rules.broken(rules.Ages(front.promise, since, lead), now))
    return Age(since, lead, late)
