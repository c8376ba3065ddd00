"""Where sign-in by allauth is fitted to the paper's rules."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadsheet.accounts.models import User
from broadsheet.accounts.sign_in import SECOND_FACTORS, has_second_factor

PROOFS = ("password", "mfa")


def refusal(request: HttpRequest, why: str) -> HttpResponse:
    """Return the page that says why the desk is closed: ``reader``, ``unenrolled`` or ``code``."""
    return render(request, "accounts/refused.html", {"why": why}, status=403)


class AccountAdapter(DefaultAccountAdapter):
    """Readers sign in by e-mail code or passkey; staff by a passkey, or password and factor."""

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        """Refuse staff who have no second factor, or who came by a code alone."""
        if user.is_staff:
            if not has_second_factor(user):
                return refusal(request, "unenrolled")
            records = get_authentication_records(request, user)
            if not any(record.get("method") in PROOFS for record in records):
                return refusal(request, "code")
        response: HttpResponse | None = super().pre_login(request, user, **options)
        return response

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell whoever holds ``email`` how to sign in: there is no password to be reset."""
        signin_url = f"{settings.SITE_URL}{reverse('account_login')}"
        self.send_mail("account/email/account_already_exists", email, {"signin_url": signin_url})

    def format_email_subject(self, subject: str) -> str:
        """Put the paper's name in front."""
        return f"{settings.PAPER_NAME}: {subject}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Send staff to the desk and readers to the front page."""
        if getattr(request.user, "is_staff", False):
            return "/desk/"
        return str(super().get_login_redirect_url(request))


class MFAAdapter(DefaultMFAAdapter):
    """The paper's name on the authenticator, and no way for staff to be left without one."""

    def get_totp_issuer(self) -> str:
        """Return the paper's name."""
        return settings.PAPER_NAME

    def _get_site_name(self) -> str:
        return settings.PAPER_NAME

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether one is left after this one; staff are never left without."""
        user = authenticator.user
        if not user.is_staff or authenticator.type not in SECOND_FACTORS:
            return True
        others = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())
