"""A newsroom to measure in: a server, an editor signed in, and what the editor does over HTTP."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import lxml.html
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from broadsheet.accounts.models import User
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.desk.models import ListedStory
from broadsheet.desk.workflow.founding import found_approvals
from broadsheet.people.models import Contributor
from broadsheet.sections.founding import found
from broadsheet.sections.models import Section
from broadsheet.stories.actions.bringing_in import settle_planner
from broadsheet.stories.actions.filing import file_draft
from broadsheet.stories.models import Byline, Story

STARTED_WITHIN = 60.0
TEXT = "<p>" + "The council met on the matter and set a date. " * 12 + "</p>"
BODY = nested_form_data({"body": streamfield([("paragraphs", rich_text(TEXT))] * 6)})
WARM_UP = 3
_drafts = count(1)


def found_the_paper() -> None:
    """Make the front page and the approvals of a new paper."""
    found("The Bench", settings.SITE_URL)
    found_approvals()


def settle() -> None:
    """Let the database know its rows, as it does by itself within minutes."""
    settle_planner()
    connections.close_all()


@dataclass
class Answer:
    """What the server answered, and in how many seconds."""

    status: int
    headers: list[tuple[str, str]]
    text: str
    seconds: float

    @property
    def location(self) -> str:
        """Where it leads on, or ""."""
        return next((value for name, value in self.headers if name.lower() == "location"), "")


@dataclass
class Browser:
    """An editor's browser: one connection that stays open, its cookies, the forms it fills in."""

    port: int
    cookies: dict[str, str]
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> Answer:
        """Ask for a page; raises ``RuntimeError`` for anything but a page."""
        answer = self._ask("GET", path, None)
        if answer.status != 200:  # noqa: PLR2004 HTTP's OK
            raise RuntimeError(f"{path} answered {answer.status}")
        return answer

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form; raises ``RuntimeError`` if it is not accepted."""
        answer = self._ask("POST", path, urlencode(fields))
        if answer.status != 302:  # noqa: PLR2004 where a form that was accepted leads
            raise RuntimeError(f"{path} answered {answer.status}: {answer.text[:300]!r}")
        return answer

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        host = f"127.0.0.1:{self.port}"
        headers = {"Host": host, "Referer": f"http://{host}{path}"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        self.connection.request(method, path, body, headers)
        came = self.connection.getresponse()
        text = came.read().decode()
        took = time.monotonic() - began
        for name, value in came.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return Answer(came.status, came.getheaders(), text, took)


class Newsroom:
    """`broadsheet serve` on loopback, and an editor at work there."""

    def __init__(self, home: Path, folder: Path, port: int) -> None:
        self.port = port
        log = (folder / "serve.log").open("ab")
        command = [sys.executable, "-m", "broadsheet", "serve", "--home", str(home)]
        command += ["--port", str(port), "--workers", "1"]
        self._asking = _Asking()
        self.drafts = [_draft() for _ in range(8)]
        cookie = _editor_cookie()
        connections.close_all()
        self._serve = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
        self._wait()
        self.browser = Browser(port, {"sessionid": cookie})

    def work(self, samples: int) -> dict[str, list[float]]:
        """Do each kind of work so often, in turn; return the seconds that each took."""
        kinds: dict[str, Callable[[int], float]] = {
            "first screen": lambda _turn: self.browser.get("/desk/").seconds,
            "list": lambda turn: self._list(self._asking.lists, turn),
            "search": lambda turn: self._list(self._asking.searches, turn),
            "open": lambda turn: self._open(turn).seconds,
            "save": self._save,
            "question": self._question,
            "publish": self._publish,
        }
        times: dict[str, list[float]] = {name: [] for name in kinds}
        for turn in range(-WARM_UP, samples):
            for name, work in kinds.items():
                took = work(turn)
                if turn >= 0:
                    times[name].append(took)
        return times

    def _list(self, asked: list[str], turn: int) -> float:
        return self.browser.get(f"/desk/stories/{asked[turn % len(asked)]}").seconds

    def _open(self, turn: int) -> Answer:
        return self.browser.get(self._edit(turn))

    def _edit(self, turn: int) -> str:
        return f"/desk/pages/{self.drafts[turn % len(self.drafts)]}/edit/"

    def _fields(self, turn: int) -> list[tuple[str, str]]:
        page: Any = lxml.html.fromstring(self._open(turn).text)
        form = next(form for form in page.forms if form.get("id") == "page-edit-form")
        fields = [pair for pair in form.form_values() if pair[0] not in BODY]
        written = [
            (n, f"Bench zq{turn} at {time.time():.0f}" if n == "title" else v) for n, v in fields
        ]
        return [*written, *((name, str(value)) for name, value in BODY.items())]

    def _save(self, turn: int) -> float:
        return self.browser.post(self._edit(turn), self._fields(turn)).seconds

    def _question(self, turn: int) -> float:
        fields = [*self._fields(turn), ("action-publish", "action-publish")]
        asked = self.browser.post(self._edit(turn), fields)
        self._asked = asked.location
        return asked.seconds + self.browser.get(asked.location).seconds

    def _publish(self, turn: int) -> float:
        page: Any = lxml.html.fromstring(self.browser.get(self._asked).text)
        form = next(form for form in page.forms if "data-publish-question" in form.attrib)
        fields = dict(form.form_values()) | {"change": "typo", "acknowledged": "on"}
        return self.browser.post(self._asked, list(fields.items())).seconds

    def _wait(self) -> None:
        until = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"Nothing listens on port {self.port}.")

    def end(self) -> None:
        """End the server."""
        self.browser.connection.close()
        self._serve.send_signal(signal.SIGTERM)
        self._serve.wait(timeout=60)


class _Asking:
    """What the editor asks of the list: places in it, filters, words frequent and rare."""

    def __init__(self) -> None:
        random = Random(7)  # noqa: S311 no secret
        sections = list(Section.objects.order_by("pk").values_list("pk", flat=True))
        middle = ListedStory.objects.order_by("changed_at")[ListedStory.objects.count() // 2]
        place = quote(f"{middle.changed_at.isoformat()}~{middle.pk}")
        self.lists = [
            "",
            f"?after={place}",
            *(f"?section={pk}" for pk in random.sample(sections, 4)),
            "?state=out&sort=out",
            "?state=draft",
            "?language=ta",
            f"?section={random.choice(sections)}&language=hi&state=out",
        ]
        heads = list(ListedStory.objects.order_by("?").values_list("headline", flat=True)[:12])
        words = [word for head in heads for word in head.split() if word.isalpha()]
        self.searches = [
            "?q=the",
            "?q=minister+bridge",
            "?q=zzqxnothing",
            *(f"?q={quote(head)}" for head in heads[:4]),
            *(f"?q={quote(word)}" for word in random.sample(words, min(4, len(words)))),
            f"?q={quote(words[0][:3])}&section={random.choice(sections)}",
        ]


def _draft() -> int:
    number = next(_drafts)
    section = Section.objects.filter(depth=4, language="en").order_by("pk").first()
    story = Story(
        title=f"Bench zq {number} council sets a date",
        slug=f"bench-{os.getpid()}-{number}",
        standfirst="A story that is measured.",
        language="en",
        body=[("paragraphs", TEXT)] * 6,
    )
    story.bylines.set([Byline(contributor=Contributor.objects.filter(kind="person").first())])
    file_draft(story, section, by=None)
    return int(story.pk)


def _editor_cookie() -> str:
    User.objects.filter(email="bench.editor@paper.test").delete()
    client = signed_in(staff("editor", name="Bench Editor"))
    return str(client.cookies["sessionid"].value)


def queries() -> dict[str, int]:
    """Count the queries of what only reads; measured in this process."""
    User.objects.filter(email="bench.editor@paper.test").delete()
    client = signed_in(staff("editor", name="Bench Editor"))
    story = Story.objects.order_by("-pk").values_list("pk", flat=True).first()
    found = {}
    for name, path in {
        "first screen": "/desk/",
        "list": "/desk/stories/",
        "search": "/desk/stories/?q=bridge",
        "open": f"/desk/pages/{story}/edit/",
    }.items():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        found[name] = len(captured)
    return found
