"""The desk's door: staff come in with a second factor or not at all."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from broadsheet.accounts.adapters import refusal
from broadsheet.accounts.sign_in import has_second_factor, signed_in_strongly

DESK = "/desk/"
ACCOUNT = "/account/"
# Wagtail's own ways in know of no second factor.
WAGTAILS_OWN = (f"{DESK}login/", f"{DESK}password_reset/")
# Where a session that is not strong yet may go to become so.
OPEN = tuple(
    f"{ACCOUNT}{path}"
    for path in ("login/", "logout/", "enrol/", "2fa/authenticate/", "2fa/webauthn/login/")
)
# Of the account pages: nothing inline runs, and no other site frames a form of ours.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


# Says to the paper's own script, on pages that are the same for everyone, that this browser is one
# of the desk's. It opens nothing, and holds no secret.
HINT = "desk"
HINT_LASTS = 14 * 24 * 60 * 60


class DeskDoor:
    """Keeps the desk, and the accounts of staff, to sessions that are strong enough."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the desk's place if it is closed to this session."""
        response = self._turned_away(request) or self.get_response(request)
        self._leave_hint(request, response)
        # What is not found gets the readers' page, which has a policy and a script of its own.
        if request.path_info.startswith(ACCOUNT) and response.status_code != HTTPStatus.NOT_FOUND:
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    def _leave_hint(self, request: HttpRequest, response: HttpResponse) -> None:
        """Tell the browser that it is at the desk, or no more; readers are told nothing."""
        path, has_it = request.path_info, HINT in request.COOKIES
        if not path.startswith((DESK, ACCOUNT)):
            return
        inside = request.user.is_authenticated and request.user.is_staff
        if has_it and not inside:
            response.delete_cookie(HINT, samesite="Lax")
        elif inside and not has_it and path.startswith(DESK):
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(HINT, "1", max_age=HINT_LASTS, samesite="Lax", secure=secure)

    def _turned_away(self, request: HttpRequest) -> HttpResponse | None:
        path = request.path_info
        if path.startswith(WAGTAILS_OWN):
            return redirect(f"{reverse('account_login')}?next={DESK}")
        at_desk = path.startswith(DESK)
        if not at_desk and (not path.startswith(ACCOUNT) or path.startswith(OPEN)):
            return None
        user = request.user
        if not user.is_authenticated:
            return None
        if not user.is_staff:
            return refusal(request, "reader") if at_desk else None
        return None if signed_in_strongly(request) else self._sign_in_again(request)

    def _sign_in_again(self, request: HttpRequest) -> HttpResponse:
        """End a weak session of staff: a reader who was given a role, or a program's own login."""
        unenrolled = not has_second_factor(request.user)  # type: ignore[arg-type]
        logout(request)
        if unenrolled:
            return refusal(request, "unenrolled")
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
