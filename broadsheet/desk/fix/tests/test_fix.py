"""A word mended and out: no clock moves, no draft is lost, nobody is overtaken unseen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.desk.fix.actions import Mend, OvertakenError, mend
from broadsheet.desk.fix.parts import parts_of, put_back
from broadsheet.kit.refusals import Refused
from broadsheet.stories import actions
from broadsheet.stories.models import Correction, Story
from broadsheet.stories.rules import Change
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, member, section

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
LINKED = 'He told <a linktype="page" id="3">the house</a> so.'
BODY = [
    (
        "paragraphs",
        f'<p data-block-key="a">The brigde is open.</p><p data-block-key="b">{LINKED}</p>',
    ),
    ("subhead", "Ten years late"),
    ("picture", {"picture": None, "caption": "The brigde", "credit": "PTI", "source": "x.jpg"}),
]


def published(**given: Any) -> Story:
    """A published story with a slip in it."""
    return StoryFactory(published=True, body=BODY, **given)


def key_of(story: Story, words: str) -> str:
    """The key of the piece that says these words."""
    return next(part.key for part in parts_of(story) if words in part.words)


def mended(story: Story, words: str, new: str, **more: Any) -> Mend:
    """A mend of the piece that says these words."""
    return Mend(story.live_revision_id, {key_of(story, words): new}, **more)


def test_a_story_is_read_piece_by_piece() -> None:
    """Each paragraph by itself, in the order in which it is read."""
    parts = parts_of(published(standfirst="Ferries stop."))

    assert [(part.kind, part.rich) for part in parts] == [
        ("headline", False),
        ("standfirst", False),
        ("paragraph", False),
        ("paragraph", True),
        ("subhead", False),
        ("caption", False),
        ("credit", False),
    ]


def test_what_is_put_back_unchanged_is_what_it_was() -> None:
    """Block for block, with the editor's own keys."""
    story = published()
    before = list(story.body.raw_data)
    put_back(story, {})

    assert list(story.body.raw_data) == before


def test_a_slip_is_mended_and_no_clock_moves() -> None:
    """Out at once, as text: what is typed is no markup."""
    story, editor = published(), member(Role.EDITOR)
    clocks = (story.published_at, story.updated_at)

    mend(story, mended(story, "brigde is", "The bridge < is open."), by=editor, at=TUESDAY)

    out = Story.objects.get(pk=story.pk)
    assert "The bridge &lt; is open." in Client().get(out.address).content.decode()
    assert (out.published_at, out.updated_at) == clocks


def test_a_correction_tells_readers_for_ever() -> None:
    """With its note; without one it is refused."""
    story, editor = published(), member(Role.EDITOR)
    wrong = mended(story, "Ten years", "Eleven years late", change=Change.CORRECTION)

    with pytest.raises(Refused, match="note"):
        mend(story, wrong, by=editor, at=TUESDAY)
    told = mended(story, "Ten years", "Eleven", change=Change.CORRECTION, note="Eleven, not ten.")
    mend(story, told, by=editor, at=TUESDAY)

    assert Correction.objects.get(story=story).text == "Eleven, not ten."


def test_a_paragraph_with_links_keeps_them_and_takes_no_new_ones() -> None:
    """What the browser sends is cleaned; where a link leads is the editor's work."""
    story, editor = published(), member(Role.EDITOR)
    key = key_of(story, "He told")
    bad = '<a href="https://elsewhere.example/">x</a>'
    sent = f"{LINKED.replace('told', '<strong>told</strong>')}<script>x()</script>"

    with pytest.raises(Refused, match="links"):
        mend(story, Mend(story.live_revision_id, {key: bad}), by=editor, at=TUESDAY)
    mend(story, Mend(story.live_revision_id, {key: sent}), by=editor, at=TUESDAY)

    markup = Story.objects.get(pk=story.pk).body.raw_data[0]["value"]
    assert f'<p data-block-key="b">{LINKED.replace("told", "<b>told</b>")}</p>' in markup


