"""The moderators' desk without a script: who sees what, who decides, and what is kept of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.accounts.tests.cast import reader
from broadsheet.comments.actions import claiming
from broadsheet.comments.learning import learn
from broadsheet.comments.models import (
    AllowedHost,
    Claim,
    Comment,
    Decision,
    ListedWord,
    PlaceRules,
    PolicyVersion,
    Sanction,
    Shift,
    SpamModel,
    Statement,
    Thread,
    Voice,
)
from broadsheet.comments.moderation.telling import watch
from broadsheet.comments.moderation.tests.cast import a_queue
from broadsheet.kit import clock
from broadsheet.outbox.models import Effect
from broadsheet.records.models import Record
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member, section

pytestmark = pytest.mark.django_db
READ: dict[str, list[Any]] = {
    "moderation": [],
    "moderation_queue": ["mine"],
    "moderation_item": ["comment"],
    "moderation_voice": ["voice"],
    "moderation_thread": ["thread"],
    "moderation_places": [],
    "moderation_place": [0],
    "moderation_lists": [],
    "moderation_policy": [],
    "moderation_version": [1],
    "moderation_duty": [],
    "moderation_figures": [],
    "moderation_log_csv": [],
    "moderation_log_json": [],
}
BUTTONS = ("decide", "undo", "keep", "hands", "leave")
QUERIES = 34


def addresses(comment: Comment) -> dict[str, str]:
    """Every screen, with a comment's own number in it."""
    own = {"comment": comment.pk, "voice": comment.voice_id, "thread": comment.thread_id}
    return {
        name: reverse(name, args=[own.get(str(one), one) for one in args])
        for name, args in READ.items()
    }


def press(client: Client, button: str, **fields: Any) -> Any:
    """Press a button of the queue, as a form does."""
    return client.post(reverse(f"moderation_{button}"), fields)


