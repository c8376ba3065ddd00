"""What the editor suggests for a draft, read from the paper's own topics and stories."""

from __future__ import annotations

from django.db.models import F
from django.db.models.functions import Coalesce

from broadsheet.desk.checks.draft import DraftFacts
from broadsheet.desk.editor.suggesting import (
    HEADLINE,
    STANDFIRST,
    TEXT,
    Names,
    TopicName,
    sharing,
    topics_named,
)
from broadsheet.sections.models import Topic
from broadsheet.sections.models import TopicName as Synonym
from broadsheet.stories.cards import Card, cards, in_order
from broadsheet.stories.lists import on_topic
from broadsheet.stories.models import Story

MOST_TOPICS = 8
MOST_RELATED = 5
TOPICS_LOOKED_AT = 6
OF_EACH_TOPIC = 12


def suggested_topics(draft: Story, facts: DraftFacts) -> list[Topic]:
    """Return the topics that the text names and the draft does not carry yet."""
    standing = Coalesce(F("topic__merged_into_id"), F("topic_id"))
    rows = Synonym.objects.annotate(standing=standing).values_list("standing", "name")
    names = Names(TopicName(topic, name) for topic, name in rows.iterator())
    texts = [(HEADLINE, facts.headline), (STANDFIRST, facts.standfirst)]
    texts += [(TEXT, passage.text) for passage in (*facts.passages, *facts.captions)]
    wanted = topics_named(names, texts, _topics_of(draft), MOST_TOPICS)
    found = Topic.objects.in_bulk(wanted)
    return [found[topic] for topic in wanted if topic in found]


def suggested_related(draft: Story) -> list[Card]:
    """Return stories in the draft's language that share its topics and are not related yet."""
    by_topic = {
        topic: [one.pk for one in on_topic(topic, OF_EACH_TOPIC)]
        for topic in _topics_of(draft)[:TOPICS_LOOKED_AT]
    }
    there = {row.related_id for row in draft.related.all()} | {draft.pk}
    wanted = sharing(by_topic, there, 2 * MOST_RELATED)
    found = in_order(wanted, cards(wanted))
    return [card for card in found if card.language == draft.language][:MOST_RELATED]


def _topics_of(draft: Story) -> list[int]:
    return [row.topic_id for row in draft.story_topics.all() if row.topic_id]
