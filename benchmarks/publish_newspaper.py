"""A newspaper to measure publishing on: a corpus, an editor signed in, drafts, served for real."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import lxml.html
from django.conf import settings
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from broadsheet.accounts.models import User
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.config import imprint
from broadsheet.distribution.addresses import FeedAddress
from broadsheet.people.models import Contributor
from broadsheet.press import actions, bell, plates, spreading
from broadsheet.press.models import Sheet
from broadsheet.press.pressroom import Pressroom
from broadsheet.sections.founding import found
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.actions.filing import file_draft
from broadsheet.stories.models import Byline, Story, StoryTopic

BENCHMARKS = Path(__file__).resolve().parent
STARTED_WITHIN = 60.0
OF_STORIES = ("stories", "old addresses")
TEXT = "The council met on the matter and set a date. " * 12
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
  access_log off; types {{ text/html html; }} default_type text/html;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port}; root {edition}/site; gzip_static on; gzip_vary on; index index.html;
    location / {{ try_files $uri $uri/index.html @serve; }}
    location @serve {{ proxy_pass http://127.0.0.1:{behind}; proxy_set_header Host $host; }}
  }}
}}
"""


@dataclass(frozen=True)
class Draft:
    """A draft that is ready to be published, and where it will be seen."""

    number: int
    pk: int
    addresses: tuple[str, ...]


def make_drafts(first: int, count: int) -> list[Draft]:
    """File drafts in the corpus's sections, each with a mark, a byline and a topic of its own."""
    subs = list(Section.objects.filter(depth=4, language="en").order_by("pk"))
    people = list(Contributor.objects.filter(kind="person").order_by("pk"))
    topics = list(Topic.objects.filter(merged_into=None).order_by("pk"))
    drafts = []
    for number in range(first, first + count):
        section, person = subs[number % len(subs)], people[number % len(people)]
        topic = topics[number % len(topics)]
        story = Story(
            title=f"Bench zq{number:06d} council sets a date",
            slug=f"bench-{number}",
            standfirst="A story that is published to be measured.",
            language=section.language,
            body=[("paragraphs", f"<p>{TEXT}</p>")] * 6,
        )
        story.bylines.set([Byline(contributor=person)])
        story.story_topics.set([StoryTopic(topic=topic)])
        file_draft(story, section, by=None)
        above = section.get_parent().specific
        drafts.append(
            Draft(
                number,
                story.pk,
                (
                    Story.objects.get(pk=story.pk).address,
                    "/",
                    section.address,
                    above.address,
                    f"/topic/{topic.slug}/",
                    f"/by/{person.slug}/",
                    FeedAddress("section", section.key, "atom").path,
                ),
            )
        )
    return drafts


def next_mark() -> int:
    """Return a mark that no page shows yet: a newspaper's folder may be taken up again."""
    slugs = Story.objects.filter(slug__startswith="bench-").values_list("slug", flat=True)
    return max((int(slug.split("-")[1]) for slug in slugs), default=0) + 1


def editor_cookie() -> str:
    """Return the session cookie of an editor who went through the real sign-in."""
    User.objects.filter(email="bench.editor@paper.test").delete()
    client = signed_in(staff("editor", name="Bench Editor"))
    return f"sessionid={client.cookies['sessionid'].value}"


def print_the_newest(stories: int) -> None:
    """Print all fronts and the newest stories, as a paper has them that readers know."""
    found("The Bench", settings.SITE_URL)
    imprint.tell_the_press()
    while spreading.spread():  # what the filling asked for: all of the archive
        continue
    Sheet.objects.exclude(printed_at=None).update(rank=None)
    Sheet.objects.filter(printed_at=None).update(rank=None, aside=True)
    for plate in plates.registered():
        listed = plate.addresses()
        wanted = islice(listed, stories) if plate.name in OF_STORIES else listed
        for some in spreading.chunks(wanted, actions.IN_ONE_GO):
            actions.ask_for(some)
    room = Pressroom()
    while room.work_on_due():
        continue


def bells() -> Path:
    """Return the folder of the press's bells."""
    return bell.folder()


def _question(story: int) -> str:
    return f"/desk/story/{story}/publish/"


