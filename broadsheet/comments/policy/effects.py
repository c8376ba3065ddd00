"""What each clause does at one place and for one author: the policy with its overrides settled.

Site, section, narrower section, story, standing: the narrower goes before the wider. A firm effect
is a floor for everything below it, which may be stricter but never milder.
"""

from __future__ import annotations

from dataclasses import replace

from broadsheet.comments.checks.submission import Place, Standing
from broadsheet.comments.policy.clauses import Clause, Effect, Override, Policy


def effective(policy: Policy, place: Place, standing: Standing) -> Policy:
    """Return the policy as it holds for an author of such standing at such a place.

    Same clauses, in the same order, each with the effect that it has there; nothing is left to
    override, and so the answer's own ``effective`` is itself.
    """
    holding = [one for one in policy.overrides if _holds(one, place, standing)]
    holding.sort(key=lambda one: (_depth(one, place), one.effect.strength, one.firm))
    clauses = tuple(_settled(clause, holding) for clause in policy.clauses)
    return replace(policy, clauses=clauses, overrides=())


def _holds(override: Override, place: Place, standing: Standing) -> bool:
    return (
        (not override.section or override.section in place.sections)
        and override.story in {None, place.story}
        and override.standing in {"", standing.level.value}
    )


def _depth(override: Override, place: Place) -> tuple[bool, bool, int]:
    """How narrow an override is; of what stands equally deep the strictest comes last and holds."""
    section = place.sections.index(override.section) + 1 if override.section else 0
    return bool(override.standing), override.story is not None, section


def _settled(clause: Clause, overrides: list[Override]) -> Clause:
    effect = clause.effect
    floor = clause.effect if clause.firm else Effect.NOTHING
    for override in overrides:
        if override.clause == clause.key:
            effect = max(override.effect, floor, key=lambda one: one.strength)
            floor = effect if override.firm else floor
    return replace(clause, effect=effect, firm=clause.firm or floor is not Effect.NOTHING)
