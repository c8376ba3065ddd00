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

from broadsheet.pictures.models import Picture
from broadsheet.stories.actions import file_draft, publish, withdraw
from broadsheet.stories.models import Byline, Ground, Story
from broadsheet.stories.tests.cast import MONDAY, byline, section, topic
from broadsheet.stories.tests.edition import WORDS, full_body, language_section, small_edition
from tests.browser.paper_pages import LITE


class Server(ThreadingMixIn, WSGIServer):
    """Answers a page's files at once, as a real server does."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Keeps the tests' output free of a line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def bring_out() -> dict[str, str]:
    """Make the tables and the edition; give the addresses of its pages by name."""
    call_command("migrate", verbosity=0)
    full = small_edition(width=1000)
    gone = list(Story.objects.filter(form="article", language="en").order_by("pk")[2:4])
    for story, ground in zip(gone, (Ground.EDITORIAL, Ground.LEGAL), strict=True):
        withdraw(story, ground, by=None, note="For the tests.")
    addresses = {
        **{language: story.address for language, story in full.items()},
        "live": Story.objects.get(form="live").address,
        "opinion": Story.objects.get(form="opinion").address,
        "home": "/",
        "section": "/nation/",
        "urdu": language_section("ur").address,
        "topic": f"/topic/{topic('Ferries').slug}/",
        "contributor": f"/by/{byline().slug}/",
        "gallery": of_form("gallery").address,
        "video": of_form("video").address,
        "explainer": of_form("explainer").address,
        "corrections": "/corrections/",
        "history": full["en"].address.replace(".html", "/history/"),
        "saved": "/saved/",
        "choices": "/privacy/choices/",
        "follow": "/follow/section/nation/",
        "ask": f"/corrections/ask/{full['en'].number}/",
        "404": "/old/sport-story.aspx",
        "410": gone[0].address,
        "451": gone[1].address,
    }
    return addresses | {f"lite {name}": f"/lite{addresses[name]}" for name in LITE}


def of_form(form: str) -> Story:
    """Publish a story of which the gallery, the film or the text is the point."""
    drawn, other = Picture.objects.get(), Story.objects.order_by("pk")[0]
    wanted = {"paragraphs", "fact_box", form}
    body = [block for block in full_body(drawn, other, WORDS["en"][1]) if block[0] in wanted]
    story = Story(
        title=f"The line as {form}",
        slug=form,
        form=form,
        standfirst="Seen.",
        picture=drawn,
        body=body,
    )
    story.bylines.add(Byline(contributor=byline()))
    return publish(file_draft(story, section("Culture"), by=None, at=MONDAY), by=None, at=MONDAY)


def main(port: int, addresses: Path) -> None:
    """Publish and serve; ``addresses`` is written once everything is there.

    A folder with ``published.json`` beside it has its edition already.
    """
    published = addresses.with_name("published.json")
    known = json.loads(published.read_text()) if published.exists() else bring_out()
    application = StaticFilesHandler(WSGIHandler())
    server = make_server("127.0.0.1", port, application, Server, Quiet)
    unfinished = addresses.with_suffix(".part")
    unfinished.write_text(json.dumps(known), encoding="utf-8")
    unfinished.rename(addresses)
    server.serve_forever()
