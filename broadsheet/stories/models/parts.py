"""What a story carries in an order: bylines, further sections, topics, related stories."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from broadsheet.people.models import Contributor
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.models.story import Story


class Byline(Orderable):
    """A contributor's part in a story, in the order in which it is shown."""

    class Part(models.TextChoices):
        """What the contributor did."""

        BY = "by", _("By")
        WITH = "with", _("With reporting by")
        PHOTOGRAPHS = "photographs", _("Photographs by")
        GRAPHICS = "graphics", _("Graphics by")
        TRANSLATION = "translation", _("Translated by")
        EDITED = "edited", _("Edited by")

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(Contributor, on_delete=models.PROTECT, related_name="bylines")
    part = models.CharField(_("part"), max_length=12, choices=Part.choices, default=Part.BY)

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "contributor", "part"], name="byline_once_a_part"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    part__in=["by", "with", "photographs", "graphics", "translation", "edited"]
                ),
                name="byline_part_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.contributor}"


class SecondarySection(Orderable):
    """A further section that lists the story."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="secondary_sections")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="secondary_stories")

    class Meta(Orderable.Meta):
        verbose_name = _("secondary section")
        constraints = [
            models.UniqueConstraint(fields=["story", "section"], name="secondary_section_once"),
        ]

    def __str__(self) -> str:
        return str(self.section)


class StoryTopic(Orderable):
    """A topic of a story."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="story_topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="story_topics")

    class Meta(Orderable.Meta):
        verbose_name = _("topic")
        constraints = [
            models.UniqueConstraint(fields=["story", "topic"], name="story_topic_once"),
        ]

    def __str__(self) -> str:
        return str(self.topic)


class RelatedStory(Orderable):
    """A story that the reader may want next."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="related")
    related = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="related_from")

    class Meta(Orderable.Meta):
        verbose_name = _("related story")
        constraints = [
            models.UniqueConstraint(fields=["story", "related"], name="related_story_once"),
            models.CheckConstraint(
                condition=~models.Q(story=models.F("related")), name="related_story_is_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.related)
