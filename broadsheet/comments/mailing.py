"""The letter to those who follow a thread, sent by the outbox."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import addresses
from broadsheet.comments.actions.following import DIGEST, token_of
from broadsheet.comments.models import Comment, Follow, State
from broadsheet.outbox.kinds import EffectKind, Receipt, Sending, register_effect
from broadsheet.outbox.mail import send_mail
from broadsheet.stories.structured import absolute

NAME = "conversation by mail"
TOLD = 5


def install() -> None:
    """Register the effect; called once, when the app is ready."""
    label = _("What is new in a conversation, by mail")
    register_effect(EffectKind(NAME, frozenset({DIGEST}), send, label=label))


def send(sending: Sending) -> Receipt:
    """Send the letter; who has ended it meanwhile gets none.

    Raises ``HopelessError`` if the address is refused, and whatever the mail server's fault is.
    """
    rows = Follow.objects.select_related("by", "thread__story")
    row = rows.filter(pk=sending.subject.id).first()
    story = row.thread.story if row else None
    if row is None or story is None or not story.live or not row.by.is_active:
        return Receipt({"ended": True})
    until = sending.payload["until"]
    shown = Comment.objects.filter(thread=row.thread, state=State.SHOWN, pk__lte=until)
    fresh = shown.filter(pk__gt=sending.payload["after"]).exclude(voice__user=row.by)
    comments = list(fresh.select_related("voice").order_by("-pk")[:TOLD])
    if not comments:
        return Receipt({"gone": True})
    send_mail(f"follow-{row.pk}-{until}", row.by.email, *_worded(row, story, comments))
    return Receipt()


def _worded(row: Follow, story: Any, comments: list[Comment]) -> tuple[str, str]:
    with translation.override(row.thread.language):
        subject = gettext("New under “%(title)s”") % {"title": story.title}
        end = reverse("comment_unfollow", args=[token_of(row)])
        context = {
            "story": story,
            "comments": comments,
            "there": absolute(addresses.order_of(story.number)),
            "end": absolute(end),
        }
        text = render_to_string("comments/digest.txt", context)
    return f"{settings.PAPER_NAME}: {subject}", text
