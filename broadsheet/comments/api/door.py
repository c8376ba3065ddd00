"""How the API is asked and answers: who asks, what they sent, and problems in words (RFC 9457)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.comments.api import schema
from broadsheet.comments.api.schema import Misshapen
from broadsheet.comments.api.shapes import Hint, Problem, Wrong
from broadsheet.comments.limits import RETRY_AFTER
from broadsheet.comments.models import ApiToken
from broadsheet.stories.structured import absolute

T = TypeVar("T")
LARGEST = 65_536
JSON, PROBLEM = "application/json", "application/problem+json"
TITLES = {
    400: "Bad request",
    401: "Sign in",
    403: "Not allowed",
    404: "Not found",
    405: "Not by this method",
    409: "Not now",
    413: "Too large",
    415: "Not JSON",
    422: "To be mended",
    429: "Too much at once",
}
UNAUTHORISED, TOO_MANY = 401, 429


class Trouble(Exception):  # noqa: N818 it is an answer
    """Nothing was done: the status, a code for programs, and words that say what to do."""

    def __init__(
        self,
        status: int,
        code: str,
        words: str,
        *,
        errors: tuple[Wrong, ...] = (),
        hints: tuple[Hint, ...] = (),
    ) -> None:
        self.status, self.code, self.words = status, code, words
        self.errors, self.hints = errors, hints
        super().__init__(f"{status} {code}")


@dataclass
class Asked:
    """A request that came through the door: by whom, about what, with what.

    ``numbers`` are those in the address, ``order`` a word in it. ``token`` is empty for a reader
    who is signed in on the site itself.
    """

    request: HttpRequest
    at: datetime
    user: User | None = None
    token: ApiToken | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    order: str = ""
    sent: Any = None

    @property
    def person(self) -> User:
        """Who asks; the door has seen to it that somebody does."""
        if self.user is None:
            raise sign_in()
        return self.user

    def asks(self, name: str) -> int:
        """Return a number of the query, 0 without one; raises ``Trouble`` for what is none."""
        text = self.request.GET.get(name, "") or "0"
        if text.isascii() and text.isdecimal() and len(text) <= 18:  # noqa: PLR2004 digits
            return int(text)
        raise unfit(name, _("Write a number, as the page before gave it."))

    def onward(self, query: str) -> str:
        """Return the address of the page after this one."""
        return f"{absolute(self.request.path)}?{query}"


@dataclass(frozen=True)
class Reply:
    """What is answered: a shape, or nothing."""

    shape: Any = None
    status: int = 200


View = Callable[[Asked], Reply]


def sign_in() -> Trouble:
    """Return the answer to somebody who has to say who they are."""
    return Trouble(401, "token", _("Send a token: Authorization: Bearer, and the token."))


def missing() -> Trouble:
    """Return the answer about what is not there, or not for whoever asks."""
    return Trouble(404, "missing", _("There is nothing here for you to see: look at the number."))


def unfit(name: str, words: str) -> Trouble:
    """Return the answer to one field that has to be mended."""
    return Trouble(422, "shape", words, errors=(Wrong(name, words),))


def slow(words: str) -> Trouble:
    """Return the answer to what was too much at once."""
    return Trouble(TOO_MANY, "slow", words)


# --- what is sent ---


def taken(request: HttpRequest, shape: type[T]) -> T:
    """Return the body as its shape; raises ``Trouble`` for whatever else it is."""
    if request.content_type != JSON:
        raise Trouble(415, "json", _("Send JSON: Content-Type: application/json."))
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length[:12]) > LARGEST:
        raise Trouble(413, "size", _("Send at most %(bytes)d bytes.") % {"bytes": LARGEST})
    data = _parsed(request.body)
    try:
        return schema.filled(shape, data)
    except Misshapen as error:
        errors = tuple(Wrong(one.field, one.words) for one in error.faults)
        raise Trouble(422, "shape", _("Mend what you sent."), errors=errors) from error


def _parsed(body: bytes) -> object:
    try:
        return read(body.decode())
    except ValueError as error:
        raise Trouble(400, "json", _("What you sent is no JSON that can be read.")) from error


def read(text: str) -> object:
    """Read JSON in which nothing is doubled, too deep, or no text; raises ``ValueError``."""
    if schema.deeper_than(text):
        raise ValueError("too deep")
    data: object = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    _refuse_no_text(data)
    return data


def _refuse_no_text(data: object) -> None:
    """JSON has escapes of NUL and of half a pair of surrogates, which are in no text."""
    if isinstance(data, str):
        data.encode()
        if "\0" in data:
            raise ValueError("NUL")
    elif isinstance(data, dict):
        for name, value in data.items():
            _refuse_no_text(name)
            _refuse_no_text(value)
    elif isinstance(data, list):
        for value in data:
            _refuse_no_text(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


# --- what is answered ---


def told(request: HttpRequest, reply: Reply, *, public: bool) -> HttpResponse:
    """Return an answer as JSON; what is read has an ETag, and is not sent again unchanged."""
    if reply.shape is None:
        return kept_by_nobody(HttpResponse(status=reply.status))
    body = written(schema.as_data(reply.shape))
    response = HttpResponse(body, content_type=JSON, status=reply.status)
    if request.method not in {"GET", "HEAD"}:
        return kept_by_nobody(response)
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    patch_cache_control(response, no_cache=True, **({"public": True} if public else _PRIVATE))
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return found if isinstance(found, HttpResponse) else response


_PRIVATE = {"private": True}


def written(data: object) -> bytes:
    """Return data as JSON in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """Have an answer kept by no cache."""
    patch_cache_control(response, no_store=True, private=True)
    return response


def problem(trouble: Trouble) -> HttpResponse:
    """Return why nothing was done."""
    shape = Problem(
        type=f"urn:broadsheet:comments:{trouble.code}",
        title=TITLES.get(trouble.status, "Problem"),
        status=trouble.status,
        detail=trouble.words,
        code=trouble.code,
        errors=trouble.errors,
        hints=trouble.hints,
    )
    response = HttpResponse(
        written(schema.as_data(shape)), content_type=PROBLEM, status=trouble.status
    )
    if trouble.status == TOO_MANY:
        response["Retry-After"] = str(RETRY_AFTER)
    if trouble.status == UNAUTHORISED:
        response["WWW-Authenticate"] = "Bearer"
    return kept_by_nobody(response)
