"""The acts on fronts: one function each."""

from broadsheet.fronts.actions.arranging import (
    Refusal,
    Taken,
    here,
    leave_front,
    take_step,
    throw_away_draft,
    undo,
)
from broadsheet.fronts.actions.making import change_front, make_front, place_rail
from broadsheet.fronts.actions.publishing import cancel, plan, publish, roll_back

__all__ = [
    "Refusal",
    "Taken",
    "cancel",
    "change_front",
    "here",
    "leave_front",
    "make_front",
    "place_rail",
    "plan",
    "publish",
    "roll_back",
    "take_step",
    "throw_away_draft",
    "undo",
]
