"""Writing, deciding, objecting: what becomes of a comment, and what is kept of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from broadsheet.accounts.models import Role
from broadsheet.comments.actions import appealing, deciding, noticing
from broadsheet.comments.actions.deciding import Decided, decide, decide_many, undo
from broadsheet.comments.actions.noticing import Noticed
from broadsheet.comments.counting import recounted
from broadsheet.comments.models import (
    Act,
    Comment,
    Decision,
    Notice,
    PolicyVersion,
    State,
    Statement,
    Thread,
    Wording,
)
from broadsheet.comments.rules import Verdict
from broadsheet.comments.tests.writers import held, newcomer, reader, rules, say, shown
from broadsheet.kit.refusals import Refused
from broadsheet.kit.tokens import digest
from broadsheet.records.actions import seal_waiting
from broadsheet.records.models import Record
from broadsheet.stories.tests.cast import StoryFactory, member

pytestmark = pytest.mark.django_db


def counts(thread: Thread) -> tuple[int, int]:
    thread.refresh_from_db()
    return thread.shown, thread.waiting


def test_a_reader_who_is_known_here_is_read_at_once() -> None:
    """And the comment remembers the version of the policy."""
    comment = shown(reader(), StoryFactory(published=True), "The harbour wall was built in 1871.")

    assert comment.policy == PolicyVersion.objects.get()
    assert counts(comment.thread) == (1, 0)


def test_a_newcomer_waits_for_a_moderator() -> None:
    """In a queue of their own."""
    posted = say(newcomer(), StoryFactory(published=True), "My first words in this paper.")

    assert posted.outcome.kind is Verdict.HOLD
    assert posted.comment is not None
    assert (posted.comment.state, posted.comment.queue) == (State.HELD, "new-voices")
    assert counts(posted.comment.thread) == (0, 1)


def test_a_second_click_makes_no_second_comment() -> None:
    """By the token of the form."""
    voice, story = reader(), StoryFactory(published=True)
    first = say(voice, story, "Said once.", form="form-1")
    again = say(voice, story, "Said once.", form="form-1")

    assert again.again
    assert again.comment == first.comment
    assert Comment.objects.count() == 1


def test_its_author_is_asked_once_before_it_is_held() -> None:
    """Both wordings are kept."""
    voice, story = reader(), StoryFactory(published=True)
    words = "Read the whole of it at https://elsewhere.example/report for yourselves."
    first = say(voice, story, words, form="form-2")
    second = say(voice, story, words + " Please.", form="form-2")

    assert (first.outcome.kind, first.comment) == (Verdict.NUDGE, None)
    assert second.comment is not None
    assert second.comment.state == State.HELD
    assert Wording.objects.get().comment == second.comment
    assert Wording.objects.get().text == words


def test_nothing_is_written_where_it_is_closed() -> None:
    """And nothing is kept of it."""
    rules(mode="closed")

    with pytest.raises(Refused):
        say(reader(), StoryFactory(published=True), "Too late for this one.")
    assert Comment.objects.count() == 0


def test_what_is_rejected_has_a_statement_of_reasons() -> None:
    """With the clause, and an end of the time to object."""
    moderator = member(Role.MODERATOR)
    comment = held(reader(), StoryFactory(published=True), "You are all fools, every one.")
    decide(comment.pk, Decided(Act.REJECT, clause="personal-attack"), by=moderator)

    comment.refresh_from_db()
    statement = Statement.objects.get()
    assert comment.state == State.REJECTED
    assert counts(comment.thread) == (0, 0)
    assert statement.voice == comment.voice
    assert statement.facts["decision_ground"] == "DECISION_GROUND_INCOMPATIBLE_CONTENT"
    assert statement.facts["category"] == "STATEMENT_CATEGORY_CYBER_VIOLENCE"


def test_a_decision_against_an_author_needs_a_clause() -> None:
    """Nothing is taken away without a reason."""
    comment = held(reader(), StoryFactory(published=True), "Something or other.")

    with pytest.raises(Refused) as refused:
        decide(comment.pk, Decided(Act.REJECT), by=member(Role.MODERATOR))
    assert refused.value.codes == ("clause",)


def test_only_who_moderates_decides() -> None:
    """A reporter does not."""
    comment = held(reader(), StoryFactory(published=True), "Something or other.")

    with pytest.raises(PermissionDenied):
        decide(comment.pk, Decided(Act.APPROVE), by=member(Role.REPORTER))


def test_many_are_decided_at_once_and_undone_at_once() -> None:
    """What somebody else has decided since stays as they left it."""
    story, moderator = StoryFactory(published=True), member(Role.MODERATOR)
    comments = [held(reader(), story, f"The tide stood at {n} metres.") for n in range(3)]
    batch, made = decide_many([c.pk for c in comments], Decided(Act.APPROVE), by=moderator)
    decide(comments[0].pk, Decided(Act.REMOVE, clause="off-topic"), by=member(Role.EDITOR))
    undone = undo(Decision.objects.filter(batch=batch), by=moderator)

    assert len(made) == 3
    assert len(undone) == 2
    states = [Comment.objects.get(pk=comment.pk).state for comment in comments]
    assert states == [State.REMOVED, State.HELD, State.HELD]
    assert counts(comments[0].thread) == recounted(comments[0].thread) == (0, 2)


def test_an_appeal_is_settled_by_somebody_else() -> None:
    """And the comment stands again."""
    first, second = member(Role.MODERATOR), member(Role.EDITOR)
    comment = held(reader(), StoryFactory(published=True), "The mayor was not there that day.")
    decide(comment.pk, Decided(Act.REJECT, clause="defamatory"), by=first)
    statement = Statement.objects.get()
    appeal = appealing.appeal(comment.voice, statement, "The minutes of the day say so.")

    with pytest.raises(Refused) as refused:
        appealing.settle(appeal, granted=True, answer="You are right.", by=first)
    appealing.settle(appeal, granted=True, answer="You are right.", by=second)
    assert refused.value.codes == ("same",)
    assert Comment.objects.get(pk=comment.pk).state == State.SHOWN


def test_a_notice_of_illegal_content_removes_by_law() -> None:
    """Its sender finds the answer by a secret that the paper itself does not know."""
    comment = shown(reader(), StoryFactory(published=True), "What this says is against a law.")
    sent = Noticed("section 356, BNS", "It says a falsehood of me.", "A. B.", in_good_faith=True)
    token = noticing.send(comment, sent)
    notice = Notice.objects.get(secret=digest(token))
    noticing.settle(notice, illegal=True, answer="It is removed.", by=member(Role.LEGAL))

    statement = Statement.objects.get()
    assert Comment.objects.get(pk=comment.pk).state == State.REMOVED
    assert statement.facts["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert statement.facts["source_type"] == "SOURCE_ARTICLE_16"


def test_the_log_has_every_act_and_no_reader_in_it() -> None:
    """It could never be erased there."""
    voice = reader("Sarojini of the Quay")
    comment = held(voice, StoryFactory(published=True), "Words that must not stand in a log.")
    decide(comment.pk, Decided(Act.APPROVE), by=member(Role.MODERATOR))
    seal_waiting()

    rows = Record.objects.filter(subject_kind="comment").order_by("pk")
    assert [row.act for row in rows] == ["comment.post", "comment.approve"]
    every = " ".join(str(list(row.__dict__.values())) for row in Record.objects.all())
    assert "Sarojini" not in every
    assert "must not stand" not in every
    assert voice.user is not None
    assert voice.user.email not in every


def test_deciding_is_written_down_by_its_name() -> None:
    """Each act that there is."""
    assert set(deciding.WRITTEN_AS) == set(Act) - {Act.SHOW}
