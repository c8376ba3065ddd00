"""Where advertisements stand on readers' pages: a slot for each place, whether it is let or not."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from broadsheet.adverts import rules
from broadsheet.adverts.printing import SLOT
from broadsheet.kit.paragraphs import inserted
from broadsheet.press import slots
from broadsheet.sections.models import Section
from broadsheet.sections.queries import Place
from broadsheet.stories.models import Story

register = template.Library()
NOTHING = mark_safe("")


def _slot(place: str, language: str, section: int, form: str, address: str) -> SafeString:
    number = rules.bucket(address)
    name = slots.slot_name(SLOT, place, language, str(section), form, str(number))
    return mark_safe(slots.placed(name))  # noqa: S308 a template of ours


@register.simple_tag(takes_context=True)
def advert(context: template.Context, place: str) -> SafeString:
    """Print a place of a story's own page: ``{% advert "side" %}``.

    Nothing is sold beside a story that asks for none, and a draft without its address has no place.
    """
    story: Any = context.get("page")
    if not settings.ADVERTS_PER_PAGE or not isinstance(story, Story) or story.no_adverts:
        return NOTHING
    if story.number is None or story.primary_section_id is None:
        return NOTHING
    # By the number, which is for ever the same, whatever becomes of the headline.
    kind = (story.language, story.primary_section_id, story.form)
    return _slot(place, *kind, str(story.number))


@register.simple_tag(takes_context=True)
def front_advert(context: template.Context, place: str) -> SafeString:
    """Print a place of a front: the home page, or a section's, with its further pages.

    Every page asks. What has no advertisements (an error, a correction, a person) gets nothing.
    """
    page: Any = context.get("page")
    request: Any = context.get("request")
    if not settings.ADVERTS_PER_PAGE:
        return NOTHING
    if context.get("is_home"):
        return _slot(place, settings.PAPER_LANGUAGE, 0, rules.FRONT, "/")
    if not isinstance(page, (Place, Section)) or not request.path.startswith(page.address):
        return NOTHING
    return _slot(place, page.language, page.pk, rules.FRONT, request.path)


class _WithAdverts(template.Node):
    """A story's text with the advertisement that stands in it."""

    def __init__(self, text: template.NodeList) -> None:
        self.text = text

    def render(self, context: template.Context) -> SafeString:
        """Render the text, then put the place after its paragraph."""
        text = self.text.render(context)
        piece = advert(context, rules.TEXT)
        return mark_safe(inserted(text, {settings.ADVERT_PARAGRAPH: piece}))  # noqa: S308 rendered


@register.tag
def with_adverts(parser: template.base.Parser, _token: template.base.Token) -> _WithAdverts:
    """Stand around a story's text: ``{% with_adverts %}…{% endwith_adverts %}``."""
    text = parser.parse(("endwith_adverts",))
    parser.delete_first_token()
    return _WithAdverts(text)
