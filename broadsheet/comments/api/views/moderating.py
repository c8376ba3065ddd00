"""What a moderator does through a program; the acts ask for their role at the story's section."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from broadsheet.comments import policies, states
from broadsheet.comments.actions import claiming, deciding
from broadsheet.comments.actions.claiming import Seen
from broadsheet.comments.actions.deciding import Decided
from broadsheet.comments.api import shapes, telling
from broadsheet.comments.api.door import Asked, Reply, Trouble, missing, unfit
from broadsheet.comments.models import Act, Comment, Decision
from broadsheet.comments.moderation import queues, reach
from broadsheet.comments.moderation.rules import Place

MADE = 201
UNDONE = frozenset({Act.APPROVE, Act.REJECT, Act.REMOVE, Act.HOLD, Act.RESTORE})


def queue(asked: Asked) -> Reply:
    """What waits in one's own sections, the gravest first."""
    if not reach.moderates(asked.person):
        raise PermissionDenied
    given = asked.request.GET
    name = given.get("queue", queues.ALL) or queues.ALL
    if name not in queues.NAMES:
        raise unfit("queue", _("There is no such queue."))
    language = given.get("language", "")[:8].replace("\0", "")
    wanted = queues.Asked(queue=name, language=language)
    page = queues.page_of(asked.person, wanted, asked.at, after=_after(given.get("after", "")))
    query = given.copy()
    query["after"] = str(page.further)
    following = asked.onward(query.urlencode()) if page.further else None
    return Reply(shapes.Queue(tuple(telling.waiting_of(page.rows)), following))


def _after(text: str) -> Place | None:
    try:
        return Place.read(text) if text else None
    except ValueError as error:
        words = _("Ask for the next page as the page before gave it.")
        raise unfit("after", words) from error


def comment(asked: Asked) -> Reply:
    """A comment in whatever state, with what the checks saw."""
    return Reply(telling.waiting_of([_comment(asked)])[0])


def _comment(asked: Asked) -> Comment:
    rows = Comment.objects.filter(pk=asked.numbers["comment"])
    found: Comment | None = rows.select_related("thread__story", "voice").first()
    if found is None:
        # Who moderates nothing learns not even which numbers there are.
        raise missing() if reach.moderates(asked.person) else PermissionDenied
    if not reach.may_moderate(asked.person, found.thread):
        raise PermissionDenied
    return found


def decide(asked: Asked) -> Reply:
    """Decide on a comment; its author gets the reasons where it goes against them."""
    row, sent = _comment(asked), asked.sent
    known = {one.key for one in policies.in_force(asked.at).conduct()}
    if sent.act in states.AGAINST_ITS_AUTHOR and sent.clause not in known:
        raise Trouble(422, "clause", _("Name a rule of the policy: see policy/."))
    last = row.decisions.order_by("-pk").values_list("pk", flat=True).first() or 0
    seen = Seen(row.pk, last if sent.last_decision is None else sent.last_decision)
    decided = Decided(sent.act, sent.clause, sent.note)
    made = claiming.decide_on(seen, decided, by=asked.person, at=asked.at)
    return Reply(telling.decision_of(made), MADE)


def undo(asked: Asked) -> Reply:
    """Take a decision back, as long as nothing was decided on the same comment since."""
    rows = Decision.objects.filter(pk=asked.numbers["decision"])
    found = rows.select_related("comment__thread__story").first()
    if found is None:
        raise missing() if reach.moderates(asked.person) else PermissionDenied
    if found.act not in UNDONE:
        raise Trouble(409, "state", _("What its author did is not for others to undo."))
    undone = deciding.undo([found], by=asked.person, at=asked.at)
    if not undone:
        words = _("It was undone already, or something else was decided since.")
        raise Trouble(409, "since", words)
    return Reply(telling.decision_of(undone[0]))
