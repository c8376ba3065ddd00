"""What is done behind the readers' backs: acts at their time, the press, Wagtail's own jobs."""

from __future__ import annotations

import os
import signal
from threading import Event, Thread

import structlog
from django.core.management import CommandError, call_command
from django.db import DatabaseError, close_old_connections

from broadsheet.config import imprint
from broadsheet.kit.resting import let_rest
from broadsheet.outbox import rounds
from broadsheet.press.pressroom import Pressroom
from broadsheet.press.purgeroom import Purgeroom
from broadsheet.records.actions import seal_waiting

log = structlog.get_logger(__name__)

PATIENCE = 15.0
"""Seconds that the outbox and the press get to finish what they are doing."""
TIDY_EVERY = 600.0
"""Seconds between two looks for what another program left: schedules, stories on no list."""
SEAL_EVERY = 0.5
"""Seconds between two looks for records that nobody has sealed yet."""
PRUNE_EVERY = 144
"""Looks between two prunings of finished jobs: a day."""


def keep_tidy(ending: Event) -> None:
    """Adopt schedules that came past us, and prune finished jobs, again and again."""
    looks = 0
    while not ending.is_set():
        _attempt("publish_scheduled")
        _attempt("list_stories")
        _attempt("tend_comments")
        if looks % PRUNE_EVERY == 0:
            _attempt("prune_db_task_results", min_age_days=14)
            _attempt("forget_notices")
            _attempt("report_months")
        looks += 1
        ending.wait(TIDY_EVERY)


def keep_sealed(ending: Event) -> None:
    """Seal what acts of many readers wrote into the log, all together, twice a second."""
    while not ending.wait(SEAL_EVERY):
        try:
            seal_waiting()
        except DatabaseError:
            log.exception("seal_failed")
            close_old_connections()


def _attempt(command: str, **options: int) -> None:
    close_old_connections()
    try:
        call_command(command, verbosity=0, **options)
    except (CommandError, DatabaseError):
        log.exception("schedule_failed", command=command)


def end_with_the_server() -> None:
    """Finish when standard input closes: the server that started this process is gone."""
    while os.read(0, 1):  # not sys.stdin: its lock would still be held at the very end
        continue
    os.kill(os.getpid(), signal.SIGTERM)


def print_only(*, with_server: bool = False) -> None:
    """Print pages until told to stop, beside a worker that does all the rest."""
    ending = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: ending.set())
    if with_server:
        Thread(target=end_with_the_server, daemon=True).start()
    let_rest()
    Pressroom(ending).run()


def work(*, with_server: bool = False, press: bool = True) -> None:
    """Do the jobs of the queue and keep the schedule until told to stop; print as well, if asked.

    Telling the caches in front is done here in either case: it waits for others most of the time.
    """
    imprint.tell_the_press()
    let_rest()
    ending = Event()
    for tended in (keep_tidy, keep_sealed):
        Thread(target=tended, args=[ending], daemon=True).start()
    kinds: list[type[Pressroom | Purgeroom]] = [Pressroom, Purgeroom] if press else [Purgeroom]
    rooms = [Thread(target=room(ending).run, name=room.__name__) for room in kinds]
    for thread in rooms:
        thread.start()
    threads = [*rounds.start(ending), *rooms]
    if with_server:
        Thread(target=end_with_the_server, daemon=True).start()
    log.info("work_began", pid=os.getpid())
    try:
        call_command("db_worker", queue_name="*", reload=False)
    finally:
        ending.set()
        rounds.wake()
        for thread in threads:
            thread.join(PATIENCE)
