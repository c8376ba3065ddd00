"""Merging topics: the stories, the names and the old address go over to the other one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.kit.refusals import refuse_if
from broadsheet.press.changes import in_bulk
from broadsheet.records.actions import write
from broadsheet.sections import keys as section_keys
from broadsheet.sections.models import Topic, TopicName
from broadsheet.sections.rules import TopicFacts, against_merging, folded
from broadsheet.stories import doors, keys
from broadsheet.stories.actions.act import log
from broadsheet.stories.models import StoryTopic
from broadsheet.stories.signals import topic_merged


def merge_topic(
    source: Topic, target: Topic, *, by: User | None, at: datetime | None = None
) -> Topic:
    """Merge ``source`` into ``target`` and return the target as it now is.

    Stories, drafts that are published later, names and the address of ``source`` lead to
    ``target``. Raises ``PermissionDenied``, ``Refused``.
    """
    moment = at or clock.now()
    with transaction.atomic(), doors.acting_on(doors.EVERY_STORY):
        allow(by, "topic.merge", None)
        source, target = _locked(source.pk), _locked(target.pk)
        refuse_if(against_merging(_facts(source), _facts(target)))
        stories = _hand_over_stories(source, target)
        _hand_over_names(source, target)
        _lead_on(source, target)
        source.merged_into = target
        source.save()
        write(
            "topic.merge",
            subject=source,
            actor=by,
            at=moment,
            before={"slug": source.slug, "stories": len(stories)},
            after={"merged_into": target.slug, "topic": target.pk},
        )
        told = {"source_id": source.pk, "target_id": target.pk, "story_ids": stories}
        announce(topic_merged, Topic, at=moment, actor=by, **told)
        log.info("topic.merge", source=source.pk, target=target.pk, stories=len(stories))
        return target


def _locked(topic: int) -> Topic:
    return Topic.objects.select_for_update().get(pk=topic)


def _facts(topic: Topic) -> TopicFacts:
    into = topic.merged_into
    return TopicFacts(topic.pk, topic.name, into.name if into else "")


def _hand_over_stories(source: Topic, target: Topic) -> list[int]:
    """Give the source's stories to the target, each once; return their row numbers."""
    links = StoryTopic.objects.filter(topic=source)
    stories = list(links.order_by("story_id").values_list("story_id", flat=True))
    have_both = StoryTopic.objects.filter(topic=target).values("story_id")
    links.filter(story_id__in=have_both).delete()
    listed = (keys.on_topic(source.pk), keys.on_topic(target.pk))
    with in_bulk(*listed, *(keys.story(pk) for pk in stories)):
        StoryTopic.objects.filter(topic=source).update(topic=target)
    return stories


def _hand_over_names(source: Topic, target: Topic) -> None:
    with in_bulk(section_keys.topic(source.pk), section_keys.topic(target.pk)):
        TopicName.objects.filter(topic=source).update(topic=target)


def _lead_on(source: Topic, target: Topic) -> None:
    """Have what was merged into the source before lead on to the target."""
    merged = Topic.objects.filter(merged_into=source)
    with in_bulk(*(section_keys.topic(pk) for pk in merged.values_list("pk", flat=True))):
        merged.update(merged_into=target)
    TopicName.objects.get_or_create(
        folded=folded(source.name), defaults={"topic": target, "name": source.name}
    )
