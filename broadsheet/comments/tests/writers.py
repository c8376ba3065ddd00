"""Readers who write through the room's own door, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from broadsheet.accounts.models import User
from broadsheet.comments.actions.posting import Posted, Sent, post, thread_of
from broadsheet.comments.models import Comment, PlaceRules, Thread, Voice
from broadsheet.comments.voices import name_oneself
from broadsheet.kit import clock
from broadsheet.stories.models import Story

_numbers = count(1)


def newcomer(name: str = "") -> Voice:
    """A reader who has never written."""
    number = next(_numbers)
    user = User.objects.create_user(f"writer{number}@example.org")
    return name_oneself(user, name or f"Writer {_letters(number)}")


def reader(name: str = "") -> Voice:
    """A reader who has written here for a while, so that being new holds nothing."""
    voice = newcomer(name)
    voice.made_at, voice.approved = clock.now() - timedelta(days=400), 50
    voice.save()
    return voice


def say(
    voice: Voice, story: Story, words: str, *, to: Comment | None = None, form: str = ""
) -> Posted:
    """Write under a story; each time from a form of its own, unless ``form`` says which."""
    sent = Sent(words, form or f"form-of-{next(_numbers)}", parent=to.pk if to else None)
    return post(voice, thread_of(story), sent)


def shown(voice: Voice, story: Story, words: str, *, to: Comment | None = None) -> Comment:
    """Write what no rule holds; return it as it stands."""
    made = say(voice, story, words, to=to).comment
    if made is None or made.state != "shown":
        raise AssertionError(f"{words!r} is not shown.")
    return made


def held(voice: Voice, story: Story, words: str) -> Comment:
    """Write where a moderator reads everything first."""
    thread = thread_of(story)
    _set_mode(thread, "pre")
    made = say(voice, story, words).comment
    _set_mode(thread, "")
    if made is None or made.state != "held":
        raise AssertionError(f"{words!r} is not held.")
    return made


def rules(**fields: object) -> PlaceRules:
    """Set what holds for the whole paper."""
    row, _made = PlaceRules.objects.update_or_create(section=None, defaults=fields)
    return row


def _set_mode(thread: Thread, mode: str) -> None:
    thread.mode = mode
    thread.save(update_fields=["mode"])


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
