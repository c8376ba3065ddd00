"""Prints pictures in use: the element with its files, and the words that go with it."""

from __future__ import annotations

from typing import Any

import structlog
from django import template
from django.template.context import Context
from django.utils.translation import get_language

from broadsheet.accounts.queries import may
from broadsheet.pictures import actions, agencies, ladder, markup, queries, rules
from broadsheet.pictures.models import Picture, PictureKind
from broadsheet.pictures.shown import Shown

register = template.Library()
log = structlog.get_logger(__name__)


@register.inclusion_tag("pictures/picture.html", takes_context=True)
def picture_use(context: Context, use: Any, role: str = "body", sizes: str = "") -> dict[str, Any]:
    """Print the ``<picture>`` of a use, in AVIF, WebP and JPEG at the role's widths.

    ``use`` is a ``Use`` or anything that has one (a story, a live entry, a block's value);
    ``sizes`` replaces the role's own. Readers get what was made at publishing: nothing is encoded
    or written here, except in a preview.
    """
    said = _use_of(use)
    return {"element": picture_element(context, said, role, sizes), "alt": _resolved(said).alt}


@register.simple_tag(takes_context=True)
def picture_element(
    context: Context, use: Any, role: str = "body", sizes: str = ""
) -> markup.Element | None:
    """Give what ``picture_use`` prints; ``None`` where there is nothing to print."""
    picture = _use_of(use).picture
    if not isinstance(picture, (Picture, Shown)):
        return None
    if _is_review(context) and not isinstance(picture, Shown) and picture.is_embargoed:
        return None  # its files are the desk's, and whoever reads by a link is not of the desk
    where = ladder.role(role)
    crop = _use_of(use).crop
    found = markup.element(picture, renditions_of(picture, crop), where, sizes, crop)
    if found is None and _is_preview(context) and _made_now(picture, role, crop):
        found = markup.element(picture, renditions_of(picture, crop), where, sizes, crop)
    if found is None:
        log.warning("picture_without_renditions", picture=picture.pk, role=role)
    return found


def _made_now(picture: Picture | Shown, role: str, crop: str) -> bool:
    """Make a picture's files for the desk; a lost original leaves the preview without it."""
    if isinstance(picture, Shown):
        return False
    try:
        return actions.sketch(picture, role, crop) > 0
    except actions.PictureUnreadableError:
        log.exception("picture_not_made", picture=picture.pk)
        return False


@register.simple_tag
def may_withdraw_pictures(user: Any) -> bool:
    """Whether a user of the desk may take a picture from the readers."""
    return may(user, "picture.withdraw")


@register.simple_tag
def picture_words(use: Any) -> rules.ResolvedUse:
    """Settle the words of a use, in the language of the page."""
    return _resolved(_use_of(use))


def _resolved(use: rules.Use) -> rules.ResolvedUse:
    picture = use.picture
    return rules.resolve(
        use,
        picture.library if isinstance(picture, (Picture, Shown)) else None,
        labels={kind.value: str(kind.label) for kind in PictureKind},
        agencies=agencies.names(get_language() or "en"),
    )


def _use_of(thing: Any) -> rules.Use:
    if isinstance(thing, rules.Use):
        return thing
    return getattr(thing, "use", None) or rules.Use()


def renditions_of(picture: Picture | Shown, crop: str = "") -> list[Any]:
    """Give what was loaded with the page; a picture that was not costs a query of its own."""
    if isinstance(picture, Shown):
        return list(picture.prefetched_renditions)
    if not hasattr(picture, queries.PREFETCHED):
        queries.with_renditions([picture], crop=crop)
    return list(getattr(picture, queries.PREFETCHED))


def _is_preview(context: Context) -> bool:
    return bool(getattr(context.get("request"), "is_preview", False))


def _is_review(context: Context) -> bool:
    return bool(getattr(context.get("request"), "is_review", False))
