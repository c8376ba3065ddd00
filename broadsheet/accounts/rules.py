"""Which role may do what, and where.

An act is a word like ``story.publish``. A grant is a role with the tree path of a section (as
treebeard writes it; empty for the whole paper) and counts there and for all below. Acts on what
stands in no section (topics, people, pictures, comments) are open to whoever holds the role
anywhere; acts on the paper itself ask for the role over the whole paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

REPORTER = "reporter"
SUB = "sub"
SECTION_EDITOR = "section_editor"
EDITOR = "editor"
PICTURE_DESK = "picture_desk"
MODERATOR = "moderator"
ADVERTISING = "advertising"
LEGAL = "legal"
ADMINISTRATOR = "administrator"

WHOLE_PAPER = ""


class Place(Enum):
    """Where the role must be held for an act."""

    SECTION = "section"  # over the section that the thing stands in
    ANYWHERE = "anywhere"  # over whatever section
    PAPER = "paper"  # over the whole paper


@dataclass(frozen=True)
class Grant:
    """A role, held from ``path`` downwards; an empty path is the whole paper."""

    role: str
    path: str = WHOLE_PAPER

    def covers(self, path: str) -> bool:
        """Whether the grant counts at ``path``."""
        return path.startswith(self.path)


@dataclass(frozen=True)
class Act:
    """Who may do an act; ``own`` are those who may only with what is their own."""

    roles: frozenset[str]
    own: frozenset[str] = frozenset()
    place: Place = Place.SECTION


def _act(*roles: str, own: tuple[str, ...] = (), place: Place = Place.SECTION) -> Act:
    # An administrator may do everything that is in the table.
    return Act(frozenset({*roles, ADMINISTRATOR}), frozenset(own), place)


DESK = (SUB, SECTION_EDITOR, EDITOR)
EDITORS = (SECTION_EDITOR, EDITOR)

ACTS: dict[str, Act] = {
    # stories
    "story.create": _act(REPORTER, *DESK),
    "story.edit": _act(*DESK, own=(REPORTER,)),
    "story.submit": _act(*DESK, own=(REPORTER,)),
    "story.publish": _act(*EDITORS),
    "story.unpublish": _act(*EDITORS, LEGAL),
    "story.withdraw": _act(EDITOR, LEGAL),
    "story.correct": _act(*EDITORS),
    "story.retract": _act(EDITOR),
    "request.answer": _act(*DESK),
    "story.move": _act(*EDITORS),
    "story.rename": _act(*EDITORS),
    "story.delete": _act(*EDITORS),
    "story.lock": _act(*EDITORS),
    "story.embargo": _act(*DESK, own=(REPORTER,)),
    "story.lift": _act(*EDITORS),
    "story.read_embargoed": _act(*DESK, LEGAL, own=(REPORTER,)),
    "story.sponsor": _act(*EDITORS),
    "story.import": _act(EDITOR, place=Place.PAPER),
    "legal.flag": _act(*DESK, LEGAL, own=(REPORTER,)),
    "legal.clear": _act(LEGAL),
    "approve.sub": _act(SUB),
    "approve.editor": _act(*EDITORS),
    "approve.legal": _act(LEGAL),
    "view.share": _act(*DESK, place=Place.ANYWHERE),
    "review.make": _act(*DESK, own=(REPORTER,)),
    "review.revoke": _act(*DESK, own=(REPORTER,)),
    "review.allow_embargoed": _act(*EDITORS),
    "sealed.read": _act(LEGAL),
    "sealed.erase": _act(LEGAL, place=Place.PAPER),
    # the fronts: a section's where the section is, all others over the whole paper
    "front.edit": _act(*DESK),
    "front.publish": _act(*EDITORS),
    # what cuts across the sections
    "topic.create": _act(REPORTER, *DESK, place=Place.ANYWHERE),
    "topic.edit": _act(*DESK, place=Place.ANYWHERE),
    "topic.merge": _act(EDITOR, place=Place.ANYWHERE),
    "person.edit": _act(*EDITORS, place=Place.ANYWHERE),
    # Whoever sells advertisements has a shelf of their own in the library, and no other.
    "picture.add": _act(REPORTER, *DESK, PICTURE_DESK, ADVERTISING, place=Place.ANYWHERE),
    "picture.choose": _act(REPORTER, *DESK, PICTURE_DESK, ADVERTISING, place=Place.ANYWHERE),
    "picture.edit": _act(PICTURE_DESK, *EDITORS, own=(REPORTER, SUB), place=Place.ANYWHERE),
    # What came in by somebody of a sub's or a section editor's own sections is theirs as well.
    "picture.read_embargoed": _act(
        PICTURE_DESK, EDITOR, LEGAL, own=(REPORTER, SUB, SECTION_EDITOR), place=Place.ANYWHERE
    ),
    "picture.delete": _act(PICTURE_DESK, place=Place.ANYWHERE),
    "picture.withdraw": _act(EDITOR, LEGAL, place=Place.ANYWHERE),
    "recording.add": _act(REPORTER, *DESK, PICTURE_DESK, place=Place.ANYWHERE),
    "recording.choose": _act(REPORTER, *DESK, PICTURE_DESK, place=Place.ANYWHERE),
    "recording.edit": _act(PICTURE_DESK, *EDITORS, own=(REPORTER, SUB), place=Place.ANYWHERE),
    "recording.read_embargoed": _act(
        PICTURE_DESK, EDITOR, LEGAL, own=(REPORTER, SUB, SECTION_EDITOR), place=Place.ANYWHERE
    ),
    "recording.delete": _act(PICTURE_DESK, place=Place.ANYWHERE),
    "recording.withdraw": _act(EDITOR, LEGAL, place=Place.ANYWHERE),
    "advert.change": _act(EDITOR, ADVERTISING, place=Place.PAPER),
    # the conversation: where a moderator's section is
    "comment.moderate": _act(MODERATOR, EDITOR),
    "comment.rules": _act(EDITOR),
    "policy.change": _act(EDITOR, LEGAL, place=Place.PAPER),
    "sanction.lay": _act(MODERATOR, EDITOR, place=Place.ANYWHERE),
    "notice.decide": _act(EDITOR, LEGAL, place=Place.ANYWHERE),
    # what stands over the fronts
    "banner.raise": _act(EDITOR),
    "banner.live": _act(*EDITORS),
    # the paper itself
    "section.edit": _act(place=Place.SECTION),
    "user.edit": _act(place=Place.PAPER),
    "setting.edit": _act(place=Place.PAPER),
    "feed.change": _act(EDITOR, place=Place.PAPER),
    "machine.change": _act(place=Place.PAPER),
    "record.read": _act(EDITOR, LEGAL, place=Place.PAPER),
    "promo.change": _act(*EDITORS),
    "navigation.change": _act(EDITOR, place=Place.PAPER),
    "press.read": _act(EDITOR, place=Place.PAPER),
    "press.print": _act(EDITOR, place=Place.PAPER),
    "outbox.read": _act(EDITOR, place=Place.PAPER),
    "outbox.retry": _act(EDITOR, place=Place.PAPER),
}


# What may be done with what the law has sealed; every other act is closed, to everybody.
OF_SEALED = frozenset({"story.withdraw", "picture.withdraw", "sealed.read", "sealed.erase"})


READ_EMBARGOED = "story.read_embargoed"


class UnknownActError(KeyError):
    """An act that is not in the table: a slip of the pen must not look like a refusal."""


def may(
    act: str, grants: Iterable[Grant], node_path: str = WHOLE_PAPER, *, own: bool = False
) -> bool:
    """Whether ``grants`` allow ``act`` at ``node_path``; ``own`` says the thing is the asker's.

    Raises ``UnknownActError`` for an act that is not in ``ACTS``.
    """
    try:
        rule = ACTS[act]
    except KeyError as error:
        raise UnknownActError(f"{act!r} is no act; see broadsheet.accounts.rules.ACTS.") from error
    roles = rule.roles | rule.own if own else rule.roles
    held = [grant for grant in grants if grant.role in roles]
    if rule.place is Place.ANYWHERE:
        return bool(held)
    path = WHOLE_PAPER if rule.place is Place.PAPER else node_path
    return any(grant.covers(path) for grant in held)


def allowed_acts(roles: Iterable[str]) -> list[str]:
    """Return the acts that any of ``roles`` may do with what is not their own."""
    held = set(roles)
    return [name for name, rule in ACTS.items() if rule.roles & held]
