"""The environment that the tests run in, loaded by pytest before Django's settings are read."""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

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
