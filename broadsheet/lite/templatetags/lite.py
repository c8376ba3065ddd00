"""What the frames of pages ask of the lite edition: the way there, its sheet, its navigation."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe

from broadsheet.furniture.navigation.queries import Navigation, navigation
from broadsheet.kit.html import trimmed
from broadsheet.lite import showing, styling
from broadsheet.lite.addresses import has_twin, lite_of
from broadsheet.stories.models import Story

register = template.Library()


@register.simple_tag(takes_context=True)
def lite_address(context: template.Context) -> str:
    """Return where the lite twin of the page is, or "" if it has none.

    A page that says that nothing is there does not repeat what was asked for: it leads home.
    """
    if "guesses" in context:
        return lite_of("/")
    request: Any = context.get("request")
    path = request.path if isinstance(request, HttpRequest) else ""
    return str(iri_to_uri(lite_of(path))) if has_twin(path) else ""


@register.simple_tag
def full_address() -> str:
    """Return where the full page of the lite page that is being made is, or "" in a preview."""
    page = showing.present()
    return str(iri_to_uri(page.address)) if page else ""


@register.simple_tag
def lite_sheet(language: str) -> SafeString:
    """Return the style element; with it the page says that it is a lite one, and its language."""
    page = showing.present()
    if page is not None:
        page.language = language
    return mark_safe(f"<style>{styling.sheet()}</style>")  # noqa: S308 a file of ours


@register.simple_tag
def lite_navigation(language: str) -> Navigation:
    """Return the navigation of a language, as full pages have it."""
    return navigation(language)


@register.simple_tag(takes_context=True)
def lite_story(context: template.Context, story: Story) -> SafeString:
    """Return the whole lite page of a story, for the desk's preview of a draft."""
    with showing.lite(""):
        request: Any = context.get("request")
        page = render_to_string("stories/story.html", {"page": story}, request)
    return mark_safe(trimmed(page))  # noqa: S308 the readers' own template
