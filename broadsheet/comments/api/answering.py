"""Answers a request at an address of the API: who asks, whether they may, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allauth.core.ratelimit import consume
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from broadsheet.accounts.models import User
from broadsheet.comments import phrases
from broadsheet.comments.actions import outside
from broadsheet.comments.api import door
from broadsheet.comments.api.door import Asked, Trouble
from broadsheet.comments.api.endpoints import Endpoint
from broadsheet.comments.api.shapes import Wrong
from broadsheet.comments.api.views.writing import SCOPES
from broadsheet.comments.door import Unfit
from broadsheet.comments.limits import too_many
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
STATUS = {
    "slow": 429,
    "flood": 429,
    "silenced": 403,
    "yours": 404,
    "clause": 422,
    "empty": 422,
    "length": 422,
    "letters": 422,
}
OTHERWISE = 409


def at(methods: Mapping[str, Endpoint]) -> Callable[..., HttpResponse]:
    """Return the view of an address at which these endpoints are."""
    allowed = sorted({*methods, "OPTIONS", *(["HEAD"] if "GET" in methods else [])})

    @csrf_exempt
    def answered(request: HttpRequest, **named: str) -> HttpResponse:
        method = "GET" if request.method == "HEAD" else request.method or ""
        if method == "OPTIONS":
            response = HttpResponse(status=204)
        elif method not in methods:
            response = door.problem(Trouble(405, "method", _("See Allow for what can be done.")))
        else:
            return answer(request, methods[method], named)
        response["Allow"] = ", ".join(allowed)
        return response

    return answered


@csrf_exempt
def nowhere(request: HttpRequest, **_named: str) -> HttpResponse:
    """Answer at an address where nothing is."""
    return door.problem(door.missing())


def answer(request: HttpRequest, endpoint: Endpoint, named: Mapping[str, str]) -> HttpResponse:
    """Do what is asked, or say in words why not."""
    try:
        reply = endpoint.does(_asked(request, endpoint, named))
    except Trouble as trouble:
        return door.problem(trouble)
    except (PermissionDenied, ObjectDoesNotExist, Unfit, Refused) as error:
        return door.problem(_trouble(error))
    return door.told(request, reply, public=not endpoint.scope)


def _trouble(error: Exception) -> Trouble:
    """Return what an act of the room says no with as the API says it."""
    if isinstance(error, PermissionDenied):
        return Trouble(403, "role", _("Your role does not allow this here."))
    if isinstance(error, Unfit):
        words = [phrases.mend(fault) for fault in error.faults]
        errors = tuple(Wrong("text", one) for one in words)
        return Trouble(422, "unfit", " ".join(words), errors=errors)
    if isinstance(error, Refused):
        code = error.codes[0]
        return Trouble(STATUS.get(code, OTHERWISE), code, str(error))
    return door.missing()


def _asked(request: HttpRequest, endpoint: Endpoint, named: Mapping[str, str]) -> Asked:
    asked = Asked(request, clock.now())
    asked.numbers = {name: int(text) for name, text in named.items() if text.isdecimal()}
    asked.order = named.get("order", "")
    if endpoint.scope:
        _let_in(asked, endpoint.scope)
    if request.method not in SAFE:
        _count(asked)
    if endpoint.takes:
        asked.sent = door.taken(request, endpoint.takes)
    return asked


def _let_in(asked: Asked, scope: str) -> None:
    """See who asks: by a token, or else by the session of a reader on the site itself."""
    given = asked.request.headers.get("Authorization", "")
    if given:
        _by_token(asked, given)
    else:
        _by_session(asked)
    scopes = asked.token.scopes if asked.token else SCOPES
    if scope not in scopes:
        words = _("This needs a token with the scope “%(scope)s”.")
        raise Trouble(403, "scope", words % {"scope": scope})


def _by_token(asked: Asked, given: str) -> None:
    kind, _space, token = given.partition(" ")
    row = outside.holder_of(token.strip(), at=asked.at) if kind.lower() == "bearer" else None
    if row is None:
        raise door.sign_in()
    asked.token, asked.user = row, row.user


def _by_session(asked: Asked) -> None:
    user = asked.request.user
    if not isinstance(user, User) or not user.is_active:
        raise door.sign_in()
    if asked.request.method not in SAFE and _forged(asked.request):
        words = _("Send the page's own X-CSRFToken, or a token of yours.")
        raise Trouble(403, "csrf", words)
    asked.user = user


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def _forged(request: HttpRequest) -> bool:
    """Whether a request that a session vouches for may come from another site."""
    check = _Check(lambda _request: HttpResponse())
    check.process_request(request)
    found = check.process_view(request, at, (), {})  # type: ignore[arg-type]
    return found is not None


def _count(asked: Asked) -> None:
    """Count what changes something: for each person, and for each network without a token."""
    key = f"comment-api-{asked.person.pk}"
    if not consume(asked.request, action="comment_api", key=key) or (
        asked.token is None and too_many(asked.request, "comment")
    ):
        raise door.slow(_("That is very much at once: send it again soon."))
