"""A picture that stands on a page is not deleted, whoever asks; the refusal says where to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import PROTECT, ProtectedError
from django.utils.translation import ngettext
from wagtail.models import ReferenceIndex

from broadsheet.kit.refusals import Reason, Refused

Place = tuple[str, str]


def places(picture: Any) -> int:
    """Count the places in which a picture stands; one only in an unpublished change is not seen.

    Rows that hold it are counted as they are; bodies, as far as Wagtail's index has read them.
    """
    return len(_holding(picture) | _indexed(picture))


def _holding(picture: Any) -> set[Place]:
    """Rows that name the picture and may not lose it."""
    relations = [
        relation
        for relation in _options(picture).get_fields(include_hidden=True)
        if relation.one_to_many and getattr(relation, "on_delete", None) is PROTECT
    ]
    return {
        (_root(relation.related_model), str(pk))
        for relation in relations
        for pk in relation.related_model.objects.filter(
            **{relation.field.name: picture}
        ).values_list("pk", flat=True)
    }


def _indexed(picture: Any) -> set[Place]:
    references = ReferenceIndex.get_references_to(picture).select_related("base_content_type")
    return {(_root(one.base_content_type.model_class()), one.object_id) for one in references}


def _root(model: Any) -> str:
    """Name the table that a model's numbers are from: a story's are those of pages."""
    parents = _options(model).get_parent_list()
    return str(_options(parents[-1] if parents else model).label_lower)


def _options(model: Any) -> Any:
    return model._meta  # noqa: SLF001 - Django's own word for it


@contextmanager
def refusing(pictures: Iterable[Any]) -> Iterator[None]:
    """Refuse what is inside if any of these pictures is in use, or turns out to be.

    Raises ``Refused`` with one reason for each picture that stands somewhere.
    """
    counted = [(picture, places(picture)) for picture in pictures]
    reasons = [_reason(picture, count) for picture, count in counted if count]
    if reasons:
        raise Refused(*reasons)
    try:
        yield
    except ProtectedError as error:
        # Somebody placed it between the count and now.
        raise Refused(*(_reason(picture, 1) for picture, _count in counted)) from error


def _reason(picture: Any, count: int) -> Reason:
    words = ngettext(
        "“%(title)s” is used in %(count)d place. Take it out there first.",
        "“%(title)s” is used in %(count)d places. Take it out there first.",
        count,
    ) % {"title": picture.title, "count": count}
    return Reason("picture_in_use", words)