def test_every_screen_opens_for_the_editor_and_for_nobody_without_a_role() -> None:
    """Strangers, readers and reporters get nothing of it, at any address or button."""
    first = a_queue(StoryFactory(published=True), 3)[0]
    press(at_the_desk(member(Role.MODERATOR)), "decide", item=first.pk, act="approve")
    editor, reporter = at_the_desk(member(Role.EDITOR)), at_the_desk(member(Role.REPORTER))
    plain = Client()
    plain.force_login(reader(), backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = addresses(first)
    opened = {name: editor.get(address).status_code for name, address in pages.items()}
    shut = [
        (name, client.get(address).status_code)
        for client in (Client(), plain, reporter)
        for name, address in pages.items()
    ]
    shut += [
        (button, press(client, button, item=first.pk, act="approve").status_code)
        for client in (Client(), plain, reporter)
        for button in BUTTONS
    ]

    assert opened == dict.fromkeys(pages, 200)
    assert {status for _name, status in shut} <= {302, 403}
    assert Decision.objects.count() == 1


def test_a_moderator_of_another_section_sees_and_does_nothing_here() -> None:
    """Sport's moderator meets neither the comment nor its thread, and decides nothing."""
    first = a_queue(StoryFactory(published=True), 2)[0]
    sport = at_the_desk(member(Role.MODERATOR, section("Sport")))
    listed = sport.get(reverse("moderation"))
    author = sport.get(reverse("moderation_voice", args=[first.voice_id]))
    said = [
        sport.get(reverse("moderation_item", args=[first.pk])).status_code,
        sport.get(reverse("moderation_thread", args=[first.thread_id])).status_code,
        sport.post(reverse("moderation_pick", args=[first.pk]), {"picked": "yes"}).status_code,
        press(sport, "decide", item=first.pk, act="approve").status_code,
        press(sport, "keep", item=first.pk, person=member(Role.EDITOR).pk).status_code,
    ]
    hands = press(sport, "hands", item=first.pk).json()

    # Wagtail sends whoever may not back to the first screen.
    assert said == [404, 302, 302, 302, 302]
    assert "Reader 1" not in listed.content.decode()
    assert first.text[:20] not in author.content.decode()
    assert (hands["waiting"], Claim.objects.count(), Decision.objects.count()) == (0, 0, 0)


def test_a_decision_is_made_undone_and_made_again_without_a_script() -> None:
    """The buttons are forms; a rejection has a clause and a statement of reasons."""
    one = a_queue(StoryFactory(published=True), 1)[0]
    client = at_the_desk(member(Role.MODERATOR))
    bare = press(client, "decide", item=one.pk, act="away")
    press(client, "decide", item=one.pk, act="away", clause="spam", note="Sold twice.")
    last = client.get(reverse("moderation")).content.decode()
    press(client, "undo", decision=Decision.objects.get(act="reject").pk)
    stale = press(client, "decide", item=f"{one.pk}~0", act="approve")
    undone = Decision.objects.get(act="undo").pk
    press(client, "decide", item=f"{one.pk}~{undone}", act="approve")
    one.refresh_from_db()

    assert (bare.status_code, stale.status_code) == (302, 302)
    assert f'name="decision" value="{Statement.objects.get().decision_id}"' in " ".join(
        last.split()
    )
    assert [row.act for row in Decision.objects.order_by("pk")] == ["reject", "undo", "approve"]
    assert (one.state, one.thread.waiting) == ("shown", 0)


def test_two_people_never_do_one_item() -> None:
    """What one has open, the other is not given; what was kept is the colleague's."""
    rows = a_queue(StoryFactory(published=True), 3)
    asha, ravi = member(Role.MODERATOR), member(Role.EDITOR)
    hers, his = at_the_desk(asha), at_the_desk(ravi)
    press(hers, "hands", item=rows[0].pk)
    taken = press(his, "hands", item=[rows[0].pk, rows[1].pk]).json()["taken"]
    answer = his.post(
        reverse("moderation_decide"),
        {"item": rows[0].pk, "act": "approve"},
        headers={"accept": "application/json"},
    )
    press(hers, "keep", item=rows[2].pk, person=ravi.pk)
    press(hers, "leave")
    queue = his.get(reverse("moderation_queue", args=["mine"])).content.decode()
    free = claiming.take([rows[0].pk], by=ravi, at=clock.now())

    assert taken == [rows[0].pk]
    assert (answer.status_code, answer.json()["decisions"]) == (409, [])
    assert f'id="c{rows[2].pk}"' in queue
    assert f'id="c{rows[0].pk}"' not in queue
    assert free == set()


def test_a_page_costs_the_same_queries_however_much_is_on_it(
    django_assert_max_num_queries: Any,
) -> None:
    """The gravest first, and the next page begins where this one ends."""
    rows = a_queue(StoryFactory(published=True), 30)
    client = at_the_desk(member(Role.MODERATOR))
    client.get(reverse("moderation"))
    with django_assert_max_num_queries(QUERIES):
        first = client.get(reverse("moderation")).content.decode()
    place = f"{rows[11].risk}~{rows[11].pk}"
    part = client.get(reverse("moderation"), {"after": place, "part": "1"}).content.decode()

    assert f'data-further="{place}"' in first
    assert f'id="c{rows[11].pk}"' in first
    assert f'id="c{rows[12].pk}"' not in first
    assert f'id="c{rows[12].pk}"' in part
    assert client.get(reverse("moderation"), {"after": "x", "sort": "oldest"}).status_code == 200


def test_a_banned_person_is_told_and_all_that_waits_of_them_is_rejected() -> None:
    """With clause, reason and statement; the ban can be lifted, and the log has both."""
    one = a_queue(StoryFactory(published=True), 1)[0]
    client = at_the_desk(member(Role.MODERATOR))
    there = reverse("moderation_voice", args=[one.voice_id])
    endless = client.post(there, {"kind": "suspension", "clause": "spam", "note": "Ads."})
    client.post(there, {"kind": "ban", "clause": "spam", "note": "Ads.", "waiting": "on"})
    ban = Sanction.objects.get()
    one.refresh_from_db()
    client.post(there, {"lift": ban.pk})
    ban.refresh_from_db()

    assert endless.status_code == 422
    assert one.state == "rejected"
    assert ban.statement.voice_id == one.voice_id
    assert ban.lifted_at is not None
    assert Effect.objects.filter(name="sanction by mail").count() == 1
    assert list(
        Record.objects.filter(act__startswith="sanction.")
        .order_by("pk")
        .values_list("act", flat=True)
    ) == ["sanction.lay", "sanction.lift"]


def test_places_threads_and_choices_are_set_with_a_record() -> None:
    """A section's rules, one thread slowed, one comment picked."""
    one = a_queue(StoryFactory(published=True), 1)[0]
    client = at_the_desk(member(Role.EDITOR))
    nation = section().pk
    rules = {"mode": "pre", "night_from": "22:00", "effect-spam": "refuse"}
    half = client.post(reverse("moderation_place", args=[nation]), rules)
    client.post(reverse("moderation_place", args=[nation]), {**rules, "night_until": "06:00"})
    client.post(
        reverse("moderation_thread", args=[one.thread_id]), {"mode": "closed", "slow_seconds": "30"}
    )
    press(client, "decide", item=one.pk, act="approve")
    client.post(reverse("moderation_pick", args=[one.pk]), {"picked": "yes"})
    one.refresh_from_db()
    row, thread = PlaceRules.objects.get(section=nation), Thread.objects.get()
    acts = set(Record.objects.values_list("act", flat=True))

    assert half.status_code == 422
    assert (row.mode, row.effects) == ("pre", {"spam": "refuse"})
    assert (thread.mode, thread.slow_seconds) == ("closed", 30)
    assert one.picked_at is not None
    assert {"comment.rules", "comment.thread", "comment.pick"} <= acts


def test_lists_are_kept_by_hand_and_by_file() -> None:
    """A file that is wrong in one line lists nothing."""
    client, there = at_the_desk(member(Role.EDITOR)), reverse("moderation_lists")
    good = b"word,language,kind,clause\nzounds,en,banned,obscene\nscoundrel,,suspect,spam\n"
    for data in (good, b"fine,en,banned,obscene\nwrong,en,loud,obscene\n", b"\xff\xfe"):
        client.post(there, {"do": "words", "file": SimpleUploadedFile("words.csv", data)})
    client.post(there, {"do": "words", "word": "zounds", "language": "en", "clause": "spam"})
    client.post(there, {"do": "host", "host": "Example.ORG"})
    client.post(there, {"do": "host", "host": "no host at all"})
    client.post(there, {"do": "reply", "name": "Links", "language": "en", "words": "No links."})
    listed = sorted(ListedWord.objects.values_list("word", "kind"))
    client.post(there, {"do": "drop", "drop_word": ListedWord.objects.get(word="zounds").pk})

    assert listed == [("scoundrel", "suspect"), ("zounds", "banned")]
    assert [row.host for row in AllowedHost.objects.all()] == ["example.org"]
    assert ListedWord.objects.count() == 1


def test_a_policy_that_is_wrong_is_not_enacted_and_one_that_is_right_is() -> None:
    """What was typed stays, with the line; a new version says what is different."""
    client, there = at_the_desk(member(Role.EDITOR)), reverse("moderation_policy")
    document = client.get(there).context["form"].initial["document"]
    wrong = client.post(there, {"document": document.replace("[[clause]]", "[[clause", 1)})
    client.post(there, {"document": f"# Ours now.\n{document}"})
    newest = PolicyVersion.objects.first()
    assert newest is not None
    shown = client.get(reverse("moderation_version", args=[newest.number])).content.decode()

    assert wrong.status_code == 422
    assert newest.number == 2
    assert "<ins># Ours now.</ins>" in shown


def test_duty_figures_and_the_log_tell_who_did_what() -> None:
    """On duty with a language; decisions counted; the log as a file."""
    rows = a_queue(StoryFactory(published=True), 3)
    editor = member(Role.EDITOR)
    client = at_the_desk(editor)
    there = reverse("moderation_duty")
    client.post(there, {"on": "1"})
    client.post(there, {"on": "1", "language": ["en", "xx"]})
    shift = Shift.objects.get()
    press(client, "decide", item=rows[0].pk, act="approve")
    press(client, "decide", item=[rows[1].pk, rows[2].pk], act="away", clause="spam", note="=1")
    client.post(there, {"off": "1"})
    figures = client.get(reverse("moderation_figures")).context["figures"]
    table = b"".join(client.get(reverse("moderation_log_csv"))).decode()
    log = json.loads(b"".join(client.get(reverse("moderation_log_json"))))

    assert shift.languages == ["en"]
    assert Shift.objects.filter(until=None).count() == 0
    assert (figures.total.total, figures.total.against) == (3, 2)
    assert [row["act"] for row in log] == ["approve", "reject", "reject"]
    assert table.count("\n") == 4
    assert "'=1" in table


def test_the_desk_learns_and_tells_when_somebody_waits_too_long(settings: Any) -> None:
    """Spam is learned once from each decision, forgotten when undone; an alarm is rung once."""
    rows = a_queue(StoryFactory(published=True), 3)
    client = at_the_desk(member(Role.EDITOR))
    press(client, "decide", item=rows[0].pk, act="away", clause="spam")
    press(client, "decide", item=rows[1].pk, act="approve")
    first, again = learn(), learn()
    known = SpamModel.objects.get().state
    press(client, "undo", decision=Decision.objects.get(act="reject").pk)
    learn()
    forgotten = SpamModel.objects.get().state
    settings.COMMENTS_BACKLOG_MINUTES = 5
    later = clock.now() + timedelta(hours=3)

    assert (first, again) == (2, 0)
    assert (known["spam"], known["rest"]) == (1, 1)
    assert (forgotten["spam"], forgotten["rest"]) == (0, 1)
    assert (watch(later), watch(later)) == (True, False)
    assert Effect.objects.filter(name="backlog by mail").count() == 1
    assert Voice.objects.count() == 3
