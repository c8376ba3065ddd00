"""A small paper with a story of every kind that feeds must carry."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from broadsheet.kit import clock
from broadsheet.people.models import Contributor
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.stories import actions
from broadsheet.stories.models import Byline, Story, StoryTopic
from broadsheet.stories.tests import cast

LONG_AGO = timedelta(days=30)


def published(title: str, **given: Any) -> Story:
    """A story of today with a byline, a topic and two paragraphs, published."""
    section = given.pop("section", None) or cast.section()
    at = given.pop("at", None) or clock.now()
    body = given.pop("body", [("paragraphs", f"<p>{title}, and more.</p>")])
    person: Contributor = given.pop("by", None) or cast.byline()
    words = {"slug": "words", "standfirst": f"What {title} means."}
    story = Story(**{"title": title, **words, **given}, body=body)
    story.bylines.set([Byline(contributor=person)])
    story.story_topics.set([StoryTopic(topic=cast.topic())])
    actions.publish(actions.file_draft(story, section, by=None, at=at), by=None, at=at)
    fresh: Story = Story.objects.get(pk=story.pk)
    return fresh


def photograph(title: str = "jetty") -> Any:
    """A picture in the library, large enough for every width."""
    words = {"description": f"The {title} at low water", "credit": "Asha Rao"}
    return picture(f"{title}.jpg", encoded(image(1300, 900)), title=title, **words)
