"""Makes a newspaper of any size to measure with, by the importer's bulk path.

    python benchmarks/corpus.py --stories 100000 --database-url sqlite:////tmp/corpus.sqlite3

The same seed gives the same stories, whatever their number: a corpus of 2,000 is the beginning of
one of 100,000. It can be stopped and taken up again; what is there is left alone. Ten sections
with forty sub-sections, sixty reporters, agencies and desks, sixty-four topics; nine stories of a
hundred are in Hindi, five in Tamil, four in Urdu. Every story also answers at an old address,
``/corpus/SEED/PLACE.html``, by which a second run knows it.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
from importlib import import_module
from tempfile import gettempdir

import django
from django.core.management import call_command

BATCH = 500


def options() -> argparse.Namespace:
    """Read the command line."""
    about, *_ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--stories", type=int, default=2_000, help="how many in all")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another corpus")
    parser.add_argument(
        "--database-url", help="else DATABASE_URL, or a file in the temporary folder"
    )
    parser.add_argument("--batch", type=int, default=BATCH, help="stories to a transaction")
    parser.add_argument("--index", action="store_true", help="make the indexes anew afterwards")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON only")
    return parser.parse_args()


def begin(database_url: str | None, *, own: bool = False) -> None:
    """Set Django up on the database, and bring its tables up to date.

    ``own`` is for a newspaper with its own folder, settings and database.
    """
    if not own:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(60))
        os.environ.setdefault("BROADSHEET_VAR", gettempdir())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.config.settings")
    os.environ["LOG_LEVEL"] = "error"
    if database_url:
        os.environ["DATABASE_URL"] = database_url
    elif "DATABASE_URL" not in os.environ and not own:
        os.environ["DATABASE_URL"] = f"sqlite:///{gettempdir()}/broadsheet-corpus.sqlite3"
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def main() -> None:
    """Make the corpus and say how fast it went."""
    asked = options()
    begin(asked.database_url)
    filling = import_module("corpus_filling")  # its models can be loaded only now
    figures = filling.fill(asked.seed, asked.stories, asked.batch, quiet=asked.json)
    if asked.index:
        figures["index_seconds"] = filling.fill_indexes(asked.seed, quiet=asked.json)
    told = json.dumps(figures) if asked.json else _told(figures)
    sys.stdout.write(f"{told}\n")


def _told(figures: dict[str, float]) -> str:
    text = "\n{stories:,} stories in {seconds} s: {rate} a second".format(**figures)
    return text + (f"; indexes {figures['index_seconds']} s" if "index_seconds" in figures else "")


if __name__ == "__main__":
    main()
