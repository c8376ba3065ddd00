"""What is wrong at the press, in words for the desk: each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from broadsheet.kit import clock
from broadsheet.press import queries, standing
from broadsheet.press.rules import LATE


@dataclass(frozen=True)
class Trouble:
    """Something wrong, and its mend."""

    what: str
    mend: str


def troubles() -> list[Trouble]:
    """Return what is wrong at the press now, the worst first."""
    found, age = queries.now_standing()
    heard = standing.heard()
    wrong = []
    if heard is None or heard.silent(clock.now()):
        wrong.append(
            Trouble(
                _("No worker of the press is at work: changes wait, readers get what is printed."),
                _("Start `broadsheet work`, or `broadsheet serve` without --no-work."),
            )
        )
    if heard is not None and heard.fault:
        wrong.append(
            Trouble(
                _("The press stopped at a fault and tries again: %(fault)s")
                % {"fault": heard.fault},
                _("Look into the worker's log; nothing that was published is lost."),
            )
        )
    if age > LATE:
        wrong.append(
            Trouble(
                _("The oldest change that readers do not see yet is %(seconds)d seconds old.")
                % {"seconds": age},
                _("`broadsheet press status` says what is due."),
            )
        )
    if found.failed:
        wrong.append(
            Trouble(
                _("%(count)d pages could not be printed; readers get the ones before.")
                % {"count": found.failed},
                _("Their reasons stand below; print them again once they are mended."),
            )
        )
    return wrong
