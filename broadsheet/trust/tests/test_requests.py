"""A reader asks for a correction at a sentence, and gets an answer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from broadsheet.accounts.models import Role
from broadsheet.kit.refusals import Refused
from broadsheet.outbox.kinds import Due, Receipt, Sending
from broadsheet.outbox.models import Appointment, Effect
from broadsheet.press import plates
from broadsheet.records.models import Record
from broadsheet.stories import actions as story_actions
from broadsheet.stories.ledger.rules import Note
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import (
    AN_HOUR,
    MONDAY,
    StoryFactory,
    at_the_desk,
    member,
    section,
)
from broadsheet.trust import actions, mailing
from broadsheet.trust.actions import Asked, answer, ask, forget, thing
from broadsheet.trust.models import CorrectionRequest, State
from broadsheet.trust.rules import MOST_WAITING, against_asking

pytestmark = pytest.mark.django_db
WRONG = "The fare is ten rupees."
SAID = {"sentence": WRONG, "words": "It is two: see the board's list.", "email": "", "website": ""}


def form_of(story: Story) -> str:
    """Where a reader asks."""
    return f"/corrections/ask/{story.number}/"


def asked(story: Story, email: str = "rosa@reader.test") -> CorrectionRequest:
    """A request that waits."""
    ask(story, Asked(WRONG, "It is two.", email), at=MONDAY)
    return CorrectionRequest.objects.latest("pk")


def carried() -> Receipt:
    """What the effect that carries the answer does with its row of the outbox."""
    row = Effect.objects.get(name=mailing.NAME)
    sending = Sending(row.key, row.act, row.thing, row.payload, row.made_at, 0, 0)
    return mailing.send(sending)


def test_a_reader_asks_at_the_sentence_without_a_script() -> None:
    """A plain link from the story, a form that shows the sentence, and a page of one's own."""
    story, browser = StoryFactory(published=True), Client(enforce_csrf_checks=True)
    link = form_of(story)
    shown = browser.get(f"{link}?{urlencode({'sentence': WRONG})}")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown.content.decode())
    assert token is not None
    sent = browser.post(link, {**SAID, "csrfmiddlewaretoken": token[1]})
    waiting = browser.get(sent["Location"])

    assert f'href="{link}"' in browser.get(story.address).content.decode()
    assert WRONG in shown.content.decode()
    assert sent.status_code == 302
    assert "The desk has it" in waiting.content.decode()
    assert browser.post(link, SAID).status_code == 403


@pytest.mark.parametrize("address", ["form", "answer"])
def test_a_readers_own_pages_are_kept_by_nobody(address: str) -> None:
    """Not by the press, a cache, a search engine; and they tell no other site."""
    story = StoryFactory(published=True)
    token = ask(story, Asked(WRONG, "It is two."))
    path = form_of(story) if address == "form" else f"/corrections/ask/answer/{token}/"
    got = Client().get(path)

    assert plates.plate_for(path) is None
    assert "no-store" in got["Cache-Control"]
    assert (got["X-Robots-Tag"], got["Referrer-Policy"]) == ("noindex", "same-origin")
    assert "default-src 'none'" in got["Content-Security-Policy"]


@pytest.mark.parametrize(
    "given",
    [
        {"words": ""},
        {"words": "x" * 3_001},
        {"sentence": "x" * 601},
        {"email": "nobody"},
        {"website": "http://spam.example"},
    ],
)
def test_what_is_not_right_is_shown_again_and_not_kept(given: dict[str, str]) -> None:
    """Nothing that was typed is lost."""
    story = StoryFactory(published=True)
    got = Client().post(form_of(story), {**SAID, **given})

    assert got.status_code == 400
    assert "nothing was sent yet" in got.content.decode()
    assert not CorrectionRequest.objects.exists()


def test_nothing_is_asked_of_what_readers_do_not_have() -> None:
    """A draft, a story that is offline or withdrawn, and a number that never was."""
    for story in (StoryFactory(), StoryFactory(offline=True), StoryFactory(withdrawn=True)):
        assert Client().get(form_of(story)).status_code == 404
        with pytest.raises(Refused):
            ask(story, Asked(WRONG, "It is two."))

    assert Client().get("/corrections/ask/999999999999999999/").status_code == 404
    assert Client().get("/corrections/ask/answer/guessed/").status_code == 404


def test_a_sender_who_asks_without_end_is_slowed_down() -> None:
    """Ten in an hour from one address."""
    link = form_of(StoryFactory(published=True))
    got = [Client().post(link, {**SAID, "words": f"No. {n}"}).status_code for n in range(11)]

    assert got == [302] * 10 + [429]


def test_a_flood_at_one_story_ends() -> None:
    """The desk knows by then."""
    reasons = against_asking(out=True, words="It is two.", sentence="", waiting=MOST_WAITING)

    assert [reason.code for reason in reasons] == ["many"]


def test_the_log_has_nothing_that_the_reader_wrote() -> None:
    """What is in the log can never be erased."""
    row = asked(StoryFactory(published=True))
    record = Record.objects.get(act="request.make", subject_id=str(row.pk))

    assert "rupees" not in str((record.after, record.subject, record.note))
    assert "rosa" not in str((record.after, record.subject, record.note))


