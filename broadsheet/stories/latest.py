"""The newest headlines of a language, as a running slot: it changes with every publication."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.press.running import running
from broadsheet.stories import lists
from broadsheet.stories.cards import cards, in_order

HEADLINES = 5


def set_going() -> None:
    """Register the slot; called once, when the app is ready."""
    running("latest", latest, words=dict(settings.LANGUAGES))


def latest(language: str) -> str:
    """Return the newest headlines in a language; raises ``LookupError`` if it is none of ours."""
    if language not in dict(settings.LANGUAGES):
        raise LookupError(language)
    with one_page(), translation.override(language):
        newest = [story.pk for story in lists.newest(language, HEADLINES)]
        shown = {"stories": in_order(newest, cards(newest)), "page_lang": language}
        return trimmed(get_template("partials/latest.html").render(shown))
