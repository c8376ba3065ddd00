"""What readers are owed, as they meet it: reasons, appeals, notices, their data, reports."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.comments.actions import appealing
from broadsheet.comments.actions.deciding import Decided, decide
from broadsheet.comments.models import (
    Act,
    Appeal,
    Comment,
    MonthReport,
    Notice,
    SealedVoice,
    State,
    Statement,
    Voice,
)
from broadsheet.comments.rights import reporting
from broadsheet.comments.rights.mailing import send_reasons
from broadsheet.comments.tests.writers import held, reader, shown
from broadsheet.kit import clock
from broadsheet.outbox.kinds import Sending
from broadsheet.outbox.models import Effect
from broadsheet.stories.tests.cast import StoryFactory, member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORDS = "The ferry was late again, and nobody said a word."


def signed_in(voice: Voice) -> Client:
    client = Client()
    assert voice.user is not None
    client.force_login(voice.user, backend=BACKEND)
    return client


def rejected(voice: Voice) -> Statement:
    comment = held(voice, StoryFactory(published=True), WORDS)
    note = "It says of a person what nobody has shown."
    decide(comment.pk, Decided(Act.REJECT, "defamatory", note), by=member(Role.MODERATOR))
    return Statement.objects.get(decision__comment=comment)


def test_the_policy_is_read_by_everybody(client: Client) -> None:
    """Each clause, in the paper's words and in others."""
    page = client.get(reverse("comment_policy")).text
    hindi = client.get(reverse("comment_policy_in", args=["hi"]))

    assert 'id="personal-attack"' in page
    assert 'id="outside-links"' in page
    assert hindi.status_code == 200
    assert client.get(reverse("comment_policy_in", args=["xx"])).status_code == 404


def test_an_author_reads_the_reasons_and_objects() -> None:
    """And nobody else can read them."""
    voice, other = reader(), reader()
    statement = rejected(voice)
    address, client = reverse("comment_reasons", args=[statement.pk]), signed_in(voice)
    page = client.get(address)
    sent = client.post(address, {"words": "The minutes of the council have it."})

    assert WORDS in page.text
    assert "nobody has shown" in page.text
    assert "no-store" in page["Cache-Control"]
    assert sent.status_code == 302
    assert Appeal.objects.get().words == "The minutes of the council have it."
    assert signed_in(other).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_an_empty_objection_says_what_is_missing() -> None:
    """And nothing is kept of it."""
    voice = reader()
    statement = rejected(voice)
    answer = signed_in(voice).post(reverse("comment_reasons", args=[statement.pk]), {"words": ""})

    assert answer.status_code == 400
    assert Appeal.objects.count() == 0


def test_what_came_of_an_objection_is_read_at_the_same_place() -> None:
    """With the answer of whoever settled it."""
    voice = reader()
    statement = rejected(voice)
    appeal = appealing.appeal(voice, statement, "Read the minutes.")
    appealing.settle(appeal, granted=False, answer="They say otherwise.", by=member(Role.EDITOR))

    page = signed_in(voice).get(reverse("comment_reasons", args=[statement.pk])).text
    assert "They say otherwise." in page


def test_anybody_sends_a_notice_and_finds_its_answer(client: Client) -> None:
    """Without an account, at an address that nobody else has."""
    comment = shown(reader(), StoryFactory(published=True), WORDS)
    address = reverse("comment_notice", args=[comment.pk])
    sent = client.post(
        address, {"law": "section 356", "words": "It is a lie.", "in_good_faith": "on"}
    )

    assert sent.status_code == 302
    assert Notice.objects.get().comment == comment
    assert "It is a lie." in client.get(sent["Location"]).text
    assert client.get(sent["Location"][:-1] + "x/").status_code == 404


def test_a_notice_without_good_faith_is_none(client: Client) -> None:
    """It says so, and keeps what was typed."""
    comment = shown(reader(), StoryFactory(published=True), WORDS)
    address = reverse("comment_notice", args=[comment.pk])
    answer = client.post(address, {"law": "section 356", "words": "It is a lie."})

    assert answer.status_code == 400
    assert "It is a lie." in answer.text
    assert Notice.objects.count() == 0


def test_a_comment_that_is_not_shown_takes_no_notice(client: Client) -> None:
    """It could tell what is held."""
    comment = held(reader(), StoryFactory(published=True), WORDS)

    assert client.get(reverse("comment_notice", args=[comment.pk])).status_code == 404


def test_readers_take_their_words_with_them() -> None:
    """One line of JSON each."""
    voice = reader()
    shown(voice, StoryFactory(published=True), WORDS)
    answer = signed_in(voice).get(reverse("comment_own_data") + "?as=json")
    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]

    assert [line["kind"] for line in lines] == ["voice", "comment"]
    assert lines[1]["text"] == WORDS


def test_what_is_erased_is_gone_from_everywhere_but_the_seal() -> None:
    """The place stays where others answered; the counts are right."""
    voice, other = reader("Gone Tomorrow"), reader()
    story = StoryFactory(published=True)
    comment = shown(voice, story, WORDS)
    shown(other, story, "I saw it too.", to=comment)
    client = signed_in(voice)
    refused = client.post(reverse("comment_own_data"), {})
    client.post(reverse("comment_own_data"), {"sure": "on"})

    voice.refresh_from_db()
    comment.refresh_from_db()
    comment.thread.refresh_from_db()
    assert refused.status_code == 400
    assert (comment.state, comment.text, comment.html) == (State.ERASED, "", "")
    assert voice.name != "Gone Tomorrow"
    assert voice.user is None
    assert comment.thread.shown == 1
    assert SealedVoice.objects.get().document["comments"][0][3] == WORDS


def test_a_month_is_counted_once_it_is_over() -> None:
    """As a page, as CSV and as JSON; nothing of any one person is in it."""
    statement = rejected(reader("Nobody In Particular"))
    last_month = clock.now().replace(day=1) - timedelta(days=10)
    Comment.objects.update(posted_at=last_month)
    Statement.objects.filter(pk=statement.pk).update(made_at=last_month)
    assert statement.decision is not None
    type(statement.decision).objects.update(at=last_month + timedelta(hours=2))
    month = date(last_month.year, last_month.month, 1)
    for missing in list(reporting.months_without(clock.now())):
        reporting.make(missing, at=clock.now())

    facts = MonthReport.objects.get(month=month).facts
    assert facts["comments"] == 1
    assert facts["decisions"] == {"reject": 1}
    assert facts["by_automation"] == {"AUTOMATED_DECISION_NOT_AUTOMATED": 1}
    assert list(reporting.months_without(clock.now())) == []
    for kind in ("html", "csv", "json"):
        address = reverse("comment_report", args=[month.year, month.month, kind])
        answer = Client().get(address)
        assert answer.status_code == 200, kind
        assert "Nobody In" not in answer.text


def test_an_author_is_written_to() -> None:
    """The letter has the way to the reasons, and no word of the comment."""
    voice = reader()
    statement = rejected(voice)
    row = Effect.objects.get(name="reasons by mail")
    send_reasons(Sending(row.key, row.act, row.thing, row.payload, row.made_at, 0, 0))

    assert voice.user is not None
    assert mail.outbox[0].to == [voice.user.email]
    assert reverse("comment_reasons", args=[statement.pk]) in mail.outbox[0].body
    assert WORDS not in mail.outbox[0].body
