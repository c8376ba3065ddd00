"""A worker of the press: waits for the bell, spreads what changed, prints what is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from time import monotonic

import structlog
from django.core.cache import cache
from django.db import close_old_connections
from django.db.models import QuerySet

from broadsheet.kit import clock
from broadsheet.press import claiming, edition, printing, slotting, spreading, standing
from broadsheet.press.bell import Asked, Bell
from broadsheet.press.kept import Kept
from broadsheet.press.models import Need, Sheet
from broadsheet.press.rules import SLOT

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.25
"""Seconds between two looks at the outbox when no bell was heard."""
AT_ONCE = 4
"""Sheets claimed at a time: few, so that two workers share what one publication touches."""
SPLICED_AT_ONCE = 48
PRUNE_EVERY = 300.0
AFTER_A_FAULT = 1.0
# Wagtail keeps a site's root paths in the cache for an hour, whatever became of the site.
_ROOT_PATHS = "wagtail_site_root_paths"


@dataclass
class Pressroom:
    """One worker. ``ending`` stops it between two batches."""

    ending: Event = field(default_factory=Event)
    name: str = field(default_factory=claiming.worker_name)
    _kept: Kept = field(default_factory=Kept)
    _busy: bool = False
    _more: int = 0
    _pruned: float = -PRUNE_EVERY
    _told: float = -standing.TELL_EVERY

    def run(self) -> None:
        """Work until told to end. Whatever fails is told and tried again: the press never ends."""
        bell = Bell()
        log.info("press.began", worker=self.name)
        try:
            while not self.ending.is_set():
                self._turn(bell)
        finally:
            bell.close()

    def _turn(self, bell: Bell) -> None:
        asked = bell.wait(0 if self._busy else LOOK_EVERY)
        try:
            self._busy = self.work(bell, asked)
            self._tell()
        except Exception as error:
            self._busy = False
            log.exception("press.fault", worker=self.name)
            self._tell(f"{type(error).__name__}: {error}"[:300])
            close_old_connections()
            self.ending.wait(AFTER_A_FAULT)

    def _tell(self, fault: str = "") -> None:
        if fault or monotonic() - self._told > standing.TELL_EVERY:
            self._told = monotonic()
            try:
                if fault or not standing.told_lately():
                    standing.tell(fault)
            except OSError:
                log.exception("press.untold")

    def work(self, bell: Bell | None = None, asked: list[Asked] | None = None) -> bool:
        """Do one round; say whether there was anything to do."""
        self._prune()
        for one in asked or ():
            found = self.print_for_reader(one.address)
            if bell is not None:
                bell.answer(one, printed=found)
        if self.work_on_due():
            return True
        return not asked and self._print(claiming.set_aside(clock.now())) > 0

    def work_on_due(self) -> int:
        """Hand over changes and print what is due, but nothing that is set aside.

        Returns how much there was to do: changes taken and sheets printed, 0 at the end.
        """
        spread = spreading.spread()
        self._more = self._print(claiming.due(clock.now()), sure=self._more + spread > 0)
        return spread + self._more

    def print_for_reader(self, address: str) -> bool:
        """Print one address for a reader who waits; say whether it is in the edition now."""
        spreading.spread()
        if edition.present().get(address) is not None:
            return True  # another worker was quicker
        if not Sheet.objects.filter(address=address).exists():
            cache.delete(_ROOT_PATHS)
            with self._kept.in_use():
                return printing.print_first(address, self.name)
        sheet = claiming.claim_address(address, self.name)
        if sheet is not None:
            self._render([sheet])
        return edition.present().get(address) is not None

    def _print(self, found: QuerySet[Sheet], *, sure: bool = False) -> int:
        """Do what the first of these sheets needs: render a few, or splice many, which is cheap.

        Unless something is ``sure`` to be found it is looked for before a transaction is begun: on
        SQLite that would lock others out.
        """
        if not sure and not found.exists():
            return 0
        sheets = claiming.claim(found, self.name, AT_ONCE, spliced=SPLICED_AT_ONCE)
        if not sheets:
            return 0
        try:
            self._do(sheets)
        except BaseException:
            claiming.let_go(sheets, self.name)
            raise
        return len(sheets)

    def _do(self, sheets: list[Sheet]) -> None:
        if sheets[0].need == Need.SPLICE:
            slotting.recompose(sheets)
        else:
            self._render(sheets)

    def _render(self, sheets: list[Sheet]) -> None:
        cache.delete(_ROOT_PATHS)
        settled = [sheet for sheet in sheets if sheet.address.startswith(SLOT)]
        with self._kept.in_use():
            for sheet in settled:
                slotting.print_slot(sheet)
            printing.print_sheets([sheet for sheet in sheets if sheet not in settled])

    def _prune(self) -> None:
        if monotonic() - self._pruned > PRUNE_EVERY:
            self._pruned = monotonic()
            spreading.forget_old_keys(clock.now())
            claiming.free_the_claims_of_the_dead()
            edition.present().sweep()


def catch_up(most: int = 100_000) -> int:
    """Print all that is due in this process, and return how many rounds it took."""
    room = Pressroom()
    return next((rounds for rounds in range(most) if not room.work()), most)
