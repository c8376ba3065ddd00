"""The doors of sign-in: what the paper offers of allauth, and the enrolment of staff.

Resetting a password by mail is not offered: readers have none, and staff who forgot theirs get an
enrolment link from an administrator.
"""

from allauth.account import views as account
from django.urls import include, path
from django.views.generic import RedirectView

from broadsheet.accounts import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("password/change/", account.password_change, name="account_change_password"),
    # Readers have no password to set; allauth sends them here when they ask to change it.
    path(
        "password/set/",
        RedirectView.as_view(pattern_name="account_email"),
        name="account_set_password",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("enrol/<str:token>/", views.Enrol.as_view(), name="accounts_enrol"),
]
