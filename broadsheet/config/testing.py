"""The environment that the tests run in, loaded by pytest before Django's settings are read."""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings

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

# No test is timed: a busy machine is no fault. `make soak` tries two thousand times what `make test`
# tries a hundred times.
settings.register_profile("usual", deadline=None)
settings.register_profile("soak", max_examples=2000, deadline=None)
settings.load_profile("soak" if os.environ.get("BROADSHEET_SOAK") else "usual")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that commit at the end, however the others were shuffled: they are slow."""
    items.sort(key=commits)


def commits(item: pytest.Item) -> bool:
    """Say whether a test commits what it writes, and empties the database when it ends."""
    mark = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or bool(mark and (mark.kwargs.get("transaction") or mark.args))
