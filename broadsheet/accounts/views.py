"""The enrolment page: a password and a new second factor, both, and only then is anyone let in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.ratelimit import consume, respond_429
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.utils import encrypt
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from broadsheet.accounts import actions
from broadsheet.accounts.enrolment import Fault, find_link
from broadsheet.accounts.forms import AuthenticatorCodeForm, OwnPasswordForm
from broadsheet.accounts.models import EnrolmentLink
from broadsheet.kit import clock

STATE = "accounts.enrolment"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STATUS = {Fault.UNKNOWN: 404, Fault.ELSEWHERE: 403, Fault.LEFT: 403}
GONE = 410


@method_decorator(sensitive_post_parameters(), name="dispatch")
class Enrol(View):
    """One address for all steps; how far a session has come stands in the session."""

    link: EnrolmentLink

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer only for a link that may be used; keep the address out of logs of others."""
        found = find_link(request, kwargs["token"], clock.now())
        if found.link is None:
            response = self._refused(request, found.fault or Fault.UNKNOWN)
        else:
            self.link = found.link
            response = super().dispatch(request, *args, **kwargs)  # type: ignore[assignment]
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "same-origin"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the step that this session has come to."""
        if self._password_given(request) is None:
            return self._show_password(request, self._password_form(None))
        return self._show_factors(request)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Take one step; tries are counted for the link and for the sender."""
        if not consume(request, action="enrol", key=f"enrolment-{self.link.pk}"):
            slow_down: HttpResponse = respond_429(request)
            return slow_down
        password = self._password_given(request)
        if password is None:
            return self._take_password(request)
        if "credential" in request.POST:
            return self._take_passkey(request, password)
        return self._take_code(request, password)

    def _refused(self, request: HttpRequest, fault: Fault) -> HttpResponse:
        status = STATUS.get(fault, GONE)
        return render(request, "accounts/link_refused.html", {"fault": fault}, status=status)

    # --- first step: the password ---
    def _password_given(self, request: HttpRequest) -> str | None:
        """Return the hash of the chosen password, empty for the old one, None before the step."""
        state = request.session.get(STATE) or {}
        return str(state["password"]) if state.get("link") == self.link.pk else None

    def _password_form(self, data: Any) -> BaseForm:
        if self.link.new_password:
            return SetPasswordForm(self.link.user, data)
        return OwnPasswordForm(self.link.user, data)

    def _show_password(self, request: HttpRequest, form: BaseForm) -> HttpResponse:
        return render(request, "accounts/enrol_password.html", {"form": form, "link": self.link})

    def _take_password(self, request: HttpRequest) -> HttpResponse:
        form = self._password_form(request.POST)
        if not form.is_valid():
            return self._show_password(request, form)
        chosen = form.cleaned_data["new_password1"] if self.link.new_password else ""
        clear_totp_secret(request)
        request.session.cycle_key()
        request.session[STATE] = {
            "link": self.link.pk,
            "password": make_password(chosen) if chosen else "",
        }
        return HttpResponseRedirect(request.path)

    # --- second step: the factor ---
    def _show_factors(
        self, request: HttpRequest, code: BaseForm | None = None, passkey: BaseForm | None = None
    ) -> HttpResponse:
        user = self.link.user
        secret = get_totp_secret()
        qr = get_adapter().build_totp_svg(get_adapter().build_totp_url(user, secret))
        facts = {
            "link": self.link,
            "code_form": code or AuthenticatorCodeForm(secret),
            "passkey_form": passkey or SignupWebAuthnForm(user=user),
            "creation_options": {"creation_options": begin_registration(user, passwordless=True)},
            "secret": secret,
            # Drawn by us from our own secret; without its XML head it may stand in a page.
            "qr": mark_safe(qr[qr.index("<svg") :]),  # noqa: S308
        }
        return render(request, "accounts/enrol_factor.html", facts)

    def _take_code(self, request: HttpRequest, password: str) -> HttpResponse:
        secret = get_totp_secret()
        form = AuthenticatorCodeForm(secret, request.POST)
        if not form.is_valid():
            return self._show_factors(request, code=form)
        factor = actions.Factor(Authenticator.Type.TOTP, {"secret": encrypt(secret)})
        return self._finish(request, factor, password)

    def _take_passkey(self, request: HttpRequest, password: str) -> HttpResponse:
        form = SignupWebAuthnForm(request.POST, user=self.link.user)
        if not form.is_valid():
            return self._show_factors(request, passkey=form)
        data = {"name": form.cleaned_data["name"], "credential": form.cleaned_data["credential"]}
        return self._finish(request, actions.Factor(Authenticator.Type.WEBAUTHN, data), password)

    def _finish(self, request: HttpRequest, factor: actions.Factor, password: str) -> HttpResponse:
        try:
            made = actions.enrol(self.link, factor, at=clock.now(), password_hash=password)
        except ValidationError:
            return self._refused(request, Fault.USED)
        user = made.user
        del request.session[STATE]
        clear_totp_secret(request)
        login(request, user, backend=BACKEND)
        record_authentication(request, user, method="password", email=user.email)
        # What was proven this moment counts for what allauth would ask to be proven again.
        proof = {"type": made.type, "id": made.pk, "reauthenticated": True}
        record_authentication(request, user, method="mfa", **proof)
        RecoveryCodes.activate(user)
        return redirect("mfa_view_recovery_codes")
