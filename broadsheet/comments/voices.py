"""The name under which a reader writes."""

from __future__ import annotations

import regex
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.comments.door import Unfit, clean
from broadsheet.comments.models import Voice
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.records.actions import Subject, write

SHORTEST, LONGEST = 2, 40
_LETTER = regex.compile(r"\p{L}")
_STRANGE = regex.compile(r"[^\p{L}\p{M}\p{N} .'’·-]")


def voice_of(user: User) -> Voice | None:
    """Return the voice of a user, or ``None`` before they have chosen a name."""
    return Voice.objects.filter(user=user).first()


def name_oneself(user: User, name: str) -> Voice:
    """Give a user the name that stands over their comments, or another one.

    Raises ``Refused`` for a name that is none, or somebody's.
    """
    written, at = _fit(name), clock.now()
    with transaction.atomic():
        voice = Voice.objects.select_for_update().filter(user=user).first()
        before = voice.name if voice else ""
        if voice is None:
            voice = Voice(user=user, made_at=at)
        voice.name, voice.staff = written, user.is_staff
        try:
            with transaction.atomic():
                voice.save()
        except IntegrityError as error:
            taken = _("Somebody writes here under that name already: choose another.")
            raise Refused(Reason("taken", taken)) from error
        # The log has no names of readers in it: from there they could never be erased.
        renamed = {"renamed": bool(before)}
        write("voice.name", subject=subject_of(voice), actor=None, at=at, after=renamed)
    return voice


def subject_of(voice: Voice) -> Subject:
    """Return a voice as the log names it: by its number."""
    return Subject("voice", str(voice.pk), f"No. {voice.pk}")


def _fit(name: str) -> str:
    try:
        written = " ".join(clean(name).text.split())
    except Unfit as error:
        raise Refused(Reason("empty", _("Say under which name you write."))) from error
    length = len(regex.findall(r"\X", written))
    if not SHORTEST <= length <= LONGEST or not _LETTER.search(written):
        words = _("A name has %(least)d to %(most)d letters.")
        raise Refused(Reason("length", words % {"least": SHORTEST, "most": LONGEST}))
    if _STRANGE.search(written):
        raise Refused(Reason("letters", _("A name has letters, figures, spaces, . ' and - only.")))
    return written
