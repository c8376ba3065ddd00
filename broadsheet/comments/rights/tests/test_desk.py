"""The desk's screens of appeals and of notices."""

from __future__ import annotations

import pytest
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.comments.actions import appealing, noticing
from broadsheet.comments.actions.deciding import Decided, decide
from broadsheet.comments.models import Act, Comment, Notice, State, Statement
from broadsheet.comments.tests.writers import held, reader, shown
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member, section

pytestmark = pytest.mark.django_db
WORDS = "The bridge was shut at nine and nobody was told."


def test_an_appeal_is_seen_and_settled_by_somebody_else() -> None:
    """Whoever decided is told that they cannot; a moderator of another section sees nothing."""
    first, other = member(Role.MODERATOR), member(Role.EDITOR)
    voice = reader()
    comment = held(voice, StoryFactory(published=True), WORDS)
    decide(comment.pk, Decided(Act.REJECT, "off-topic"), by=first)
    appeal = appealing.appeal(voice, Statement.objects.get(), "It is on the topic.")
    address = reverse("comment_appeal", args=[appeal.pk])
    said = {"granted": "yes", "answer": "You are right."}
    refused = at_the_desk(first).post(address, said)
    listed = at_the_desk(other).get(reverse("comment_appeals"))
    done = at_the_desk(other).post(address, said)

    assert "somebody else" in refused.text
    assert "It is on the topic." in listed.text
    assert done.status_code == 302
    assert Comment.objects.get(pk=comment.pk).state == State.SHOWN


def test_a_moderator_of_another_section_sees_no_appeal() -> None:
    """Neither in the list nor by its address."""
    voice = reader()
    comment = held(voice, StoryFactory(published=True), WORDS)
    decide(comment.pk, Decided(Act.REJECT, "off-topic"), by=member(Role.EDITOR))
    appeal = appealing.appeal(voice, Statement.objects.get(), "It is on the topic.")
    client = at_the_desk(member(Role.MODERATOR, section("Sport")))

    assert "It is on the topic." not in client.get(reverse("comment_appeals")).text
    assert client.get(reverse("comment_appeal", args=[appeal.pk])).status_code in {302, 403}


def test_a_notice_is_decided_by_those_who_may() -> None:
    """A moderator does not; the legal desk does."""
    comment = shown(reader(), StoryFactory(published=True), WORDS)
    noticing.send(comment, noticing.Noticed("a law", "It is a lie.", in_good_faith=True))
    notice = Notice.objects.get()
    address = reverse("comment_notice_one", args=[notice.pk])
    said = {"granted": "yes", "answer": "It is removed."}
    turned_away = at_the_desk(member(Role.MODERATOR)).post(address, said)
    legal = at_the_desk(member(Role.LEGAL))
    shown_there = legal.get(address)
    legal.post(address, said)

    assert turned_away.status_code in {302, 403}
    assert WORDS in shown_there.text
    assert Comment.objects.get(pk=comment.pk).state == State.REMOVED
