"""What everybody may read: threads, comments, the policy."""

from __future__ import annotations

from django.utils import translation

from broadsheet.comments import policies, reading
from broadsheet.comments.addresses import Order
from broadsheet.comments.api import shapes, telling
from broadsheet.comments.api.door import Asked, Reply, missing
from broadsheet.comments.models import Comment, State, Thread
from broadsheet.comments.reading import Branch
from broadsheet.stories.models import Story


def story_of(asked: Asked) -> Story:
    """Return the story in the address, if readers see it."""
    rows = Story.objects.out().filter(number=asked.numbers["story"])
    found: Story | None = rows.select_related("primary_section").first()
    if found is None:
        raise missing()
    return found


def comment_of(asked: Asked, *, shown: bool = True) -> Comment:
    """Return the comment in the address, if it is shown under a story that readers see."""
    rows = Comment.objects.filter(pk=asked.numbers["comment"])
    rows = rows.filter(state=State.SHOWN) if shown else rows
    found: Comment | None = rows.select_related("voice", "thread__story").first()
    if found is None or not Story.objects.out().filter(pk=found.thread.story_id).exists():
        raise missing()
    return found


def thread(asked: Asked) -> Reply:
    """The conversation under a story: what holds there, and how many comments there are."""
    story = story_of(asked)
    found = Thread.objects.filter(story=story).first()
    return Reply(telling.thread_of(story, found.shown if found else 0, asked.at))


def comments(asked: Asked) -> Reply:
    """A page of a thread in an order, each comment with the first of its answers."""
    story, after, order = story_of(asked), asked.asks("after"), Order(asked.order)
    found = Thread.objects.filter(story=story).first()
    page = reading.page_of(found, order, after) if found else reading.Page(())
    if page is None:
        raise missing()
    following = asked.onward(f"after={page.next}") if page.next else None
    branches = tuple(_branch(one, story.number) for one in page.branches)
    return Reply(shapes.Branches(branches, following))


def _branch(branch: Branch, story: int) -> shapes.Branch:
    answers = tuple(telling.comment_of(one.comment, story) for one in branch.answers)
    return shapes.Branch(telling.comment_of(branch.head, story), answers, branch.further)


def comment(asked: Asked) -> Reply:
    """One comment that readers see."""
    row = comment_of(asked)
    story = row.thread.story
    return Reply(telling.comment_of(row, story.number if story else 0))


def answers(asked: Asked) -> Reply:
    """A comment that answers none, with a page of its answers."""
    row, after = comment_of(asked, shown=False), asked.asks("after")
    found = reading.branch_of(row.thread, row.pk, after)
    if found is None:
        raise missing()
    branch, following = found
    number = row.thread.story.number if row.thread.story else 0
    told = tuple(telling.comment_of(one.comment, number) for one in branch.answers)
    head = telling.comment_of(branch.head, number)
    further = asked.onward(f"after={following}") if following else None
    return Reply(shapes.Answers(head, told, further))


def policy(asked: Asked) -> Reply:
    """The rules of conduct in force, in the language that is asked for."""
    row, language = policies.row_in_force(asked.at), translation.get_language()
    clauses = [(one.key, one.in_words(language)) for one in policies.read(row).conduct()]
    return Reply(
        shapes.Policy(
            version=row.number if row else policies.FIRST,
            clauses=tuple(shapes.Clause(key, one.name, one.explanation) for key, one in clauses),
        )
    )
