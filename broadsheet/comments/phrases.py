"""What signals, outcomes and faults say, in words a person understands, in the active language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from broadsheet.comments.checks.submission import Fact, Signal
from broadsheet.comments.door import Fault
from broadsheet.comments.rules import Outcome, Queue, Verdict
from broadsheet.stories.figures import with_digits

_SAID = {
    # The text
    "too-short": lazy("This says very little: is there more to it?"),
    "capitals": lazy("%(percent)s%% of the letters are capitals, which reads as shouting."),
    "long-run": lazy("One letter or sign stands here %(count)s times in a row."),
    "word-banned": lazy("“%(word)s” is on this newspaper’s list of words that are not shown."),
    "word-suspect": lazy("“%(word)s” is a word that a moderator looks at first."),
    "email": lazy("This looks like an e-mail address."),
    "phone": lazy("This looks like a telephone number."),
    "home": lazy("This looks like where somebody lives."),
    "aadhaar": lazy("This looks like an Aadhaar number."),
    "card": lazy("This looks like the number of a bank card."),
    "pan": lazy("This looks like a permanent account number (PAN)."),
    "link-outside": lazy("This leads to another site: %(host)s."),
    "link-stripped": lazy("The address of %(host)s stays as text and leads nowhere."),
    "like-spam": lazy("This is much like advertising that was rejected here: %(words)s."),
    "scored": lazy("The language model %(model)s gives this %(score)s for %(name)s."),
    # What came before
    "repeat-own": lazy("The same author sent the same words, or nearly, not long ago."),
    "repeat-removed": lazy("Nearly the same words of this author were taken down before."),
    "repeat-thread": lazy("Nearly the same words stand under this story already."),
    "too-often": lazy("This account has sent %(count)s comments within %(seconds)s seconds."),
    # The author
    "few-approved": lazy("A new account: %(approved)s comments approved, %(wanted)s are wanted."),
    "young-account": lazy("A new account: it is less than %(days)s days old."),
    "often-rejected": lazy("Of %(decided)s comments of this account %(rejected)s were rejected."),
    "pre-moderated": lazy("Every comment of this account is read before it is shown."),
    # The place and the desk
    "closed": lazy("This conversation is closed."),
    "ended": lazy("The time for comments on this story is over."),
    "staff-only": lazy("Only the newspaper’s staff writes here."),
    "pre": lazy("Every comment under this story is read before it is shown."),
    "questions": lazy("Questions are shown here once they are taken up."),
    "nobody-reads": lazy("Nobody who reads %(language)s is at the moderators’ desk just now."),
    "nobody-there": lazy("Nobody is at the moderators’ desk at this hour."),
    # A check of the paper's own, elsewhere
    "outside": lazy("Another check says: %(words)s"),
}
_MEND = {
    "empty": lazy("There is nothing to read yet: write your comment."),
    "too-long": lazy(
        "This has %(there)s characters, and a comment may have %(most)s: shorten it by %(over)s."
    ),
    "too-many-bytes": lazy("This is too much for one comment: shorten it, or write two."),
    "too-many-lines": lazy(
        "This has %(there)s lines, and a comment may have %(most)s: join or leave out some."
    ),
    "too-many-links": lazy(
        "This has %(there)s addresses, and a comment may have %(most)s: leave out some."
    ),
}
_NEXT = {
    Verdict.PUBLISH: lazy("Your comment is shown."),
    Verdict.NUDGE: lazy(
        "Before a moderator has to look at this, would you look again? You may change it, or send "
        "it as it is."
    ),
    Verdict.HOLD: lazy("Your comment waits for a moderator, who reads it before it is shown."),
    Verdict.REFUSE: lazy("Your comment is not shown. Below you find why, and how to object."),
}


def said(signal: Signal) -> str:
    """Return what a signal says; of one that nobody put into words, the name of its check."""
    words = _SAID.get(signal.says)
    facts = _facts(dict(signal.facts))
    if words is not None:
        try:
            return str(words) % facts
        except (KeyError, ValueError):  # a fact is missing in what came from outside, or is old
            pass
    return _("The check “%(check)s” noticed something.") % {"check": signal.check}


def mend(fault: Fault) -> str:
    """Return what the author is to do about a text that cannot be taken."""
    facts = _facts({"most": fault.most, "there": fault.there, "over": fault.there - fault.most})
    return str(_MEND[fault.code]) % facts


def follows(outcome: Outcome) -> str:
    """Return what happens next, for the author."""
    if outcome.queue is Queue.NEW_VOICE:
        return _(
            "Welcome. The first comments of a new account are read by a moderator before they are "
            "shown; yours waits for that."
        )
    return str(_NEXT[outcome.kind])


def _facts(facts: Mapping[str, Fact]) -> dict[str, str]:
    """Write facts the paper's way: its digits, and the names of languages."""
    found = {name: _fact(value) for name, value in facts.items()}
    if "language" in found:
        found["language"] = _language(str(facts["language"]))
    return found


def _fact(value: Fact) -> str:
    return value if isinstance(value, str) else with_digits(str(value))


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
