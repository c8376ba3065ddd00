"""What a picture desk does to films: bring them in, play them, word them, caption and withdraw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from broadsheet.kit import clock
from broadsheet.pictures.models import Picture
from broadsheet.recordings import actions, withdrawing
from broadsheet.recordings.models import Recording
from broadsheet.recordings.tests import made
from broadsheet.stories.actions import publish
from broadsheet.stories.models import Form
from tests.press.newsroom import picked, stories

A_DAY = timedelta(days=1)
MOST = 3


def play(number: int, words: str) -> bool:
    """Put a film into a published story, a new one or one of the library; sometimes as its lead."""
    story = picked(stories(live=True), number)
    if story is None:
        return False
    draft: Any = story.get_latest_revision_as_object()
    if draft.form != Form.LIVE:
        draft.form = Form.VIDEO if number % 2 else Form.ARTICLE
    film = picked(_library(), number // 3) if _full() else made.recording(words)
    draft.body = [("paragraphs", f"<p>{words}</p>"), ("video", {"recording": film})]
    publish(draft.save_revision(changed=True, clean=False), by=None)
    return True


def word(number: int, words: str) -> bool:
    """Change what the library says of a film, and under which embargo it is."""
    row = picked(_library(), number)
    if row is None:
        return False
    row.caption, row.credit = words, f"{words} Films"
    row.poster = picked(list(Picture.objects.order_by("pk")), number) if number % 3 else None
    row.embargo_until = clock.now() + A_DAY if number % 4 == 1 else None
    return bool(actions.edit(row, by=None))


def caption(number: int, words: str) -> bool:
    """Add captions in a language, or take them away."""
    row = picked(_library(), number)
    if row is None:
        return False
    there = list(row.captions.all())
    if there:
        row.captions.remove(there[0])
        actions.edit(row, by=None)
        return True
    text = made.VTT.replace(b"It rains.", f"It rains, {words}.".encode())
    return bool(actions.add_captions(row, "en", made.file(text, "x.vtt"), by=None))


def take_away(number: int, _words: str) -> bool:
    """Withdraw a film, or give it back."""
    row = picked(_library(), number)
    if row is None:
        return False
    if row.is_withdrawn:
        withdrawing.restore(row, by=None)
        return True
    ground = "legal" if number % 2 else "editorial"
    withdrawing.withdraw(row, ground, by=None, note="Ordered.", notice="Away.")
    return True


def _library() -> list[Recording]:
    return list(Recording.objects.order_by("pk"))


def _full() -> bool:
    return len(_library()) >= MOST


ACTS = (play, word, caption, take_away)
