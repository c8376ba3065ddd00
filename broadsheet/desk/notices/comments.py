"""Mails about comments on a draft or a section: one effect finds whom they concern, others mail.

The comments are read when the mail is sent; what waits carries their numbers alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.models import Comment, CommentReply, Page, PageSubscription
from wagtail.users.models import UserProfile

from broadsheet.accounts.models import User
from broadsheet.desk.notices import queries
from broadsheet.desk.notices.rules import threads_for
from broadsheet.kit import clock
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done, EffectKind, Payload, Receipt, Sending, register_effect
from broadsheet.outbox.mail import send_mail
from broadsheet.stories.desk.commenting import COMMENTED
from broadsheet.stories.embargo_rules import holds
from broadsheet.stories.models import Story

COMMENTS, COMMENTS_MAIL = "desk.comments", "desk.comments.mail"
MANY = 200
"""People whom one save may tell, and comments that one mail may quote."""
LONG = 1_000
"""Characters of one comment that a mail quotes."""


def install() -> None:
    """Say what follows from comments; called once, when the app is ready."""
    label = gettext_lazy("Mails about comments")
    register_effect(EffectKind(COMMENTS, frozenset({COMMENTED}), _find, label=label))
    register_effect(EffectKind(COMMENTS_MAIL, frozenset({COMMENTS}), _mail, label=label))


def _find(sending: Sending) -> Receipt:
    """Leave a mail for each whom the comments concern."""
    story, said = _page(sending), sending.payload
    told = _told(story, said) if story is not None else {}
    for user, threads in told.items():
        turn = f"{said['turn']}-{user}"
        facts = {**said, "user": user, "threads": threads}
        leave(Done(COMMENTS, sending.subject, turn, 0, sending.made_at, facts))
    return Receipt({"mails": len(told)})


def _page(sending: Sending) -> Page | None:
    """Return the story, section or home page that the comments stand beside."""
    page = Page.objects.filter(pk=sending.subject.id).first()
    return page.specific if page else None


def _told(story: Page, said: Payload) -> dict[int, list[int] | None]:
    """Return by person of which threads they are told; ``None`` is of all."""
    follow = PageSubscription.objects.filter(page=story.pk, comment_notifications=True)
    threads = {*said["settled"], *map(int, said["replied"])}
    began = Comment.objects.filter(pk__in=threads).values_list("user_id", "pk")
    answered = CommentReply.objects.filter(comment__in=threads)
    found = threads_for(
        set(follow.values_list("user_id", flat=True)),
        {*began, *answered.values_list("user_id", "comment_id")},
        said["by"],
    )
    users = User.objects.filter(pk__in=found, is_active=True).exclude(email="").order_by("pk")
    return {user.pk: found[user.pk] for user in users[:MANY] if _wants(user, story)}


def _wants(user: User, story: Page) -> bool:
    profile = UserProfile.get_for_user(user)
    return bool(profile.updated_comments_notifications) and queries.may_be_told(user, story)


def _mail(sending: Sending) -> Receipt:
    """Send one person's mail; raises ``HopelessError`` for an address that is refused."""
    said, story = sending.payload, _page(sending)
    user = User.objects.filter(pk=said["user"]).first()
    if story is None or user is None or not _wants(user, story):
        return Receipt({"sent": False})
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        subject, text = worded(story, said, clock.now())
    send_mail(f"desk-comments-{story.pk}-{said['turn']}-{user.pk}", user.email, subject, text)
    return Receipt({"sent": True})


def worded(story: Page, said: Payload, at: datetime) -> tuple[str, str]:
    """Return subject and text; under embargo neither names the story nor quotes a comment."""
    held = isinstance(story, Story) and holds(story.embargo_until, at)
    name = _("A story under embargo") if held else story.get_admin_display_title()
    by = User.objects.filter(pk=said["by"]).first()
    subject = " ".join((_("Comments: %(story)s") % {"story": name}).split())[:200]
    lines = [_("%(who)s commented on “%(story)s”.") % {"who": by or _("Somebody"), "story": name}]
    lines += [] if held else list(_quoted(said))
    lines.append(settings.SITE_URL + reverse("wagtailadmin_pages:edit", args=[story.pk]))
    lines.append(_("You choose which mails you get in your account's settings at the desk."))
    return subject, "\n\n".join(lines)


def _quoted(said: Payload) -> Iterator[str]:
    """Give each comment that is meant, as far as it still stands."""
    mine = said["threads"]
    for words, numbers in ((_("New"), said["new"]), (_("Resolved"), said["settled"])):
        for comment in _comments(_of(mine, numbers)):
            yield f"{words}: {_short(comment.text)}"
    threads = {int(pk): replies for pk, replies in said["replied"].items()}
    for comment in _comments(_of(mine, threads)):
        yield _("Replies to: %(comment)s") % {"comment": _short(comment.text)}
        for reply in comment.replies.filter(pk__in=threads[comment.pk])[:MANY]:
            yield f"— {_short(reply.text)}"
    if said["deleted"] and mine is None:
        yield _("Deleted: %(number)s") % {"number": said["deleted"]}


def _of(mine: Collection[int] | None, numbers: Collection[int]) -> list[int]:
    return [pk for pk in numbers if mine is None or pk in mine]


def _comments(numbers: Collection[int]) -> Any:
    return Comment.objects.filter(pk__in=numbers).order_by("pk")[:MANY]


def _short(text: str) -> str:
    return Truncator(text.strip()).chars(LONG)
