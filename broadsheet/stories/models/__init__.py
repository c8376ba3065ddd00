"""Stories and what belongs to them: bylines, topics, old addresses, corrections, live entries."""

from broadsheet.stories.models.ledger import Correction, OldAddress
from broadsheet.stories.models.live import LiveEntry
from broadsheet.stories.models.parts import Byline, RelatedStory, SecondarySection, StoryTopic
from broadsheet.stories.models.story import (
    Form,
    Ground,
    Story,
    StoryNumber,
    StoryQuerySet,
)
from broadsheet.stories.models.versions import Version, WithdrawnVersion

__all__ = [
    "Byline",
    "Correction",
    "Form",
    "Ground",
    "LiveEntry",
    "OldAddress",
    "RelatedStory",
    "SecondarySection",
    "Story",
    "StoryNumber",
    "StoryQuerySet",
    "StoryTopic",
    "Version",
    "WithdrawnVersion",
]
