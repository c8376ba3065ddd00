"""The environment that the tests run in, loaded by pytest before Django's settings are read."""

import atexit
import gc
import logging
import os
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TextIO

import pytest
from hypothesis import settings

from broadsheet.config.tests.together import Together, hand_over

ROOT = Path(__file__).resolve().parents[2]

os.environ.setdefault("BROADSHEET_HOME", str(ROOT / "tests" / "newspaper"))
if "BROADSHEET_VAR" not in os.environ:  # the workers of xdist have it from the first process
    var = mkdtemp(prefix="broadsheet-tests-")
    os.environ["BROADSHEET_VAR"] = var
    atexit.register(shutil.rmtree, var, ignore_errors=True)
os.environ.setdefault("SECRET_KEY", "only-for-the-tests-" + "0123456789" * 4)
os.environ.setdefault("STATIC_MANIFEST", "false")
# WhiteNoise warns of a folder that is not there, and warnings are errors.
(Path(os.environ["BROADSHEET_VAR"]) / "static").mkdir(parents=True, exist_ok=True)

# No test is timed: a busy machine is no fault. `make soak` tries two thousand times what `make
# test` tries a hundred times.
settings.register_profile("usual", deadline=None)
settings.register_profile("soak", max_examples=2000, deadline=None)
settings.load_profile("soak" if os.environ.get("BROADSHEET_SOAK") else "usual")


LONG = {"soak", "hypothesis", "everywhere"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to leave out what a run on another database has said already."""
    parser.addoption(
        "--again",
        action="store_true",
        help="another database's turn: only the tests that ask it, and none of how a screen looks",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Choose, and keep together what shares something dear."""
    if config.getoption("--again"):
        left_out = [item for item in items if not differs(item)]
        items[:] = [item for item in items if differs(item)]
        config.hook.pytest_deselected(items=left_out)
    groups = {item.nodeid: group for item in items if (group := shares(item))}
    items.sort(key=lambda item: turn(item, grouped=item.nodeid in groups))
    opener = next((item for item in items if asks(item) and not commits(item)), None)
    if opener is not None and opener.nodeid not in groups:
        items.insert(0, items.pop(items.index(opener)))
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        hand_over(groups, worker)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Give out the tests in groups, where groups were asked for."""
    if config.getoption("dist") != "loadgroup":
        return None
    return Together(config, log)


def pytest_collection_finish() -> None:
    """Let nobody look again and again whether all that was imported and collected is still used."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


class StderrOfNow(logging.StreamHandler[TextIO]):
    """Writes where standard error is at that moment.

    What pytest puts in its place is closed at the end, and a server's thread may still have a word.
    """

    @property
    def stream(self) -> TextIO:
        """Standard error."""
        return sys.stderr

    @stream.setter
    def stream(self, _given: TextIO) -> None:
        """Take no other."""


@pytest.hookimpl(trylast=True)
def pytest_sessionstart() -> None:
    """Put it in the place of the handler that the settings made, and which has its stream."""
    for handler in logging.root.handlers:
        if type(handler) is logging.StreamHandler:
            handler.__class__ = StderrOfNow


def shares(item: pytest.Item) -> str:
    """Return the folder or module whose fixtures a test shares with others, "" if it does not.

    They are dear, a served paper or a browser: all who share one go to the same worker.
    """
    known = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009 pytest's own, and private
    found = {(defined[-1].scope, defined[-1].baseid) for defined in known.values()}
    folders = sorted(folder for scope, folder in found if scope == "session" and folder)
    if folders:
        return str(folders[-1])
    return item.nodeid.partition("::")[0] if any(scope == "module" for scope, _ in found) else ""


def turn(item: pytest.Item, *, grouped: bool) -> int:
    """Return when a test's turn is: the long ones early, or one worker waits for the other.

    Ahead of them go those that ask no database: who asks it first makes it for all (the opener),
    and the other worker has something to do meanwhile.
    """
    if not grouped and not asks(item) and not LONG & marks(item):
        return 0
    return 1 if grouped or LONG & marks(item) else 2


def marks(item: pytest.Item) -> set[str]:
    """Return the names of a test's marks."""
    return {mark.name for mark in item.iter_markers()}


def commits(item: pytest.Item) -> bool:
    """Say whether a test commits what it writes, and empties the database when it ends."""
    mark = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or bool(mark and (mark.kwargs.get("transaction") or mark.args))


def differs(item: pytest.Item) -> bool:
    """Say whether a test could come out otherwise on another database."""
    if "once" in marks(item) or ("browser" in marks(item) and "everywhere" not in marks(item)):
        return False
    return asks(item)


def asks(item: pytest.Item) -> bool:
    """Say whether a test asks the database."""
    asked = {"django_db_setup", "db", "transactional_db", "live_server"}
    return bool(asked & set(getattr(item, "fixturenames", ()))) or bool(
        item.get_closest_marker("django_db")
    )
