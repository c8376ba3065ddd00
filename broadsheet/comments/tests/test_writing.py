"""Writing without a script: the form, the preview, the hint, what becomes of it, and one's own."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from broadsheet.accounts.tests.cast import reader
from broadsheet.comments.actions import ignoring, liking, mending
from broadsheet.comments.actions.deciding import Decided, change, locked
from broadsheet.comments.actions.following import EVERY
from broadsheet.comments.limits import RETRY_AFTER, block_of
from broadsheet.comments.models import (
    Act,
    Comment,
    Follow,
    Ignored,
    Mode,
    Queue,
    Report,
    State,
    Thread,
    Voice,
    Wording,
)
from broadsheet.comments.tests.cast import MINUTE, said, thread, user_of, voice
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.models import Appointment
from broadsheet.outbox.tests.cast import send_all
from broadsheet.outbox.timekeeping import do_all_due
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import StoryFactory

pytestmark = pytest.mark.django_db

WORDS = "The ferries were full at nine, and the bridge was not open."
LOUD = "THE FERRIES WERE FULL AT NINE AND THE BRIDGE WAS NOT OPEN AT ALL TODAY"


@pytest.fixture
def story() -> Story:
    """A published story."""
    return StoryFactory(published=True)


@pytest.fixture
def rosa() -> Voice:
    """A reader whom moderators know: nothing of hers is held for being new."""
    known = voice("Rosa")
    Voice.objects.filter(pk=known.pk).update(
        made_at=clock.now() - timedelta(days=90), approved=9, trusted=True
    )
    known.refresh_from_db()
    return known


def signed_in(voice: Voice) -> Client:
    """A browser in which a reader is signed in."""
    client = Client()
    client.force_login(
        user_of(voice), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def my(act: str, number: Any) -> str:
    """A page of one reader."""
    return f"/conversation/my/{act}/{number}/"


def token_of(page: Any) -> str:
    """The form's own token."""
    found = re.search(r'name="token" value="([^"]+)"', page.content.decode())
    return found[1] if found else ""


def send(client: Client, story: Story, words: str, **more: Any) -> Any:
    """What the form answers to a comment, with the token that it came with."""
    token = more.pop("token", None) or token_of(client.get(my("write", story.number)))
    return client.post(my("write", story.number), {"text": words, "token": token, **more})


def test_a_stranger_signs_in_first_and_comes_back_to_the_form(story: Story) -> None:
    """The way back is in the address."""
    answer = Client().get(my("write", story.number) + "?to=3")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=/conversation/my/write/")
    assert Client().post(my("write", story.number)).status_code == 302
    script = Client().get(my("write", story.number), headers={"accept": "application/json"})
    assert script.status_code == 401


def test_a_reader_names_themselves_once_and_writes(story: Story) -> None:
    """The first words of a new voice wait for a moderator, and their author is told so."""
    client = Client()
    client.force_login(reader("Nila"), "allauth.account.auth_backends.AuthenticationBackend")
    nameless = send(client, story, WORDS)
    answer = send(client, story, WORDS, name="நிலா")
    row = Comment.objects.get()
    page = client.get(answer["Location"])

    assert nameless.status_code == 400
    assert row.voice.name == "நிலா"
    assert row.state == State.HELD
    assert "A moderator reads it before it is shown" in page.content.decode()
    assert 'name="name"' not in client.get(my("write", story.number)).content.decode()


def test_a_double_click_makes_one_comment(story: Story, rosa: Voice) -> None:
    """Both lead to the same."""
    client = signed_in(rosa)
    token = token_of(client.get(my("write", story.number)))
    answers = [send(client, story, WORDS, token=token) for _ in range(2)]
    row = Comment.objects.get()

    assert {answer["Location"] for answer in answers} == {
        f"/conversation/{story.number}/comment/{row.pk}/#comment-{row.pk}"
    }
    assert Thread.objects.get().shown == 1


def test_a_preview_keeps_nothing_and_shows_what_will_be_seen(story: Story, rosa: Voice) -> None:
    """A stranger's markup is text."""
    words = "> quoted\n\n<b>*so* it is</b>"
    page = send(signed_in(rosa), story, words, preview="1").content.decode()

    assert "<blockquote>" in page
    assert "&lt;b&gt;<em>so</em>" in page
    assert not Comment.objects.exists()


