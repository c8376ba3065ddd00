"""The outbox at the desk: who sees it, what it shows, and its two buttons."""

from __future__ import annotations

import pytest
from django.urls import reverse

from broadsheet.accounts.tests.cast import signed_in, staff
from broadsheet.kit import clock
from broadsheet.outbox.kinds import HopelessError, Receipt
from broadsheet.outbox.models import Effect, State
from broadsheet.outbox.tests.cast import (
    AN_HOUR,
    CRACKED,
    NOON,
    Receiver,
    appoint,
    bell,
    following,
    only_effect,
    raising,
    rung,
    send_all,
)
from broadsheet.outbox.timekeeping import do_next
from broadsheet.records.models import Record

pytestmark = pytest.mark.django_db


def park(alert: bool = False) -> Effect:
    """An effect that waits for a person: parked, or an alert that may have left."""
    error = TimeoutError("no answer") if alert else HopelessError("no such channel")
    with following(Receiver([raising(error)]), alert=alert):
        rung(bell())
        send_all()
    return only_effect()


@pytest.mark.parametrize("role", ["reporter", "section_editor", "picture_desk"])
def test_only_who_may_read_it_sees_it(role: str) -> None:
    """It names stories of every section: it is for editors of the whole paper."""
    client = signed_in(staff(role))

    assert client.get(reverse("outbox")).status_code in (302, 403)
    assert reverse("outbox") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_waits_for_a_person_is_shown_with_its_reason_and_buttons() -> None:
    """An editor sees why, and tries it again."""
    row = park()
    client = signed_in(staff("editor"))
    page = client.get(reverse("outbox")).content.decode()

    assert "no such channel" in page
    assert "Bell 1" in page
    assert f'value="effect-{row.pk}"' in page

    receiver = Receiver()
    client.post(reverse("outbox_settle"), {"retry": f"effect-{row.pk}"})
    with following(receiver):
        send_all()
    row.refresh_from_db()

    assert row.state == State.DONE
    assert Record.objects.get(act="outbox.retry").actor


def test_an_alert_of_unknown_outcome_is_closed_without_sending_it() -> None:
    """The page warns; whoever knows that it arrived closes it, and that is in the log of acts."""
    row = park(alert=True)
    client = signed_in(staff("editor"))

    assert "It may have been sent" in client.get(reverse("outbox")).content.decode()

    receiver = Receiver()
    client.post(reverse("outbox_settle"), {"close": f"effect-{row.pk}"})
    with following(receiver, alert=True):
        send_all(clock.now() + 24 * AN_HOUR)
    row.refresh_from_db()

    assert (row.state, receiver.came) == (State.CANCELLED, [])
    assert Record.objects.get(act="outbox.close").before["state"] == State.UNKNOWN


def test_what_was_to_follow_a_closed_effect_is_left_to_a_person() -> None:
    """An alert that waited for the page is neither sent nor forgotten."""
    push = Receiver()
    page = Receiver([raising(HopelessError("the page never came"))])
    with following(page, name="seen"), following(push, name="push", after="seen"):
        rung(bell())
        send_all()
        seen = Effect.objects.get(name="seen")
        signed_in(staff("editor")).post(reverse("outbox_settle"), {"close": f"effect-{seen.pk}"})
        send_all(clock.now() + AN_HOUR)

    assert push.came == []
    assert Effect.objects.get(name="push").state == State.PARKED


def test_the_parts_show_what_is_due_what_is_done_and_the_receipts() -> None:
    """Each with its times."""
    appoint(bell(1))
    appoint(bell(2), clock.now() + AN_HOUR)
    do_next(NOON)
    with following(Receiver([lambda _s: Receipt({"addresses": ["/a.html"]}, seen_at=NOON)])):
        rung(bell(3))
        send_all()
    client = signed_in(staff("editor"))
    pages = {
        part: client.get(reverse(f"outbox_{part}")).content.decode()
        for part in ("due", "done", "receipts")
    }

    assert [name for name, page in pages.items() if "Bell 2" in page] == ["due"]
    assert [name for name, page in pages.items() if "Bell 1" in page] == ["done"]
    assert [name for name, page in pages.items() if "Bell 3" in page] == ["receipts"]
    assert "/a.html" in pages["receipts"]


def test_what_is_late_is_shown() -> None:
    """An act whose time has passed while no worker was running."""
    appoint(CRACKED)
    page = signed_in(staff("editor")).get(reverse("outbox")).content.decode()

    assert "no worker is running" in page
    assert "A cracked bell" in page


@pytest.mark.parametrize("name", ["", "effect-", "effect-x", "act-99999999999999999999", "user-1"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    """Whatever a stranger's form says."""
    answer = signed_in(staff("editor")).post(reverse("outbox_settle"), {"retry": name})

    assert answer.status_code == 400
