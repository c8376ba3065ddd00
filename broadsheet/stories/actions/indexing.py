"""Wagtail's two indexes for stories that came in by the batch: what refers to what, and search.

Wagtail keeps both at each save, a row at a time; its own commands make them anew for every page of
the paper. This does it for these stories only, a batch at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import ReferenceIndex, get_default_page_content_type
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from broadsheet.stories.models import Story


def index(numbers: Iterable[int], *, batch: int = 500) -> Iterator[int]:
    """Index the stories of these row numbers; yield after each batch how many are done.

    Stories that were indexed before are indexed anew; it may be stopped and begun again.
    """
    waiting, done = list(numbers), 0
    parts = [relation.get_accessor_name() for relation in get_all_child_relations(Story)]
    for start in range(0, len(waiting), batch):
        stories = list(
            Story.objects.filter(pk__in=waiting[start : start + batch]).prefetch_related(*parts)
        )
        with transaction.atomic():
            _refer(stories)
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(Story, stories)
        done += len(stories)
        yield done


@contextmanager
def indexed_once(story: int) -> Iterator[None]:
    """Have Wagtail's index of references made anew once, and not for each of a story's parts too.

    Each asks for the whole story's by a job of its own, in the transaction of the save.
    """
    with disable_reference_index_auto_update():
        yield
    meta = Story._meta  # noqa: SLF001 the documented way to a model's name
    update_reference_index_task.enqueue(meta.app_label, meta.model_name, str(story))


def _refer(stories: Sequence[Story]) -> None:
    """Write what each story refers to, in place of what stood there."""
    page, kind = get_default_page_content_type(), ContentType.objects.get_for_model(Story)
    ids = [str(story.pk) for story in stories]
    ReferenceIndex.objects.filter(base_content_type=page, object_id__in=ids).delete()
    ReferenceIndex.objects.bulk_create(
        [
            ReferenceIndex(
                base_content_type=page,
                content_type=kind,
                object_id=str(story.pk),
                to_content_type_id=kind_of_target,
                to_object_id=target,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),  # noqa: SLF001
            )
            for story in stories
            # Wagtail's own reading of an object; its public call writes one object at a time.
            for kind_of_target, target, model_path, content_path in set(
                ReferenceIndex._extract_references_from_object(story)  # noqa: SLF001
            )
        ]
    )
