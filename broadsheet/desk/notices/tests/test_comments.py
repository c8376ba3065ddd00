"""Whom comments on a draft are told to, by a mail that leaves from the outbox."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.models import Comment, PageSubscription
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from broadsheet.accounts.actions import add_user, grant_role
from broadsheet.accounts.models import Role, User
from broadsheet.desk.notices.rules import threads_for
from broadsheet.outbox.models import Effect, State
from broadsheet.outbox.tests.cast import send_all
from broadsheet.stories.actions import withdraw
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.tests.cast import (
    AN_HOUR,
    MONDAY,
    StoryFactory,
    at_the_desk,
    member,
    section,
)
from broadsheet.stories.tests.doorways import form_of

pytestmark = pytest.mark.django_db
WORDS = "Canaryword: is this spelt so?"


def story_followed_by(*followers: User, **given: Any) -> Story:
    """A story whose comments some people follow."""
    story = StoryFactory(**given)
    for user in followers:
        PageSubscription.objects.create(page=story, user=user, comment_notifications=True)
    return story


def save(story: Story, by: User, comments: dict[str, Any]) -> None:
    """Save the draft on the editor's screen, with comments beside it."""
    draft = story.get_latest_revision_as_object()
    until = story.embargo_until
    embargo = f"{localtime(until):%Y-%m-%d %H:%M:%S}" if until else ""
    sent = form_of(draft, embargo_until=embargo) | comments
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    answer = at_the_desk(by).post(address, sent)

    assert answer.status_code == 302, answer.context["form"].errors


def row(text: str, *replies: str, **given: Any) -> dict[str, Any]:
    """The fields of one comment, with new replies to it."""
    place = {"contentpath": "title", "position": "{}"} | dict.fromkeys(["resolved"], "")
    said = [{"text": one} for one in replies]
    return {"text": text, **place, "replies": inline_formset(said), **given}


