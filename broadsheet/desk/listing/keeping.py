"""Keeping the list's rows and words what the stories are, in the transaction that changes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Revision, WorkflowState

from broadsheet.desk.checks.house import objections_of
from broadsheet.desk.checks.signals import checks_weighed
from broadsheet.desk.listing import searching
from broadsheet.desk.listing.rules import Facts, stand_of
from broadsheet.desk.listing.words import distinct
from broadsheet.desk.models import LegalFlag, ListedStory
from broadsheet.kit import clock
from broadsheet.stories.models import Story
from broadsheet.stories.signals import stories_brought_in

BATCH = 500
# How many drafts are checked anew at once where the paper weighs its checks otherwise.
NEWEST = 200
ACTIVE = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
PARTS = ("bylines__contributor",)
NAMES_OF_BLOCKS = frozenset({"type", "id"})
_TAG = re.compile(r"<[^<>]*>")
FIELDS = (
    *("title", "kicker", "short_headline", "seo_title", "social_title", "standfirst"),
    *("dateline", "search_description", "share_text"),
    *("picture_caption", "picture_credit", "picture_alt"),
)


def listen() -> None:
    """Connect; called once, when the app is ready."""
    post_save.connect(_story_saved, sender=Story, dispatch_uid="desk.listing.story")
    post_save.connect(_revision_saved, sender=Revision, dispatch_uid="desk.listing.revision")
    post_save.connect(_workflow_moved, sender=WorkflowState, dispatch_uid="desk.listing.workflow")
    post_save.connect(_flagged, sender=LegalFlag, dispatch_uid="desk.listing.flag")
    checks_weighed.connect(check_anew, dispatch_uid="desk.listing.weighed")
    stories_brought_in.connect(_brought_in, dispatch_uid="desk.listing.brought_in")


def fill(numbers: Iterable[int] | None = None, *, batch: int = BATCH) -> Iterator[int]:
    """List the stories of these row numbers, or all that lack a row; yield how many are done.

    It may be stopped and begun again, and run beside the desk's work.
    """
    waiting = list(_unlisted() if numbers is None else numbers)
    for start in range(0, len(waiting), batch):
        some = waiting[start : start + batch]
        with transaction.atomic():
            stories = Story.objects.filter(pk__in=some).select_related("latest_revision")
            for story in stories.prefetch_related(*PARTS):
                _write(story, _row(story, _draft(story)))
        yield min(start + batch, len(waiting))


def keep_standing(story: int, **also: Any) -> None:
    """Write anew where a story stands, and nothing of its words; ``also`` are further columns."""
    row = Story.objects.filter(pk=story).first()
    if row is not None:
        ListedStory.objects.filter(pk=story).update(**_standing(row), **also)


def check_anew(**_weighed: Any) -> None:
    """Check the newest drafts again; of the others nothing is said until they are saved."""
    checked = ListedStory.objects.filter(blocking__isnull=False)
    newest = list(checked.order_by("-changed_at", "-story").values_list("pk", flat=True)[:NEWEST])
    checked.update(blocking=None, warning=None)
    for story in Story.objects.filter(pk__in=newest).select_related("latest_revision"):
        _keep_checks(story)


def _keep_checks(story: Story) -> None:
    ListedStory.objects.filter(pk=story.pk).update(**_left(story, _draft(story)))


def _unlisted() -> Any:
    return Story.objects.filter(listed=None).order_by("pk").values_list("pk", flat=True)


def _draft(story: Story) -> Story:
    """Return the story as its latest draft has it; the row itself if nothing waits."""
    revision = story.latest_revision
    if revision is None or not story.has_unpublished_changes:
        return story
    found: Story = revision.as_object()
    return found


def _write(story: Story, columns: dict[str, Any]) -> None:
    row = columns["row"]
    if not ListedStory.objects.filter(pk=story.pk).update(**row):
        ListedStory.objects.update_or_create(story_id=story.pk, defaults=row)
    searching.keep([(story.pk, columns["words"])])


def _row(story: Story, draft: Story) -> dict[str, Any]:
    """Return a story's row of the list, and the words by which it is found."""
    revision = story.latest_revision
    sealed = story.is_sealed  # by law: its words stand nowhere
    row = {
        "headline": "" if sealed else draft.title[:255],
        "byline": "" if sealed else _byline(draft)[:300],
        "section_id": story.primary_section_id,
        "form": draft.form,
        "language": draft.language,
        "owner_id": story.owner_id,
        "changed_by_id": revision.user_id if revision else story.owner_id,
        "changed_at": story.latest_revision_created_at or story.published_at or clock.now(),
        "embargo_until": story.embargo_until,
        **_standing(story),
        **_left(story, draft),
    }
    return {"row": row, "words": distinct([*_found_by(story, draft), row["byline"]])}


