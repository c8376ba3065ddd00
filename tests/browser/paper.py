"""Publishes the small edition in a folder of its own and serves it on the port that it is given.

Run by conftest.py in a process of its own, so that neither the tests' database nor the browser's
event loop is in the way of the other tests.
"""

from __future__ import annotations

import json
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command

from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import byline, topic
from broadsheet.stories.tests.edition import language_section, small_edition


class Server(ThreadingMixIn, WSGIServer):
    """Answers a page's files at once, as a real server does."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Keeps the tests' output free of a line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def publish() -> dict[str, str]:
    """Make the tables and the edition; give the addresses of its pages by name."""
    call_command("migrate", verbosity=0)
    full = small_edition(width=1000)
    return {
        **{language: story.address for language, story in full.items()},
        "live": Story.objects.get(form="live").address,
        "opinion": Story.objects.get(form="opinion").address,
        "home": "/",
        "section": "/nation/",
        "urdu": language_section("ur").address,
        "topic": f"/topic/{topic('Ferries').slug}/",
        "contributor": f"/by/{byline().slug}/",
    }


def main(port: int, addresses: Path) -> None:
    """Publish and serve; ``addresses`` is written once everything is there."""
    known = publish()
    application = StaticFilesHandler(WSGIHandler())
    server = make_server("127.0.0.1", port, application, Server, Quiet)
    unfinished = addresses.with_suffix(".part")
    unfinished.write_text(json.dumps(known), encoding="utf-8")
    unfinished.rename(addresses)
    server.serve_forever()
