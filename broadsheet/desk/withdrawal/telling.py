"""Mail to those whom a withdrawal concerns: who withdrew, who confirmed, who may confirm."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.accounts.models import Role, User
from broadsheet.accounts.queries import may, staff_with_role
from broadsheet.desk.models.withdrawal import Withdrawal
from broadsheet.desk.withdrawal.things import kind_named
from broadsheet.outbox.kinds import Done, EffectKind, HopelessError, Receipt, Sending
from broadsheet.outbox.mail import send_mail

BEGIN, CONFIRM, DECLINE = "withdrawal.begin", "withdrawal.confirm", "withdrawal.decline"
RETURN, LIFT = "withdrawal.return", "withdrawal.lift"
ACTS = frozenset({BEGIN, CONFIRM, DECLINE, RETURN, LIFT})
SUBJECTS = {
    BEGIN: gettext_lazy("Please confirm: withdrawn by order of law"),
    CONFIRM: gettext_lazy("Confirmed: it stays withdrawn"),
    DECLINE: gettext_lazy("Declined: it is back"),
    RETURN: gettext_lazy("Nobody confirmed in time: it is back"),
    LIFT: gettext_lazy("Restored"),
}
TO_THE_SECOND = frozenset({BEGIN, RETURN})


def wanted(done: Done) -> dict[str, Any] | None:
    """Return what to mail of: nothing where one person was enough."""
    row = Withdrawal.objects.get(pk=done.facts["row"])
    return None if row.confirm_by is None else {"row": row.pk}


def send(sending: Sending) -> Receipt:
    """Mail everybody concerned; raises ``HopelessError`` if there is nobody with an address."""
    row = Withdrawal.objects.select_related("by", "second").get(pk=sending.payload["row"])
    people = {user.email: user.pk for user in concerned(row, sending.act)}
    if not people:
        raise HopelessError("Nobody is left who could be told: look at the withdrawals yourself.")
    subject = f"{SUBJECTS[sending.act]}: {row.name}"[:200].replace("\n", " ")
    text = _body(row, sending.act)
    for address, user in sorted(people.items()):
        name = f"{sending.act}-{row.pk}-{user}"  # sent again after a fault, it is the same letter
        send_mail(name, address, subject, text)
    return Receipt({"told": len(people)})


def concerned(row: Withdrawal, act: str) -> set[User]:
    """Return whom to tell: both persons, and before there is a second all who could be it."""
    people = {user for user in (row.by, row.second) if user is not None and user.is_active}
    if act in TO_THE_SECOND:
        people |= seconds(row)
    return people - {row.by} if act == BEGIN else people


def seconds(row: Withdrawal) -> set[User]:
    """Return who could stand behind a withdrawal as the second person."""
    kind = kind_named(row.kind)
    place = kind.place(kind.find(row.thing_id))
    path = place.path if place is not None else ""
    roles = (Role.LEGAL, Role.EDITOR, Role.ADMINISTRATOR)
    held = {user for role in roles for user in staff_with_role(role, path)}
    return {user for user in held if user.pk != row.by_id and may(user, kind.may_withdraw, place)}


def _body(row: Withdrawal, act: str) -> str:
    lines = [str(SUBJECTS[act]), "", row.name, row.note, ""]
    if act == BEGIN and row.confirm_by is not None:
        until = date_format(localtime(row.confirm_by), "DATETIME_FORMAT")
        lines.append(
            _("Unless a second person confirms by %(until)s it comes back.") % {"until": until}
        )
    lines.append(settings.SITE_URL + reverse("withdrawal", args=[row.pk]))
    return "\n".join(lines)


mail = EffectKind(
    "withdrawal.mail",
    ACTS,
    send,
    wanted,
    once_per="act",
    label=gettext_lazy("Mail about a withdrawal"),
)
