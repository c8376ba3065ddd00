"""Sign-in: readers by a code in their mail or a passkey, staff by a passkey or two factors."""

from __future__ import annotations

from typing import Any

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "last_name"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAILUSERS_PASSWORD_ENABLED = False  # passwords are chosen by their owners, on enrolment

# --- who a user is ---
ACCOUNT_ADAPTER = "broadsheet.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "broadsheet.accounts.login_form.PasswordLoginForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True  # one address at a time; the old one holds until the new is confirmed
ACCOUNT_PREVENT_ENUMERATION = True

# --- codes by e-mail ---
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # the adapter puts the paper's name in front
ACCOUNT_EMAIL_NOTIFICATIONS = True

# --- sessions and proofs ---
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True

# Counted in the database, or in Redis: see accounts/throttles.py.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/5m/key",
    "confirm_email": "1/m/key",
    "signup": "10/m/ip",
    "reauthenticate": "10/m/user",
    "manage_email": "10/m/user",
    "change_password": "5/m/user",
    "enrol": "20/m/ip,5/5m/key",
    "correction_request": "10/h/ip",
    "comment": "60/m/key",
    "comment_recommend": "60/m/user",
    "comment_report": "30/h/user",
    "comment_notice": "10/h/ip",
    "comment_api": "120/m/key",
}

# --- second factors ---
MFA_ADAPTER = "broadsheet.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_TOLERANCE = 1  # a clock that is half a minute off still lets its owner in
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"


def throttle_caches(*, redis: bool) -> dict[str, Any]:
    """Return the caches that counts of tries need beside Redis, or in its place."""
    if redis:
        return {}
    return {
        "default": {"BACKEND": "broadsheet.accounts.throttles.LocalCache"},
        "throttles": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "accounts_throttles",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        },
    }
