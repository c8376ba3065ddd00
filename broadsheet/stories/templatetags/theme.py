"""What a theme brings to every page: its sheets, its logo, the colours of the browser's bar."""

from __future__ import annotations

from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from broadsheet.stories import sheets
from broadsheet.stories.logos import LOGO, size_of

register = template.Library()

# Paper by day and by night: see base.css.
_SHEET = '<link rel="stylesheet" href="{}">'
_SCRIPT = '<script type="module" src="{}" fetchpriority="low"></script>'
BAR = {"light": "#fffdf8", "dark": "#121211"}


@register.simple_tag
def theme_sheets() -> list[str]:
    """Return the addresses of the themes' sheets, the paper's own last: it has the last word."""
    return sheets.theme_addresses()


@register.simple_tag
def page_files(together: str) -> SafeString:
    """Link the sheets and the scripts of a kind of page (``sheets.SHEETS``), the theme's included.

    The scripts can wait: the picture of the first screen is more to a reader than what they add.
    """
    looks = ((address,) for address in sheets.sheet_addresses(together))
    scripts = ((address,) for address in sheets.script_addresses(together))
    return format_html_join("\n", _SHEET, looks) + format_html_join("\n", _SCRIPT, scripts)


@register.simple_tag
def bar_colours() -> dict[str, str]:
    """Return the colours of the browser's own bar, ``light`` and ``dark``."""
    return BAR | settings.THEME["bar"]


@register.simple_tag
def nameplate() -> SafeString:
    """Return what stands in the masthead: the paper's name, or its logo with the name as its words.

    The logo's width and height are in the page, so that nothing moves when it comes.
    """
    found = finders.find(LOGO)
    if not isinstance(found, str):
        return format_html("{}", settings.PAPER_NAME)
    width, height = size_of(Path(found))
    return format_html(
        '<img class="logo" src="{}" width="{}" height="{}" alt="{}">',
        *(static(LOGO), width, height, settings.PAPER_NAME),
    )