def test_the_desk_answers_and_the_reader_gets_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """By mail through the outbox, and at the secret address; accepted leads to the story."""
    story, desk = StoryFactory(published=True), at_the_desk(member(Role.SUB))
    token = ask(story, Asked(WRONG, "It is two.", "rosa@reader.test"))
    row = CorrectionRequest.objects.get()
    queue = desk.get("/desk/requests/").content.decode()
    form = desk.get(f"/desk/requests/{row.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        got = desk.post(f"/desk/requests/{row.pk}/", {"accepted": "yes", "words": "Thank you."})
    carried()
    (letter,) = mail.outbox

    assert WRONG in queue
    assert "It is two." in form
    assert "rosa@" not in form
    assert got["Location"] == f"/desk/pages/{story.pk}/edit/"
    assert letter.to == ["rosa@reader.test"]
    assert "Thank you." in letter.body
    assert story.address in letter.body
    assert "rosa" not in str(Effect.objects.get(name=mailing.NAME).payload)
    assert "Thank you." in Client().get(f"/corrections/ask/answer/{token}/").content.decode()


def test_a_correction_that_follows_is_shown_with_the_answer(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """The circle closes: what was asked, what was answered, what was published."""
    story = StoryFactory(published=True)
    token = ask(story, Asked(WRONG, "It is two."), at=MONDAY)
    row = CorrectionRequest.objects.get()
    answer(row, accepted=True, words="Thank you.", by=None, at=MONDAY + AN_HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        story_actions.add_note(
            story, Note.CLARIFICATION, "Two, not ten.", by=None, at=MONDAY + 2 * AN_HOUR
        )
    markup = Client().get(f"/corrections/ask/answer/{token}/").content.decode()

    assert "You were right" in markup
    assert "Two, not ten." in markup


def test_a_request_is_answered_once_and_with_words() -> None:
    """The second to answer is told; nothing is sent twice."""
    row = asked(StoryFactory(published=True))
    with pytest.raises(Refused) as empty:
        answer(row, accepted=False, words=" ", by=None)
    answer(row, accepted=False, words="The board says ten.", by=None, at=MONDAY)
    with pytest.raises(Refused) as twice:
        answer(row, accepted=True, words="Thank you.", by=None)
    row.refresh_from_db()

    assert (empty.value.codes, twice.value.codes) == (("answer",), ("answered",))
    assert row.state == State.DECLINED
    assert Effect.objects.filter(name=mailing.NAME).count() == 1


def test_who_left_no_address_gets_no_mail() -> None:
    """The answer stands at the secret address."""
    row = asked(StoryFactory(published=True), email="")
    answer(row, accepted=False, words="The board says ten.", by=None, at=MONDAY)

    assert not Effect.objects.filter(name=mailing.NAME).exists()
    assert not Appointment.objects.filter(act=actions.FORGET).exists()


def test_a_readers_address_is_erased_at_its_time(settings: Any) -> None:
    """So many days after the answer; and a mail that is still on its way is not sent."""
    settings.REQUEST_DAYS = 30
    row = asked(StoryFactory(published=True))
    answer(row, accepted=False, words="The board says ten.", by=None, at=MONDAY + AN_HOUR)
    due = Appointment.objects.get(act=actions.FORGET, state="waiting")
    early = forget(Due(actions.FORGET, thing(row), "", due.due_at, MONDAY))
    done = forget(Due(actions.FORGET, thing(row), "", due.due_at, due.due_at))
    receipt = carried()
    row.refresh_from_db()

    assert due.due_at == MONDAY + AN_HOUR + timedelta(days=30)
    assert (early, done, row.email) == (False, True, "")
    assert receipt.facts == {"erased": True}
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [(Role.REPORTER, "Nation", False), (Role.SUB, "Sport", False), (Role.SUB, "Nation", True)],
)
def test_a_request_is_for_the_desk_of_its_section(role: str, where: str, may: bool) -> None:
    """Not for reporters, and not for another section."""
    row, user = asked(StoryFactory(published=True)), member(role, section(where))
    desk = at_the_desk(user)
    if not may:
        with pytest.raises(PermissionDenied):
            answer(row, accepted=False, words="No.", by=user)

    assert (desk.get(f"/desk/requests/{row.pk}/").status_code == 200) == may
    assert (WRONG in desk.get("/desk/requests/").content.decode()) == may


def test_the_queue_is_read_in_pages_at_the_same_cost(
    django_assert_max_num_queries: Any,
) -> None:
    """Of any length; a guess at the number of a row is no error."""
    story, desk = StoryFactory(published=True), at_the_desk(member(Role.EDITOR))
    rows = [asked(story) for _ in range(31)]
    with django_assert_max_num_queries(25):
        first = desk.get("/desk/requests/").content.decode()
    second = desk.get(f"/desk/requests/?before={rows[1].pk}").content.decode()

    assert f"?before={rows[1].pk}" in first
    assert f"/desk/requests/{rows[0].pk}/" in second
    assert desk.get("/desk/requests/?before=x&answered=yes").status_code == 200
