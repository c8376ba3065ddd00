"""Webhooks: told of what happened, signed, and of held words only who may; one may be asked."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import staff
from broadsheet.comments.actions.telling import Hooked, add_hook
from broadsheet.comments.api import signing, webhooks
from broadsheet.comments.api.tests.cast import WORDS, ask, known, reader_token
from broadsheet.comments.elsewhere import NoAnswerError, signals_in
from broadsheet.comments.models import Comment, Webhook
from broadsheet.kit import clock
from broadsheet.outbox.models import Effect, State
from broadsheet.outbox.tests.cast import send_all
from broadsheet.stories.tests.cast import StoryFactory

ADDRESS = "https://hooks.example/talk"


class Listener(ThreadingHTTPServer):
    """Somebody outside, who keeps what comes and answers as told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Window)
        self.came: list[tuple[dict[str, str], bytes]] = []
        self.says: tuple[int, Any] = (204, None)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class _Window(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append(({k.lower(): v for k, v in self.headers.items()}, body))
        status, answer = self.server.says
        data = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def listening(settings: Any) -> Iterator[Listener]:
    """A listener that the paper's settings call its own."""
    server = Listener()
    settings.COMMENTS_OWN_HOOKS = [server.url]
    webhooks.hooks.forget()
    thread = Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        webhooks.hooks.forget()


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The example that the scheme's own libraries are tested with."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'

    headers = signing.signed(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"signals": 3},
        {"signals": [{"words": "of no clause"}]},
        {"signals": [{"clause": "spam", "weight": 2}]},
        {"signals": [{"clause": "spam", "weight": float("nan")}]},
        {"signals": [{"clause": "spam", "start": 3, "end": 90}]},
        {"signals": [{"clause": "spam", "start": True, "end": 2}]},
    ],
)
def test_an_answer_of_another_form_is_no_answer(answer: object) -> None:
    """Nothing of it is believed."""
    with pytest.raises(NoAnswerError):
        signals_in(answer, 20)


def test_what_is_noticed_elsewhere_is_a_machines_word() -> None:
    """It has its words without what no screen can show, and its place in the text."""
    row = {"clause": "spam", "words": "sells\u202e boats", "start": 0, "end": 4, "weight": 0.5}

    (signal,) = signals_in({"signals": [row]}, 20)

    assert signal.machine
    assert signal.facts == (("words", "sells boats"),)
    assert signal.span == (0, 4)


@pytest.mark.django_db
def test_an_administrator_alone_says_who_is_told() -> None:
    """An editor does not."""
    wanted = Hooked(ADDRESS, ("comment.post",))
    with pytest.raises(PermissionDenied):
        add_hook(wanted, by=staff(Role.EDITOR))

    assert add_hook(wanted, by=staff(Role.ADMINISTRATOR)).events == ["comment.post"]


@pytest.mark.django_db
def test_a_comment_is_told_signed_and_without_held_words(settings: Any) -> None:
    """First refused, then taken, under one number; what readers do not see stays here."""
    with listening(settings) as server:
        row = add_hook(Hooked(f"{server.url}/talk", ("comment.post",)), by=None)
        token, story = reader_token(known("Rosa")), StoryFactory(published=True)
        shown = {"text": WORDS, "token": "one-form"}
        made = ask("POST", f"stories/{story.number}/comments/", token, shown).json()
        Comment.objects.filter(pk=made["comment"]["id"]).update(state="held")
        Effect.objects.exclude(name__startswith="comment webhook").delete()
        server.says = (503, None)
        send_all()
        server.says = (204, None)
        send_all(clock.now() + timedelta(minutes=1))
    (first, body), (again, _body) = server.came
    told = json.loads(body)
    at = int(first["webhook-timestamp"])
    signed = signing.signed(signing.secret_of(row.salt), first["webhook-id"], at, body)

    assert first["webhook-signature"] == signed["webhook-signature"]
    assert first["webhook-id"] == again["webhook-id"]
    assert told["type"] == "comment.post"
    assert told["data"]["comment"]["id"] == made["comment"]["id"]
    assert WORDS not in body.decode()
    assert Effect.objects.get(name__startswith="comment webhook").state == State.DONE


@pytest.mark.django_db
def test_a_check_elsewhere_holds_a_comment_and_so_does_its_silence(
    settings: Any,
) -> None:
    """What it notices is weighed; without an answer it is read first, as the paper says."""
    with listening(settings) as server:
        add_hook(Hooked(f"{server.url}/check", asked=True), by=None)
        token, story = reader_token(known("Rosa")), StoryFactory(published=True)
        path = f"stories/{story.number}/comments/"
        server.says = (200, {"signals": []})
        fine = ask("POST", path, token, {"text": "The ferries ran.", "token": "a"}).json()
        server.says = (200, {"signals": [{"clause": "of-its-own", "words": "a name"}]})
        noticed = ask("POST", path, token, {"text": "The bridge was open.", "token": "b"}).json()
        server.says = (500, None)
        silent = ask("POST", path, token, {"text": "The trains were late.", "token": "c"}).json()
        Webhook.objects.update(failing=Webhook.Failing.SHOW)
        webhooks.hooks.forget()
        other = reader_token(known("Nila"))
        alone = ask("POST", path, other, {"text": "The buses came early.", "token": "d"}).json()

    states = [one["comment"]["state"] for one in (fine, noticed, silent, alone)]

    assert states == ["shown", "held", "held", "shown"]
    assert json.loads(server.came[0][1])["data"]["text"] == "The ferries ran."
