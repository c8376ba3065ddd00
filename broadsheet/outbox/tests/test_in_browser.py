"""The outbox's pages in a real browser: nothing is cut off, and anybody can use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.kit import clock
from broadsheet.outbox.kinds import HopelessError, Receipt
from broadsheet.outbox.tests.cast import (
    AN_HOUR,
    CRACKED,
    Receiver,
    appoint,
    bell,
    following,
    raising,
    rung,
    send_all,
)
from broadsheet.outbox.timekeeping import do_next

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("outbox", "outbox_due", "outbox_done", "outbox_receipts")
ADDRESS = (
    "/nation/2026/mar/04/a-very-long-headline-about-the-harbour-bridge-and-its-tolls-1234.html"
)
# Wagtail's own furniture, which is not ours to mend.
OURS = "#main"


def fill() -> None:
    """Something in every part: parked, unknown, late, due, done, receipted."""
    now = clock.now()
    appoint(bell(1), now)
    do_next(now)
    appoint(CRACKED, now - AN_HOUR)
    appoint(bell(2), now + AN_HOUR)
    shut = "https://push.example answers 410: the channel is gone, and with it its subscribers."
    with following(Receiver([raising(HopelessError(shut))]), name="push"):
        rung(bell(3))
        send_all()
    with following(Receiver([raising(TimeoutError("No answer."))]), name="alarm", alert=True):
        rung(bell(4))
        send_all()
    receipt = Receipt({"addresses": [ADDRESS]}, seen_at=now + timedelta(seconds=1))
    with following(Receiver([lambda _sending: receipt])):
        rung(bell(5))
        send_all()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_every_part_is_open_to_everybody(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    """On a phone and a desk: axe finds nothing in it, and it is no wider than the screen."""
    fill()
    client = signed_in(staff(Role.EDITOR))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page = context.new_page()
    faults: list[str] = []
    for name in PAGES:
        # All that it asks for has come: a late answer would meet a database that is emptied.
        page.goto(live_server.url + reverse(name), wait_until="networkidle")
        found = Axe().run(page, context=OURS)
        faults += [
            f"{name}: {one['id']} {one['nodes'][0]['html']}" for one in found.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            faults.append(f"{name}: wider than the screen")
    context.close()

    assert faults == []