def beside(*rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """The fields of the comments beside a draft; ``initial`` of them stood there before."""
    sent: dict[str, Any] = nested_form_data({"comments": inline_formset(rows, initial=initial)})
    return sent


def mailed() -> dict[str, str]:
    """Send all; the text of each mail by its address, which is sent one mail at most."""
    send_all()
    send_all()
    letters = {to: f"{one.subject}\n{one.body}" for one in mail.outbox for to in one.to}

    assert len(letters) == len(mail.outbox)

    return letters


def test_a_comment_is_mailed_by_the_outbox_to_who_follows_the_story() -> None:
    """Nothing leaves while somebody saves; each mail is an effect, and nobody is told of theirs."""
    editor, sub = member(Role.EDITOR), member(Role.SUB)
    story = story_followed_by(editor, sub)
    save(story, sub, beside(row(WORDS)))

    assert mail.outbox == []

    told = mailed()

    assert set(told) == {editor.email}
    assert WORDS in told[editor.email]
    assert str(story) in told[editor.email]


def test_a_comment_beside_the_text_of_the_second_to_save_is_not_lost() -> None:
    """It stands at once, beside those that are there, though that text waits for an answer."""
    editor, sub = member(Role.EDITOR), member(Role.SUB)
    story = story_followed_by(editor)
    place = {"page": story, "contentpath": "title", "position": "{}"}
    Comment.objects.create(user=editor, text="Which harbour?", **place)
    opened = {
        "loaded_revision_id": str(story.latest_revision.pk),
        "loaded_revision_created_at": story.latest_revision.created_at.isoformat(),
    }
    Story.objects.get(pk=story.pk).save_revision(user=editor)
    save(story, sub, beside(row(WORDS)) | opened)

    assert {one.text for one in Comment.objects.all()} == {WORDS, "Which harbour?"}
    assert set(mailed()) == {editor.email}


def test_a_reply_is_mailed_to_who_took_part_in_its_thread_alone() -> None:
    """Not what was said in another thread."""
    editor, sub, reporter = member(Role.EDITOR), member(Role.SUB), member(Role.REPORTER)
    story = story_followed_by(owner=reporter)
    place = {"page": story, "contentpath": "title", "position": "{}"}
    asked = Comment.objects.create(user=sub, text="Which harbour?", **place)
    Comment.objects.create(user=reporter, text="Another thread", **place)
    rows = row("Which harbour?", "The old one.", id=asked.pk), row("Something new")
    save(story, editor, beside(*rows, initial=1))
    told = mailed()

    assert set(told) == {sub.email}
    assert "Which harbour?" in told[sub.email]
    assert "The old one." in told[sub.email]
    assert "Something new" not in told[sub.email]


def test_a_mail_about_a_story_under_embargo_neither_names_nor_quotes_it() -> None:
    """Nobody is mailed who may not read it; and what waits carries no word of the comment."""
    editor, reader = member(Role.EDITOR), member(Role.REPORTER, section("Sport"))
    until = datetime.now(UTC) + AN_HOUR
    story = story_followed_by(editor, reader, title="Canaryword verdict", embargo_until=until)
    save(story, member(Role.ADMINISTRATOR), beside(row(WORDS)))
    told = mailed()
    carried = str(list(Effect.objects.values_list("payload")))

    assert set(told) == {editor.email}
    assert "anaryword" not in "".join(told.values()) + carried


def test_comments_on_a_sealed_story_are_told_to_nobody() -> None:
    """Though the mail was left before the law closed the text."""
    editor, sub = member(Role.EDITOR), member(Role.SUB)
    story = story_followed_by(editor, published=True)
    save(story, sub, beside(row(WORDS)))
    mail.outbox.clear()
    withdraw(story, Ground.LEGAL, by=None, note="By order")

    assert mailed() == {}


def test_who_wants_no_mail_about_comments_gets_none_and_the_same_is_sent_but_once() -> None:
    """A mail that is tried again is the same mail."""
    editor, sub, legal = member(Role.EDITOR), member(Role.SUB), member(Role.LEGAL)
    story = story_followed_by(editor, legal)
    chosen = {"updated_comments_notifications": False}
    UserProfile.objects.update_or_create(user=legal, defaults=chosen)
    save(story, sub, beside(row(WORDS)))
    mailed()
    Effect.objects.filter(name__startswith="desk.comments").update(state=State.WAITING)
    send_all()
    numbers = [(one.to, one.extra_headers["Message-ID"]) for one in mail.outbox]

    assert [to for to, _number in numbers] == [[editor.email]] * 2
    assert numbers[0] == numbers[1]


def test_followers_are_told_of_all_and_others_of_their_threads() -> None:
    """And never who did it: here nine."""
    told = threads_for({1, 9}, {(1, 5), (2, 5), (2, 6), (9, 5)}, 9)

    assert told == {1: None, 2: [5, 6]}


@pytest.mark.parametrize("home", [False, True])
def test_a_comment_beside_a_section_leaves_by_the_outbox_as_well(home: bool) -> None:
    """To who follows it and may change sections; Wagtail's screen mails nothing by itself."""
    place = section().get_parent().specific if home else section()
    boss, other = member(Role.ADMINISTRATOR), member(Role.EDITOR)
    for user in (boss, other):
        PageSubscription.objects.create(page=place, user=user, comment_notifications=True)
    by = add_user("second@post.example", name="Second", actor=None, at=MONDAY)
    grant_role(by, Role.ADMINISTRATOR, None, actor=None, at=MONDAY)
    desk, address = at_the_desk(by), reverse("wagtailadmin_pages:edit", args=[place.pk])
    form = desk.get(address).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    answer = desk.post(address, said | beside(row(WORDS)))
    assert answer.status_code == 302
    assert mail.outbox == []

    told = mailed()

    assert set(told) == {boss.email}
    assert WORDS in told[boss.email]
    assert place.title in told[boss.email]
