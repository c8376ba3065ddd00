"""The checks at the desk: they bind in the act, whichever door, and weigh what the paper says."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError
from django.urls import reverse
from django.utils import timezone

from broadsheet.accounts.models import Role
from broadsheet.desk.checks.actions import clear, digest_of, flag, weigh
from broadsheet.desk.checks.gathering import facts_of_draft
from broadsheet.desk.checks.house import CHECKS, found_in, weights
from broadsheet.desk.models import LegalFlag, Weight
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.pictures.tests.drawn import picture
from broadsheet.records.models import Record
from broadsheet.stories.actions import publish
from broadsheet.stories.models import Story
from broadsheet.stories.tests.cast import MONDAY, StoryFactory, at_the_desk, byline, member
from broadsheet.stories.tests.doorways import PUBLISHING, Doorway, bulk_publish, edit_screen

pytestmark = pytest.mark.django_db
BLOCK = "9f1c6c3a-0000-4000-8000-000000000002"
WHOLE = {"standfirst": "Ferries stop at noon on Monday."}


def signed(**given: Any) -> Story:
    """A draft that the checks have nothing against."""
    story = StoryFactory(**{**WHOLE, **given})
    story.bylines.create(contributor=byline())
    story.save_revision()
    saved: Story = Story.objects.get(pk=story.pk)
    return saved


def block(*names: str) -> None:
    weigh(dict.fromkeys(names, Weight.BLOCK), by=None, at=MONDAY)


@pytest.mark.parametrize("doorway", PUBLISHING, ids=str)
def test_what_blocks_is_published_by_no_door(doorway: Doorway) -> None:
    """The editor's button, a bulk action, a workflow, the scheduler, the importer, the shell."""
    block("byline")
    story, editor = StoryFactory(**WHOLE), member(Role.EDITOR)

    with suppress(Refused, CommandError):  # a program's door says so, a screen's says it in words
        doorway.go(story, editor)

    assert not Story.objects.get(pk=story.pk).live


@pytest.mark.parametrize("go", [edit_screen, bulk_publish])
def test_a_warning_stops_nobody_and_is_in_the_log(go: Any) -> None:
    """With whether it was acknowledged: by the question at publishing it was."""
    story, editor = StoryFactory(**WHOLE), member(Role.EDITOR)

    go(story, editor)
    record = Record.objects.get(act="story.publish", subject_id=str(story.pk))

    assert Story.objects.get(pk=story.pk).live
    assert record.after["warnings"] == {"codes": ["byline"], "acknowledged": go is edit_screen}


def test_a_whole_story_has_no_warnings() -> None:
    """Then the log says nothing of them."""
    story = signed()
    publish(story, by=None)

    assert "warnings" not in Record.objects.get(act="story.publish").after


def test_a_check_that_is_off_finds_nothing() -> None:
    """And whoever switched it off is in the log."""
    chief, story = member(Role.ADMINISTRATOR), StoryFactory(**WHOLE)
    weigh({"byline": Weight.OFF}, by=chief, at=MONDAY)
    publish(story, by=None)

    assert "warnings" not in Record.objects.get(act="story.publish").after
    record = Record.objects.get(act="checks.weigh")
    assert (record.actor_id, record.before, record.after) == (
        chief.pk,
        {"byline": "warn"},
        {"byline": "off"},
    )


def test_only_whoever_edits_the_settings_weighs_the_checks() -> None:
    """The screen and the act refuse an editor."""
    editor, chief = member(Role.EDITOR), member(Role.ADMINISTRATOR)
    said = {one.name: "block" for one in CHECKS}

    refused = at_the_desk(editor).post(reverse("desk_weights"), said)
    with pytest.raises(PermissionDenied):
        weigh({"byline": Weight.BLOCK}, by=editor, at=MONDAY)
    assert refused.status_code in (302, 403)
    assert weights()["byline"] is Weight.WARN

    at_the_desk(chief).post(reverse("desk_weights"), said)
    assert set(weights().values()) == {Weight.BLOCK}


def test_a_flagged_story_waits_for_legal() -> None:
    """Nobody publishes it, and nobody but legal clears it."""
    story, editor, lawyer = signed(), member(Role.EDITOR), member(Role.LEGAL)
    flag(story, "names a minor", by=editor, at=MONDAY)

    with pytest.raises(Refused) as refusal:
        publish(story, by=editor)
    assert refusal.value.codes == ("check-legal",)
    with pytest.raises(PermissionDenied):
        clear(story, by=editor, read=digest_of(story, MONDAY), at=MONDAY)

    clear(story, by=lawyer, read=digest_of(story, MONDAY), at=MONDAY)
    assert publish(story, by=editor).live
    acts = Record.objects.filter(act__startswith="legal.").values_list("act", "actor_id")
    assert list(acts.order_by("pk")) == [("legal.flag", editor.pk), ("legal.clear", lawyer.pk)]


