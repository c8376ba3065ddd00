"""The environment that the tests run in, loaded by pytest before Django's settings are read."""

import os
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parents[2]

os.environ.setdefault("BROADSHEET_HOME", str(ROOT / "tests" / "newspaper"))
os.environ.setdefault("BROADSHEET_VAR", mkdtemp(prefix="broadsheet-tests-"))
os.environ.setdefault("SECRET_KEY", "only-for-the-tests-" + "0123456789" * 4)
os.environ.setdefault("STATIC_MANIFEST", "false")
