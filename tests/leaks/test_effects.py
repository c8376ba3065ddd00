"""What follows from acts on an embargoed story tells nobody who may not read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from weakref import ref

import pytest
from django.core import mail
from django.dispatch import Signal

from broadsheet.accounts.models import Role, User
from broadsheet.kit import clock
from broadsheet.outbox import kinds
from broadsheet.outbox.models import Effect
from broadsheet.outbox.sending import send_next
from broadsheet.stories import actions, signals
from broadsheet.stories.embargo.reading import may_read
from broadsheet.stories.tests import cast
from tests.leaks.planted import Planted, plant
from tests.leaks.walking import words_in

pytestmark = pytest.mark.django_db

# Every effect that the paper has, and what is told by it while an embargo holds.
EFFECTS = {
    "seen": "asks the paper's own address; nothing of a draft is to be seen there",
    "desk.notice": "a notice at the desk, for those who may read the story",
    "desk.notice_of_fault": "a notice at the desk, for those who may read the story",
    "desk.mail": "a mail to those who may read the story, which does not name it",
    "desk.comments": "finds whom comments concern; it carries their numbers alone",
    "desk.comments.mail": "a mail to those who may read the story, without its name or a comment",
    "withdrawal.mail": "follows a withdrawal, of what was published",
    "answer by mail": "answers a reader about a story that is out",
    "sanction by mail": "tells an author of a sanction; it names no story",
    "conversation by mail": "tells followers what is new under a story that is out",
    "reasons by mail": "leads an author to the reasons of a decision; no word of story or comment",
    "appeal by mail": "answers an author who objected; it names no story",
    "notice by mail": "answers whoever sent a notice of a comment, in their own words",
    **{
        f"comment webhook {number}": "a comment under a story that is out, by number and as shown"
        for number in range(1, 6)
    },
    "backlog by mail": "tells moderators that something waits, and not where",
    "front.late.mail": "the name of a front that is older than its promise, and nothing of a story",
}
# Who hears of an act on a story, and what they do with it.
RECEIVERS = {
    "pictures_of_story": "makes files of the pictures of what is out",
    "pictures_of_batch": "makes files of the pictures of what was brought in",
    "stories.printing.withdrawn": "takes pages out of the edition",
    "stories.ledger.withdrawn": "takes versions out of the public history",
    "desk.listing.brought_in": "enters what was brought in on the desk's list",
    "distribution.noted": "notes within the act which sitemap changed, of what was published",
    "distribution.story_published": "appoints when news is no news any more",
    "distribution.story_unpublished": "appoints the same, if it was published",
    "distribution.story_withdrawn": "appoints the same, if it was published",
    "distribution.story_restored": "appoints the same, if it was published",
    "distribution.story_moved": "appoints the same, if it was published",
    "distribution.story_renamed": "appoints the same, if it was published",
    "distribution.brought_in": "keeps which sitemaps there are, by the numbers of what came in",
    "fronts.banners.story_withdrawn": "takes the story's banner down",
    "fronts.banners.story_unpublished": "takes the story's banner down",
    "trust.corrected": "answers readers who asked for the correction of what is out",
    "trust.erased": "forgets what readers asked about a text that was erased",
}


def test_every_effect_is_known_here() -> None:
    """A new one says first what it tells while an embargo holds."""
    assert set(kinds._effects) == set(EFFECTS)


def test_every_listener_to_an_act_is_known_here() -> None:
    """A new one might send a draft's words anywhere."""
    heard = {
        str(lookup[0]) if isinstance(lookup[0], str) else receiver_name(receiver)
        for signal in vars(signals).values()
        if isinstance(signal, Signal)
        for lookup, receiver, *_more in signal.receivers
        if not (isinstance(receiver, ref) and receiver() is None)  # of a test before, and gone
    }

    assert heard == set(RECEIVERS)


def receiver_name(receiver: Any) -> str:
    """The name of a receiver that was connected without a word for it."""
    found = receiver() if callable(receiver) else receiver
    return f"{found.__module__}.{found.__qualname__}"


def everything_short_of_publishing(planted: Planted) -> None:
    """Do to the embargoed story all that a desk does before it lifts."""
    story, editor = planted.story, planted.editor
    story.save_revision(user=planted.author)
    actions.rename(story, f"{story.slug}-again", by=None)
    actions.set_embargo(story, planted.until + timedelta(hours=1), by=editor)
    actions.publish_when_lifted(story, by=editor)
    actions.unschedule(story, by=editor)
    actions.move(story, cast.section("Sport"), by=None)
    actions.move(story, planted.section, by=None)


def test_no_mail_tells_of_it_to_whoever_may_not_read_it() -> None:
    """All effects are sent; who is mailed may read the story, or reads nothing of it."""
    planted = plant()
    cast.member(Role.EDITOR)
    everything_short_of_publishing(planted)
    at = clock.now() + timedelta(minutes=1)
    for _round in range(500):
        if not send_next("leaks", at):
            break

    told = [
        f"{address}: {sorted(words)}"
        for letter in mail.outbox
        if (words := words_in(letter.message().as_bytes()))
        for address in letter.recipients()
        if not may_read(User.objects.get(email=address), planted.story)
    ]
    assert told == []
    assert Effect.objects.exists()


def test_no_effect_takes_the_text_of_it_along() -> None:
    """What waits to be sent carries facts, never the story's words, but for its name."""
    planted = plant()
    everything_short_of_publishing(planted)

    carried = {
        row.name: words_in(str(row.payload).encode()) - {"zxqstitle", "zxqsslug"}
        for row in Effect.objects.all()
    }
    assert {name: words for name, words in carried.items() if words} == {}