@pytest.mark.parametrize("any_text", [False, True])
def test_what_is_cleared_is_a_text_unless_legal_says_otherwise(any_text: bool) -> None:
    """Another word needs another clearing; without one of its own the story stays cleared."""
    story, lawyer = signed(), member(Role.LEGAL)
    flag(story, "names a minor", by=None, at=MONDAY)
    clear(story, by=lawyer, read=digest_of(story, MONDAY), any_text=any_text, at=MONDAY)

    draft = story.get_latest_revision_as_object()
    draft.standfirst = "Ferries stop at noon; the ferryman is to blame."
    draft.save_revision()

    if any_text:
        assert publish(story, by=None).live
    else:
        with pytest.raises(Refused, match="changed since legal cleared it"):
            publish(story, by=None)


def test_a_lawyer_clears_what_was_read_and_nothing_else() -> None:
    """Words that were written meanwhile are refused, and the flag stays."""
    story, lawyer = signed(), member(Role.LEGAL)
    flag(story, "names a minor", by=None, at=MONDAY)
    client, address = at_the_desk(lawyer), reverse("legal_clear", args=[story.pk])
    shown = client.get(address)
    seen = shown.context["form"]["read"].value()

    draft = story.get_latest_revision_as_object()
    draft.title = "Another headline"
    draft.save_revision()
    answer = client.post(address, {"read": seen, "how": "text", "note": ""})

    assert "changed while you read it" in answer.content.decode()
    assert LegalFlag.objects.get().cleared_at is None
    assert client.get(reverse("legal_draft", args=[story.pk])).status_code == 200

    read = answer.context["form"]["read"].value()
    client.post(address, {"read": read, "how": "text", "note": "Fine."})
    cleared = LegalFlag.objects.get()
    assert (cleared.cleared_by, cleared.note) == (lawyer, "Fine.")


def test_a_reporter_flags_an_own_story_at_the_desk() -> None:
    """And not another's; a second flag is refused while the first is open."""
    reporter = member(Role.REPORTER)
    own, other = StoryFactory(owner=reporter), StoryFactory()
    client = at_the_desk(reporter)

    for story in (own, own, other):
        client.post(reverse("legal_flag", args=[story.pk]), {"reason": "A court case"})

    assert [row.story_id for row in LegalFlag.objects.all()] == [own.pk]


@pytest.mark.parametrize("place", ["lead", "body"])
def test_a_picture_whose_rights_have_ended_keeps_a_story_in(place: str) -> None:
    """At the head of the story or in its text; on the last day it still goes out."""
    at = clock.now()
    today = timezone.localtime(at).date()
    drawn = picture(rights_until=today, description="The jetty", credit="R Mehta")
    block = {"type": "picture", "value": {"picture": drawn.pk}, "id": BLOCK}
    story = signed(picture=drawn) if place == "lead" else signed(body=[block])

    with pytest.raises(Refused) as refusal:
        publish(story, by=None, at=at + timedelta(days=1))
    assert refusal.value.codes == ("check-picture-gone",)
    assert publish(story, by=None, at=at).live


def test_a_draft_is_read_with_its_pictures_embeds_and_words() -> None:
    """Each with the place in the editor where it is mended."""
    drawn = picture(description="", credit="")
    value = {"address": "https://x.com/post/1"}
    use = {"picture": drawn.pk, "caption": "The jetty (left"}
    body = [
        {"type": "paragraphs", "value": "<p>One “two.</p><p>Three</p>", "id": "p"},
        {"type": "gallery", "value": {"pictures": [use]}, "id": "g"},
        {"type": "embed", "value": value, "id": "e"},
    ]
    facts = facts_of_draft(signed(body=body).get_latest_revision().as_object(), MONDAY)
    told = {(one.code, one.at) for one in found_in(facts, weights())}

    assert [one.text for one in facts.passages] == ["One “two.", "Three"]
    assert [one.address for one in facts.embeds] == ["https://x.com/post/1"]
    assert told == {
        ("alt", "body.g"),
        ("credit", "body.g"),
        ("mark", "body.p"),
        ("mark", "body.g"),
    }
