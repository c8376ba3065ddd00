"""What waits for the moderators of the tests, written straight into the tables: quick, and many."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.comments.actions.posting import thread_of
from broadsheet.comments.models import Comment, Signalled, State, Thread, Voice
from broadsheet.kit import clock
from broadsheet.stories.models import Story

WORDS = (
    "The ferry was late again, and nobody at the pier could say when the next one leaves.",
    "Whoever wrote this knows nothing of the harbour. Go and look at https://bridge.example/tolls",
    "My grandmother crossed here every day for forty years.\n\nShe never paid a toll.",
    "You are a fool, and so is everybody who reads you.",
)


def a_queue(story: Story, count: int, *, queue: str = "held") -> list[Comment]:
    """Comments that wait under a story, the gravest and oldest first."""
    thread, now = thread_of(story), clock.now()
    voices = Voice.objects.bulk_create(
        [
            Voice(
                name=f"Reader {n}", made_at=now - timedelta(days=9 * n), approved=n, refused=n % 4
            )
            for n in range(1, count + 1)
        ]
    )
    made: list[Comment] = Comment.objects.bulk_create(
        [
            Comment(
                thread=thread,
                voice=voice,
                text=(text := WORDS[n % len(WORDS)]),
                html=f"<p>{text}</p>",
                language="en",
                state=State.HELD,
                queue=queue,
                risk=max(0, 90 - 3 * n),
                posted_at=now - timedelta(minutes=7 * (count - n)),
            )
            for n, voice in enumerate(voices)
        ]
    )
    _notice([row for row in made if "https://" in row.text])
    Thread.objects.filter(pk=thread.pk).update(waiting=count)
    return made


def _notice(rows: list[Comment]) -> None:
    """What a check saw in those that link elsewhere."""
    Signalled.objects.bulk_create(
        [
            Signalled(
                comment=row,
                check_name="links",
                clause="outside-links",
                says="link-outside",
                facts={"host": "bridge.example"},
                start=row.text.index("https://"),
                end=len(row.text),
                weight=0.7,
            )
            for row in rows
        ]
    )