def _found_by(story: Story, draft: Story) -> Iterator[str]:
    yield str(story.number)
    if story.is_sealed:
        return
    yield from _texts(draft)
    if draft is not story and story.live:
        yield from _texts(story)


def _standing(story: Story) -> dict[str, Any]:
    due_at = (
        story.revisions.filter(approved_go_live_at__isnull=False)
        .values_list("approved_go_live_at", flat=True)
        .first()
    )
    facts = Facts(
        live=story.live,
        was_published=story.published_at is not None,
        withdrawn=story.withdrawn_at is not None,
        scheduled=due_at is not None,
        review=_review(story),
    )
    return {
        "state": stand_of(facts).value,
        "live": story.live,
        "changes": story.has_unpublished_changes,
        "out_at": story.published_at,
        "due_at": due_at,
    }


def _left(story: Story, draft: Story) -> dict[str, int | None]:
    """Return how much the checks have against what waits to go out; nothing if nothing waits."""
    waits = story.has_unpublished_changes or not story.live
    if not waits or story.withdrawn_at is not None:
        return {"blocking": None, "warning": None}
    found = [one.blocking for one in objections_of(draft, clock.now())]
    return {"blocking": found.count(True), "warning": found.count(False)}


def _review(story: Story) -> str:
    states = WorkflowState.objects.filter(
        base_content_type=story.get_base_content_type(), object_id=str(story.pk), status__in=ACTIVE
    )
    return str(states.values_list("status", flat=True).first() or "")


def _byline(draft: Story) -> str:
    return ", ".join(str(each.contributor) for each in draft.bylines.all())


def _texts(story: Story) -> Sequence[str]:
    # The body as it is stored: no block is made, and no picture or story of it is asked for.
    inside = (_TAG.sub(" ", unescape(text)) for text in _strings(list(story.body.raw_data)))
    return [*(str(getattr(story, name) or "") for name in FIELDS), *inside]


def _strings(value: Any) -> Iterator[str]:
    """Return every text inside a stored body, without the names and numbers of its blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in NAMES_OF_BLOCKS:
                yield from _strings(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _strings(each)


def _story_saved(instance: Story, raw: bool = False, **_facts: Any) -> None:
    if not raw:
        # Read afresh: what was saved may be a draft that carries its own words over the row's.
        story = Story.objects.select_related("latest_revision").get(pk=instance.pk)
        _write(story, _row(story, _draft(story)))


def _revision_saved(
    instance: Revision, update_fields: Any = None, raw: bool = False, **_facts: Any
) -> None:
    """A draft that is scheduled or taken off the schedule saves its revision alone."""
    if raw or "approved_go_live_at" not in (update_fields or ()):
        return
    if instance.content_type_id == _story_type().pk:
        keep_standing(int(instance.object_id))


def _workflow_moved(instance: WorkflowState, raw: bool = False, **_facts: Any) -> None:
    if not raw and instance.content_type_id == _story_type().pk:
        keep_standing(int(instance.object_id))


def _flagged(instance: LegalFlag, raw: bool = False, **_facts: Any) -> None:
    """Whether legal still has to read it is one of the checks."""
    if not raw:
        _keep_checks(Story.objects.select_related("latest_revision").get(pk=instance.story_id))


def _story_type() -> ContentType:
    return ContentType.objects.get_for_model(Story)


def _brought_in(story_ids: Sequence[int], **_facts: Any) -> None:
    for _done in fill(story_ids):
        continue
