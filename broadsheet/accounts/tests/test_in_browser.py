"""The account pages in a real browser: anybody can use them, and passkeys truly work."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page

from broadsheet.accounts.actions import LinkTerms, add_user, grant_role, make_enrolment_link
from broadsheet.accounts.models import Role, User
from broadsheet.accounts.tests.cast import NOON, PASSWORD, code_of, signed_in, staff
from broadsheet.kit import clock

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

STRANGERS = ("/account/login/", "/account/login/code/", "/account/signup/", "/account/enrol/x/")
MEMBERS = (
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
    "/account/2fa/reauthenticate/",
    "/account/2fa/webauthn/reauthenticate/",
    "/account/reauthenticate/",
    "/account/sessions/",
    "/account/logout/",
)
LOOKS = [(390, "light"), (1280, "dark")]
# Answers that are refusals on purpose are told in the console by the browser itself.
REFUSAL = "Failed to load resource"


def _page(browser: Browser, width: int = 390, scheme: Any = "light", **options: Any) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, **options
    )
    return context.new_page()


def _wear(page: Page, client: Client, url: str) -> None:
    """Give the browser the session of ``client``."""
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": url}])


def _faults(page: Page, url: str) -> list[str]:
    """Return what is wrong with the page at ``url`` for somebody who cannot see or use it all."""
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.goto(url)
    found = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    faults = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]
    loud = [text for text in told if text.startswith(("error", "warning"))]
    faults += [text for text in loud if REFUSAL not in text]
    return [*faults, "wider than the screen"] if wide else faults


def _colleague(password: str | None = PASSWORD) -> tuple[User, str]:
    user = add_user("asha@paper.test", name="Asha", actor=None, at=NOON, password=password)
    grant_role(user, Role.REPORTER, actor=None, at=NOON)
    terms = LinkTerms(new_password=password is None)
    token = make_enrolment_link(user, actor=None, at=clock.now(), terms=terms)
    return user, f"/account/enrol/{token}/"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_strangers_are_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: str
) -> None:
    """On a phone and a desk, in light and dark: axe finds nothing, nothing is cut off."""
    page = _page(browser, width, scheme)
    faults = {path: _faults(page, live_server.url + path) for path in STRANGERS}

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_members_are_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: str
) -> None:
    """All that a member of staff may come to."""
    editor = staff(Role.EDITOR)
    RecoveryCodes.activate(editor)
    client = signed_in(editor)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = _page(browser, width, scheme)
    _wear(page, client, live_server.url)
    faults = {path: _faults(page, live_server.url + path) for path in MEMBERS}

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_enrolment_is_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: str
) -> None:
    """Both of its steps, and the choice of a password."""
    _user, path = _colleague(password=None)
    page = _page(browser, width, scheme)
    first = _faults(page, live_server.url + path)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("confirmation").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    second = _faults(page, live_server.url + path)

    assert first == second == []


def test_enrolment_and_sign_in_need_no_script(browser: Browser, live_server: Any) -> None:
    """With JavaScript off: password, secret typed by hand, code, desk."""
    _user, path = _colleague()
    page = _page(browser, java_script_enabled=False)
    page.goto(live_server.url + path)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    secret = page.locator(".account-secret").inner_text()
    page.get_by_label("Code from your authenticator app").fill(code_of(secret))
    page.get_by_role("button", name="Enrol with this app").click()
    codes = page.get_by_label("Unused codes").input_value().split()
    page.context.clear_cookies()
    page.goto(live_server.url + "/account/login/")
    page.get_by_text("Staff: sign in with a password").click()
    page.locator("#id_login").fill("asha@paper.test")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code", exact=True).fill(codes[0])
    page.get_by_role("button", name="Sign In").click()

    assert len(codes) == 10
    assert page.url == f"{live_server.url}/desk/"


def test_passkey_enrols_and_then_signs_in_by_itself(browser: Browser, live_server: Any) -> None:
    """With an authenticator that the browser simulates, after the standard (WebAuthn level 2)."""
    _user, path = _colleague()
    page = _page(browser, 1280)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    key |= {"hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    page.goto(live_server.url + path)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Enrol a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    page.goto(live_server.url + "/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/desk/")

    assert page.url == f"{live_server.url}/desk/"


def test_passkey_that_is_not_possible_is_told_on_the_page(
    browser: Browser, live_server: Any
) -> None:
    """Without an authenticator: a sentence, and no error in the console."""
    told: list[str] = []
    page = _page(browser)
    page.on("console", lambda message: told.append(message.text))
    page.add_init_script("delete navigator.credentials.__proto__.get")
    page.goto(live_server.url + "/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("alert").wait_for(state="visible")

    assert told == []
