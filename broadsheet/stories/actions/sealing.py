"""Erasing the text of a story that the law took down, once it need not be kept any more."""

from __future__ import annotations

from datetime import datetime

from broadsheet.accounts.models import User
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.press.changes import in_bulk
from broadsheet.stories import keys
from broadsheet.stories.actions.act import act_on
from broadsheet.stories.ledger.erasing import erase_words
from broadsheet.stories.models import LiveEntry, Story
from broadsheet.stories.signals import story_erased

WORDS = (
    *("standfirst", "kicker", "short_headline", "social_title", "share_text"),
    *("seo_title", "dateline"),
    *("search_description", "picture_alt", "picture_caption", "picture_credit", "picture_source"),
    *("withdrawn_notice", "next_note"),
)
ERASED = "Erased"


def erase_sealed(story: Story, *, by: User | None, at: datetime | None = None) -> Story:
    """Erase a sealed story's words, with every draft of it; its number and tombstone stay.

    The log keeps the headline that it was withdrawn under: it is never changed. Raises
    ``PermissionDenied``, and ``Refused`` for a story that is not sealed.
    """
    with act_on(story.pk, "story.erase", by=by, at=at) as act:
        row = act.story
        if not row.is_sealed:
            raise Refused(Reason("not-sealed", "Only a text that the law sealed is ever erased."))
        row.title = row.draft_title = ERASED
        for name in WORDS:
            setattr(row, name, "")
        row.body, row.picture, row.withdrawn_names_it = [], None, False
        row.latest_revision = row.live_revision = None
        row.save(clean=False)
        row.revisions.all().delete()
        with in_bulk(keys.story(row.pk)):
            LiveEntry.objects.filter(story=row).delete()
        erase_words(row.pk)
        return act.done(story_erased)