class Desk:
    """An editor at the desk, over HTTP: writes, is asked what the change is, and answers."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie

    def open_form(self, story: int) -> tuple[str, str]:
        """Save a draft and open the question; return the cookies and the body that answer it."""
        path = f"/desk/pages/{story}/edit/"
        answer, page = self._asked("GET", path, self.cookie)
        token = next(
            value.split(";")[0]
            for name, value in answer.getheaders()
            if name.lower() == "set-cookie" and value.startswith("csrftoken=")
        )
        cookies = f"{self.cookie}; {token}"
        form = next(form for form in page.forms if form.get("id") == "page-edit-form")
        # The browser's script makes the body's fields; nothing else of the form is missing.
        body = streamfield([("paragraphs", rich_text(f"<p>{TEXT}</p>"))] * 6)
        blocks = nested_form_data({"body": body})
        fields = [*form.form_values(), *blocks.items(), ("action-publish", "action-publish")]
        self._asked("POST", path, cookies, urlencode(fields), status=302)
        _answer, page = self._asked("GET", _question(story), cookies)
        form = next(form for form in page.forms if "data-publish-question" in form.attrib)
        said = dict(form.form_values()) | {"change": "typo", "acknowledged": "on"}
        return cookies, urlencode(said)

    def publish(self, story: int, cookies: str, body: str) -> tuple[float, float]:
        """Answer the question; return the moments of sending and of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.connect()
        sent = time.monotonic()
        connection.request("POST", _question(story), body, self._headers(cookies, _question(story)))
        answer = connection.getresponse()
        text = answer.read()
        answered = time.monotonic()
        connection.close()
        if answer.status != 302:  # noqa: PLR2004 where an answer that was accepted leads
            raise RuntimeError(f"Publishing {story} answered {answer.status}: {text[:500]!r}")
        return sent, answered

    def _asked(
        self, method: str, path: str, cookies: str, body: str | None = None, *, status: int = 200
    ) -> tuple[http.client.HTTPResponse, Any]:
        """Ask, and return the answer with its page; any other status than ``status`` is a fault."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, self._headers(cookies, path))
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if answer.status != status:
            raise RuntimeError(f"{path} answered {answer.status}")
        return answer, lxml.html.fromstring(text) if text else None

    def _headers(self, cookies: str, path: str) -> dict[str, str]:
        return {
            "Cookie": cookies,
            "Host": self._host(),
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://{self._host()}{path}",
        }

    def _host(self) -> str:
        return f"127.0.0.1:{self.port}"


class Served:
    """`broadsheet serve` and nginx in front of its edition, both on loopback."""

    def __init__(
        self, home: Path, folder: Path, ports: tuple[int, int], *, workers: int = 1
    ) -> None:
        self.port, self.nginx_port = ports
        log = (folder / "serve.log").open("wb")
        command = [sys.executable, "-m", "broadsheet", "serve", "--home", str(home)]
        command += ["--port", str(self.port), "--workers", str(workers)]
        self._serve = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
        self.group = self._serve.pid
        config = folder / "nginx.conf"
        edition = Path(os.environ["BROADSHEET_VAR"]) / "edition"
        config.write_text(
            NGINX.format(folder=folder, port=self.nginx_port, edition=edition, behind=self.port)
        )
        self._nginx = subprocess.Popen(  # noqa: S603
            ["/usr/sbin/nginx", "-c", str(config), "-p", str(folder)],
            stdout=log,
            stderr=log,
        )
        try:
            self._wait(self.port)
            self._wait(self.nginx_port)
            self._wait_for_presses()
        except RuntimeError:
            self.end()
            raise

    def _wait(self, port: int) -> None:
        until = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"Nothing listens on port {port}.")

    def _wait_for_presses(self) -> None:
        until = time.monotonic() + STARTED_WITHIN
        while len(list(bells().glob("*.bell"))) < settings.PRESS_WORKERS:
            if time.monotonic() > until:
                raise RuntimeError("The presses do not start.")
            time.sleep(0.1)
        time.sleep(1.0)

    def end(self) -> None:
        """End both."""
        self._nginx.terminate()
        self._nginx.wait()
        self._serve.send_signal(signal.SIGTERM)
        self._serve.wait(timeout=60)
