"""Which words stand on whose card, and where the card is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from broadsheet.people.models import Contributor, ContributorKind
from broadsheet.sections.models import Topic
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import queries
from broadsheet.stories.models import Byline, Form, Story
from broadsheet.stories.social.accents import accent
from broadsheet.stories.social.rules import Words

STORY, SECTION, TOPIC, BY, PAPER = "story", "section", "topic", "by", "paper"
FAMILIES = (STORY, SECTION, TOPIC, BY, PAPER)
HOME = "home"
ADDRESS = re.compile(rf"/cards/(?:{'|'.join(FAMILIES)})/[\w-]+-[0-9a-f]{{12}}\.png")


@dataclass(frozen=True)
class Drawn:
    """A card: whose it is, and what it says."""

    family: str
    name: str
    words: Words

    @property
    def address(self) -> str:
        """Where the card is; it says what it shows, so another headline has another address."""
        return f"/cards/{self.family}/{self.name}-{self.words.digest}.png"


def card(page: Any) -> Drawn:
    """Return the card of a story, section, topic or person; of anything else, the paper's."""
    if isinstance(page, Story):
        return of_story(page)
    if isinstance(page, Place) and page.key:
        return _of_section(page)
    if isinstance(page, Topic):
        return _of_topic(page)
    if isinstance(page, Contributor):
        return _of_person(page)
    return of_paper()


def named(family: str, name: str) -> Drawn | None:
    """Return a card other than a story's by its name, or ``None`` if there is no such page."""
    return _NAMED[family](name)


def _words(language: str, headline: str, **more: Any) -> Words:
    host = urlsplit(settings.SITE_URL).hostname or ""
    return Words(language, settings.PAPER_NAME, host, accent(), headline, **more)


def of_story(story: Story) -> Drawn:
    """Return a story's card. Who paid for it is said on the card as well; an opinion has a name."""
    is_opinion = story.form == Form.OPINION
    with translation.override(story.language):
        said = _words(
            story.language,
            story.social_title or story.title,
            kicker=story.sponsor.line if story.sponsor else _kicker(story),
            flag=str(Form.LIVE.label) if story.form == Form.LIVE else "",
            by=_written_by(story) if is_opinion else "",
            slanted=is_opinion,
        )
    return Drawn(STORY, str(story.number), said)


def _kicker(story: Story) -> str:
    """Return the kicker, else the section; a draft in preview may have none."""
    if story.kicker:
        return "" if story.kicker.casefold() == str(Form.LIVE.label).casefold() else story.kicker
    return story.primary_section.title if story.primary_section_id else ""


def _written_by(story: Story) -> str:
    names = [row.contributor.name for row in story.bylines.all() if row.part == Byline.Part.BY]
    if len(names) < 2:  # noqa: PLR2004 one name needs no "and"
        return "".join(names)
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def of_paper() -> Drawn:
    """Return the card of the paper itself."""
    words = _words(settings.PAPER_LANGUAGE, settings.PAPER_NAME, by=settings.PAPER_MOTTO)
    return Drawn(PAPER, HOME, words)


def _of_section(place: Place) -> Drawn:
    return Drawn(SECTION, place.key, _words(place.language, place.title))


def _of_topic(topic: Topic) -> Drawn:
    with translation.override(topic.language):
        said = _words(topic.language, topic.name, kicker=str(topic.get_kind_display()))
    return Drawn(TOPIC, topic.slug, said)


def _of_person(contributor: Contributor) -> Drawn:
    with translation.override(contributor.language):
        is_person = contributor.kind == ContributorKind.PERSON
        kind = contributor.position or ("" if is_person else contributor.get_kind_display())
        return Drawn(
            BY, contributor.slug, _words(contributor.language, contributor.name, kicker=kind)
        )


# --- by their names ---


def _section_named(name: str) -> Drawn | None:
    place = tree().keyed(name)
    return _of_section(place) if place else None


def _topic_named(name: str) -> Drawn | None:
    topic = queries.topic_slugged(name)
    return _of_topic(topic.present) if topic else None


def _person_named(name: str) -> Drawn | None:
    contributor = queries.contributor_slugged(name)
    return _of_person(contributor) if contributor else None


def _paper_named(name: str) -> Drawn | None:
    return of_paper() if name == HOME else None


_NAMED: dict[str, Callable[[str], Drawn | None]] = {
    SECTION: _section_named,
    TOPIC: _topic_named,
    BY: _person_named,
    PAPER: _paper_named,
}
