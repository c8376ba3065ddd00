"""What a reader does through a program: write, mend, take back, recommend, report."""

from __future__ import annotations

from django.utils.translation import gettext as _

from broadsheet.comments import limits, phrases, policies
from broadsheet.comments.actions import liking, mending, posting, reporting
from broadsheet.comments.actions.posting import Posted
from broadsheet.comments.api import shapes, telling
from broadsheet.comments.api.door import Asked, Reply, Trouble, missing, slow
from broadsheet.comments.api.views.reading import comment_of, story_of
from broadsheet.comments.models import Comment, State, Voice
from broadsheet.comments.voices import name_oneself, voice_of

A_PAGE = 20
MADE, NOTHING = 201, 204
SCOPES = ("read", "write")


def me(asked: Asked) -> Reply:
    """Whom the token speaks for, and what it may do."""
    voice, token = voice_of(asked.person), asked.token
    return Reply(
        shapes.Me(
            name=voice.name if voice else None,
            scopes=tuple(token.scopes) if token else SCOPES,
            until=token.ends_at if token else None,
        )
    )


def name(asked: Asked) -> Reply:
    """Choose the name over one's comments, or another one."""
    name_oneself(asked.person, asked.sent.name)
    return me(asked)


def mine(asked: Asked) -> Reply:
    """A page of one's own comments, the newest first, whatever became of each."""
    before = asked.asks("before")
    rows = Comment.objects.filter(voice=voice_of(asked.person)).exclude(state=State.ERASED)
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-pk").select_related("thread__story")[: A_PAGE + 1])
    told = tuple(telling.mine_of(found[:A_PAGE]))
    further = asked.onward(f"before={told[-1].id}") if len(found) > A_PAGE else None
    return Reply(shapes.MinePage(told, further))


def post(asked: Asked) -> Reply:
    """Write under a story: shown, held, or handed back once with a hint."""
    story, sent = story_of(asked), asked.sent
    voice, thread = _voice(asked), posting.thread_of(story)
    if limits.too_fast(thread, asked.at):
        raise slow(_("Very much is written here at this moment: send it again soon."))
    given = posting.Sent(sent.text, sent.token, sent.parent)
    posted = posting.post(voice, thread, given, at=asked.at)
    if posted.comment is None:
        raise _nudge(posted)
    told = telling.mine_of([posted.comment])[0]
    words = phrases.follows(posted.outcome)
    return Reply(shapes.Sent(told, words, posted.again), 200 if posted.again else MADE)


def _voice(asked: Asked) -> Voice:
    found = voice_of(asked.person)
    if found is None:
        words = _("Choose the name over your comments first: PUT it to me/.")
        raise Trouble(409, "name", words)
    return found


def _nudge(posted: Posted) -> Trouble:
    hints = [
        shapes.Hint(one.clause, phrases.said(one), *(one.span or (None, None)))
        for one in posted.outcome.because
    ]
    words = _("Mend it, or send it once more with the same token: then it is taken as it is.")
    return Trouble(422, "nudge", words, hints=tuple(hints))


def edit(asked: Asked) -> Reply:
    """Mend one's own comment within its minutes."""
    row = mending.edit(_voice(asked), _own(asked).pk, asked.sent.text, at=asked.at)
    return Reply(telling.mine_of([row])[0])


def take_back(asked: Asked) -> Reply:
    """Delete one's own comment: it is hidden."""
    mending.take_back(_voice(asked), _own(asked).pk, at=asked.at)
    return Reply(status=NOTHING)


def _own(asked: Asked) -> Comment:
    rows = Comment.objects.filter(pk=asked.numbers["comment"], voice__user=asked.person)
    found: Comment | None = rows.exclude(state=State.ERASED).first()
    if found is None:
        raise missing()
    return found


def recommend(asked: Asked) -> Reply:
    """Recommend a comment; twice is once."""
    count = liking.recommend(asked.person, comment_of(asked).pk, wanted=True)
    return Reply(shapes.Count(count))


def recommend_no_more(asked: Asked) -> Reply:
    """Take a recommendation back."""
    count = liking.recommend(asked.person, comment_of(asked).pk, wanted=False)
    return Reply(shapes.Count(count))


def report(asked: Asked) -> Reply:
    """Report a comment under a rule of the policy: a moderator looks at it."""
    row, sent = comment_of(asked), asked.sent
    if row.voice.user_id == asked.person.pk:
        raise Trouble(409, "own", _("This is your own comment."))
    known = {one.key for one in policies.in_force(asked.at).conduct()}
    if sent.clause not in known:
        raise Trouble(422, "clause", _("Name a rule of the policy: see policy/."))
    said = reporting.Reported(sent.clause, sent.words)
    made = reporting.report(asked.person, row.pk, said, at=asked.at)
    return Reply(shapes.Reported(row.pk, made.clause), MADE)