def test_a_draft_takes_the_mend_over_and_stays_the_newest() -> None:
    """Where it still says what was read; what it says otherwise is its author's."""
    story, editor = published(), member(Role.EDITOR)
    draft = Story.objects.get(pk=story.pk)
    draft.title, draft.standfirst = "A better headline", "More is to come."
    draft.save_revision()

    words = {"title": "Mended", key_of(story, "brigde is"): "The bridge is open."}
    mend(story, Mend(story.live_revision_id, words), by=editor, at=TUESDAY)

    out = Story.objects.get(pk=story.pk)
    newest = out.get_latest_revision().as_object()
    assert (out.title, newest.title) == ("Mended", "A better headline")
    assert "The bridge is open." in newest.body.raw_data[0]["value"]
    assert out.has_unpublished_changes


def test_what_is_on_the_schedule_stays_on_it_with_the_mend() -> None:
    """A planned update does not bring the slip back."""
    story, editor = published(), member(Role.EDITOR)
    draft = Story.objects.get(pk=story.pk)
    draft.go_live_at = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    draft.standfirst = "More is to come."
    actions.publish(draft.save_revision(), by=None)

    mend(story, mended(story, "brigde is", "The bridge is open."), by=editor)

    waits = Story.objects.get(pk=story.pk).scheduled_revision
    assert waits.approved_go_live_at == draft.go_live_at
    assert "The bridge is open." in waits.as_object().body.raw_data[0]["value"]


def test_whoever_was_overtaken_is_shown_the_difference() -> None:
    """Nothing is published over what another person published meanwhile."""
    story, editor = published(), member(Role.EDITOR)
    mine = mended(story, "brigde is", "The bridge opened.")
    mend(story, mended(story, "brigde is", "The bridge is open."), by=editor, at=TUESDAY)

    with pytest.raises(OvertakenError) as overtaken:
        mend(story, mine, by=editor, at=TUESDAY)

    (clash,) = overtaken.value.clashes
    assert (clash.now, clash.mine) == ("The bridge is open.", "The bridge opened.")


@pytest.mark.parametrize(
    ("role", "where", "allowed"),
    [
        (Role.SECTION_EDITOR, "Nation", True),
        (Role.SECTION_EDITOR, "Sport", False),
        (Role.SUB, "Nation", False),
        (Role.LEGAL, "Nation", False),
    ],
)
def test_whoever_may_publish_there_may_mend(role: str, where: str, allowed: bool) -> None:
    """By section, at the screen as in the act."""
    story, user = published(section=section(where)), member(role)
    one = mended(story, "brigde is", "The bridge is open.")
    answer = at_the_desk(user).get(reverse("story_fix", args=[story.number]))

    assert (answer.status_code == 200) is allowed
    if not allowed:
        with pytest.raises(PermissionDenied):
            mend(story, one, by=user)


def test_the_phones_screen_publishes_and_loses_nothing_that_was_typed() -> None:
    """A refusal and an overtaking are shown with the text; then it is out."""
    story, editor = published(), member(Role.EDITOR)
    client, address = at_the_desk(editor), reverse("story_fix", args=[story.number])
    name = f"words-{key_of(story, 'brigde is')}"
    sent = {name: "The bridge opened.", "base": story.live_revision_id, "change": "correction"}

    refused = client.post(address, sent)
    mend(story, mended(story, "Ten years", "Late"), by=editor)
    overtaken = client.post(address, sent | {"note": "It opened."})
    base = overtaken.context["base"]
    done = client.post(address, sent | {"note": "It opened.", "base": base})

    assert (refused.status_code, overtaken.status_code, done.status_code) == (400, 409, 200)
    assert all("The bridge opened." in one.content.decode() for one in (refused, overtaken))
    assert "The bridge opened." in Client().get(story.address).content.decode()


def test_a_draft_or_a_sealed_story_is_not_mended_here() -> None:
    """Only what is out."""
    client = at_the_desk(member(Role.EDITOR))
    for story in (StoryFactory(), StoryFactory(withdrawn=True)):
        address = reverse("story_fix", args=[story.number])
        assert client.get(address).status_code in (302, 403, 404)