def test_before_it_is_held_the_author_is_told_and_may_mend_it(story: Story, rosa: Voice) -> None:
    """The rule, the words, the text as it was; what is sent again goes on, both are kept."""
    client = signed_in(rosa)
    token = token_of(client.get(my("write", story.number)))
    hint = send(client, story, LOUD, token=token)
    page = hint.content.decode()
    send(client, story, WORDS, token=token)
    row = Comment.objects.get()

    assert hint.status_code == 200
    assert "Shouting" in page or "shouting" in page
    assert LOUD in page
    assert row.text == WORDS
    assert Wording.objects.get(comment=row).text == LOUD


def test_what_is_sent_while_the_conversation_is_closed_is_not_lost(
    story: Story, rosa: Voice
) -> None:
    """The page says why, and the text stands in the form."""
    client = signed_in(rosa)
    token = token_of(client.get(my("write", story.number)))
    Thread.objects.filter(pk=thread(story).pk).update(mode=Mode.CLOSED)
    answer = send(client, story, WORDS, token=token)
    text = answer.content.decode()

    assert answer.status_code == 400
    assert "closed" in text
    assert not Comment.objects.exists()
    assert "The conversation is closed." in client.get(my("write", story.number)).content.decode()


def test_over_the_limit_the_answer_says_when_to_try_again(
    story: Story, rosa: Voice, settings: Any
) -> None:
    """429 with Retry-After, and the text is still there."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "comment": "1/h/key"}
    client = signed_in(rosa)
    send(client, story, WORDS)
    answer = send(client, story, "And another one, quite unlike it.")

    assert answer.status_code == 429
    assert answer["Retry-After"] == str(RETRY_AFTER)
    assert "And another one, quite unlike it." in answer.content.decode()
    assert Comment.objects.count() == 1


def test_address_blocks_are_measured_together() -> None:
    """A /24, or a /64 of IPv6; what is none is itself."""
    assert block_of("192.0.2.7") == block_of("192.0.2.200") != block_of("192.0.3.7")
    assert block_of("2001:db8::1") == block_of("2001:db8::ffff:1") != block_of("2001:db8:0:1::1")
    assert block_of("no address") == "no address"


# --- what becomes of one's own ---


def test_an_author_mends_words_within_minutes_and_the_earlier_are_kept(
    story: Story, rosa: Voice, settings: Any
) -> None:
    """After that the page says that it is too late; what breaks a rule is held anew."""
    client = signed_in(rosa)
    row = said(thread(story), voice=rosa, at=clock.now())
    client.post(my("edit", row.pk), {"text": "It was half past nine."})
    row.refresh_from_db()
    mending.edit(rosa, row.pk, "Write to me at rosa@example.org about it.")
    held = Comment.objects.get(pk=row.pk)
    settings.COMMENTS_EDIT_MINUTES = 0
    late = client.post(my("edit", row.pk), {"text": "Otherwise again."})

    assert row.text == "It was half past nine."
    assert row.edited_at is not None
    assert next(one.text for one in Wording.objects.order_by("pk")).startswith("The ferries")
    assert held.state == State.HELD
    assert Thread.objects.get().waiting == 1
    assert late.status_code == 400


def test_what_an_author_takes_back_is_hidden_and_kept(story: Story, rosa: Voice) -> None:
    """Nobody else can."""
    row = said(thread(story), voice=rosa)
    other = signed_in(voice("Anil")).post(my("take-back", row.pk))
    answer = signed_in(rosa).post(my("take-back", row.pk))
    row.refresh_from_db()

    assert other.status_code == 404
    assert answer["Location"] == "/conversation/my/comments/"
    assert row.state == State.DELETED
    assert row.text
    assert Thread.objects.get().shown == 0


def test_ones_own_page_tells_where_each_stands_and_why(story: Story, rosa: Voice) -> None:
    """With the statement of reasons of what was taken down."""
    row = said(thread(story), voice=rosa)
    said(row.thread, "Another's words", voice=voice("Anil"))
    change(locked(row.pk), Decided(Act.REMOVE, clause="spam"), by=None, at=clock.now())
    page = signed_in(rosa).get("/conversation/my/comments/").content.decode()

    assert "Taken down" in page
    assert "/conversation/my/reasons/" in page
    assert "Another’s words" not in page
    assert signed_in(voice("Nila")).get("/conversation/my/comments/").status_code == 200


# --- of others ---


def test_a_recommendation_counts_once_and_is_taken_back(story: Story, rosa: Voice) -> None:
    """Not of oneself; a second click of the same form is the first."""
    row = said(thread(story), voice=voice("Anil"))
    client = signed_in(rosa)
    for _ in range(2):
        client.post(my("recommend", row.pk), {"wanted": "1"})
    once = Comment.objects.get(pk=row.pk).recommended
    answer = client.post(my("recommend", row.pk), headers={"accept": "application/json"})
    with pytest.raises(Refused):
        liking.recommend(user_of(row.voice), row.pk, wanted=True)

    assert once == 1
    assert answer.json() == {"recommended": 0, "mine": False}
    assert Comment.objects.get(pk=row.pk).recommended == 0


def test_a_report_names_a_rule_and_asks_a_moderator(story: Story, rosa: Voice) -> None:
    """One each; the comment stays where it is until somebody has looked."""
    row = said(thread(story), voice=voice("Anil"))
    client = signed_in(rosa)
    page = client.get(my("report", row.pk)).content.decode()
    wrong = client.post(my("report", row.pk), {"clause": "no-such-rule"})
    for _ in range(2):
        client.post(my("report", row.pk), {"clause": "spam", "words": "Sells something."})
    row.refresh_from_db()

    assert 'value="spam"' in page
    assert wrong.status_code == 400
    assert Report.objects.get().words == "Sells something."
    assert (row.state, row.queue, row.reports) == (State.SHOWN, Queue.REPORTED, 1)
    assert Thread.objects.get().waiting == 1


def test_whom_a_reader_ignores_is_their_own_affair(story: Story, rosa: Voice) -> None:
    """Listed for them and their script, and ended there; nobody ignores themselves."""
    row = said(thread(story), voice=voice("Anil"))
    client = signed_in(rosa)
    client.post(my("ignore", row.voice_id), {"wanted": "1"})
    ignoring.ignore(user_of(rosa), rosa, wanted=True)
    page = client.get("/conversation/my/ignored/").content.decode()
    listed = client.get("/conversation/my/ignored/", headers={"accept": "application/json"})
    client.post(my("ignore", row.voice_id), {"wanted": "0"})

    assert "Anil" in page
    assert listed.json() == {"voices": [row.voice_id]}
    assert not Ignored.objects.exists()


def test_nothing_can_be_done_to_what_readers_do_not_see(rosa: Voice) -> None:
    """A comment that waits, one under a story that is offline, numbers that nobody has."""
    there = thread(StoryFactory(published=True))
    held = said(there, state=State.HELD, shown_at=None)
    offline = said(thread(StoryFactory(offline=True)))
    client = signed_in(rosa)
    acts = ("recommend", "report")
    wrong = [my(act, number) for act in acts for number in (held.pk, offline.pk, 10**17)]
    wrong += [my("write", 10**17), my("edit", held.pk), my("ignore", 10**17)]

    assert {client.get(address).status_code for address in wrong[:-1]} == {404}
    assert {client.post(address).status_code for address in wrong} == {404}


def test_who_follows_gets_one_letter_about_all_that_is_new(
    story: Story, rosa: Voice, mailoutbox: Any
) -> None:
    """None without news and none of one's own; the letter's link ends it without signing in."""
    there, client, now = thread(story), signed_in(rosa), clock.now()
    said(there, "Said before")
    client.post(my("follow", story.number), {"wanted": "1"})
    said(there, "My own", voice=rosa, at=now)
    list(do_all_due(now + EVERY + MINUTE))
    for words in ("The first news", "The second news"):
        said(there, words, voice=voice("Anil"), at=now)
    list(do_all_due(now + 2 * EVERY + 2 * MINUTE))
    send_all()
    letter = mailoutbox[0]
    end = re.search(r"/conversation/my/unfollow/\S+", letter.body)
    Client().post(end[0] if end else "")

    assert len(mailoutbox) == 1
    assert letter.to == [user_of(rosa).email]
    assert "The first news" in letter.body
    assert "The second news" in letter.body
    assert "My own" not in letter.body
    assert "Said before" not in letter.body
    assert not Follow.objects.exists()
    assert not Appointment.objects.filter(state="waiting").exists()
