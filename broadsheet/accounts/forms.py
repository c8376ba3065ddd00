"""The forms of the enrolment page."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User


class OwnPasswordForm(forms.Form):
    """The password that the user has already."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse another password than the user's own."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("That is not the password of this account."))
        return password


class AuthenticatorCodeForm(forms.Form):
    """A code that the authenticator app shows for the new secret."""

    code = forms.CharField(
        label=_("Code from your authenticator app"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "pattern": "[0-9 ]*"}
        ),
    )

    def __init__(self, secret: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = secret

    def clean_code(self) -> str:
        """Refuse a code that the secret does not give now."""
        code = str(self.cleaned_data["code"]).replace(" ", "")
        if not validate_totp_code(self.secret, code):
            raise forms.ValidationError(
                _("That code is not right. Wait for the next one and type that.")
            )
        return code
