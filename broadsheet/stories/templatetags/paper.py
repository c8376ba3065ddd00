"""What every reader's template asks: the paper's own facts, its sections, clocks and bylines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext, pgettext

from broadsheet.kit.html import trimmed
from broadsheet.people.models import Contributor
from broadsheet.pictures.rules import Use
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import csp, structured
from broadsheet.stories.cards import Card, Signature
from broadsheet.stories.figures import with_digits
from broadsheet.stories.models import Byline, Form, Story

register = template.Library()

# What the first screen of a page in a language is set in; the masthead is in the first. A device
# may have the text's face of an Indic script itself: only the headline's is sure to be needed.
_DISPLAY, _TEXT, _ITALIC = "newsreader-display", "newsreader-text", "newsreader-italic"
_FACES = {
    "hi": (_DISPLAY, "noto-serif-devanagari-600"),
    "ta": (_DISPLAY, "noto-serif-tamil-600"),
    "ml": (_DISPLAY, "noto-serif-malayalam-600"),
    "kn": (_DISPLAY, "noto-serif-kannada-600"),
    "ur": (_DISPLAY,),
}
_LAST_LATIN = "\u024f"
NAME_LENGTHS = (("short", 14), ("medium", 21), ("full", 25))
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_DAY = "j F Y"
_FLAGGED = (Form.LIVE, Form.VIDEO, Form.GALLERY)


# --- the paper ---


@register.simple_tag
def paper_name() -> str:
    """Return the paper's name."""
    return settings.PAPER_NAME


@register.simple_tag
def name_language() -> str:
    """Return the language that the paper's name is to be read and set in; a Latin name as English.

    A name in Latin letters stands over Hindi pages as well, and a Hindi one over English pages.
    """
    own = any(letter.isalpha() and letter > _LAST_LATIN for letter in settings.PAPER_NAME)
    return settings.PAPER_LANGUAGE if own else "en"


@register.simple_tag
def name_length() -> str:
    """Return how the paper's name is set in the masthead: the shorter, the larger."""
    letters = len(settings.PAPER_NAME)
    return next((size for size, most in NAME_LENGTHS if letters <= most), "long")


@register.simple_tag
def paper_motto() -> str:
    """Return the line that stands in the ear of the home page's masthead."""
    return settings.PAPER_MOTTO


@register.simple_tag(takes_context=True)
def page_language(context: template.Context) -> str:
    """Return the language of the page: of its story, section, topic or person, else the paper's."""
    page = context.get("page")
    return getattr(page, "language", "") or settings.PAPER_LANGUAGE


@register.filter
def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr``."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


@register.filter
def single_spaced(text: str) -> SafeString:
    """Return text, already escaped by the block that made it, without the template's indents."""
    return mark_safe(" ".join(text.split()))  # noqa: S308 what {% filter %} hands over is rendered


@register.filter
def absolute(path: str) -> str:
    """Return the full address of a path."""
    return structured.absolute(path)


@register.simple_tag
def first_faces(language: str, form: str = "") -> list[str]:
    """Return the addresses of the faces to load ahead for a story's form in a language.

    The headline of an opinion is set in italics, if the theme does not say otherwise.
    """
    ours = _of_theme()
    latin = (_DISPLAY, _ITALIC, _TEXT) if form == Form.OPINION else (_DISPLAY, _TEXT)
    faces = (ours.get(face, face) for face in _FACES.get(language, latin))
    return [static(f"fonts/{face}.woff2") for face in dict.fromkeys(filter(None, faces))]


@register.simple_tag
def later_face(language: str, form: str = "") -> str:
    """Return the address of the face that the rest of a page needs, or "": the italics of opinions.

    It is asked for at the start, after all else: found with the text, it would be ahead of the
    picture, which no reader would want.
    """
    italic = _of_theme()[_ITALIC]
    ahead = language in _FACES or form == Form.OPINION
    return "" if ahead or not italic else static(f"fonts/{italic}.woff2")


def _of_theme() -> dict[str, str]:
    """Return the theme's faces by those of ours that they stand for; it need not have italics."""
    theme = settings.THEME["faces"]
    return {
        _DISPLAY: theme.get("display", _DISPLAY),
        _TEXT: theme.get("text", _TEXT),
        _ITALIC: theme.get("italic", "" if theme else _ITALIC),
    }


@register.simple_tag
def first_paint() -> SafeString:
    """Return the one inline script; the policy allows exactly these bytes."""
    return mark_safe(f"<script>{csp.first_paint()}</script>")  # noqa: S308 a file of ours


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return structured data as a script element that no text in it can leave."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 escaped


# --- sections ---


@register.filter
def language_name(language: str) -> str:
    """Return a language's name in itself."""
    return dict(settings.LANGUAGES).get(language, language)


@register.simple_tag
def trail(section: Place | None) -> list[Place]:
    """Return the sections from the top down to this one; a draft in preview may have none."""
    return tree().trail(section) if section else []


# --- clocks and bylines ---


@register.simple_tag
def clock(at: datetime | None, *, relative: bool = False) -> SafeString:
    """Return a moment as ``<time>``, exact and with its zone's name.

    With ``relative`` the day is enough, the exact time is its title, and the browser may say "4
    hours ago" under a day; the page itself never does.
    """
    if at is None:
        return mark_safe("")
    local = timezone.localtime(at)
    exact, moment = _exact(local), local.isoformat(timespec="seconds")
    if not relative:
        return format_html('<time datetime="{}">{}</time>', moment, exact)
    return format_html(
        '<time datetime="{}" title="{}" data-relative>{}</time>',
        moment,
        exact,
        with_digits(date_format(local, _DAY)),
    )


@register.simple_tag
def hour(at: datetime) -> SafeString:
    """Return a moment's hour as ``<time>``, for places where its day is said already."""
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        _exact(local),
        with_digits(date_format(local, pgettext("hour", "g:i A"))),
    )


@register.simple_tag
def day(at: datetime) -> str:
    """Return a moment's day, in words."""
    return with_digits(date_format(timezone.localtime(at), _DAY))


def _exact(local: datetime) -> str:
    # Django's words for AM and PM are one and the same in Hindi: there the clock has 24 hours.
    words = with_digits(date_format(local, pgettext("clock", "j F Y, g:i A")))
    return f"{words} {local.tzname()}"


@register.simple_tag
def byline(story: Story) -> SafeString:
    """Return who made the story: a sentence a part, names in the desk's order, with links."""
    rows = story.bylines.all()
    parts = groupby(rows, key=lambda row: row.part)
    sentences = [_sentence(part, _names(list(group))) for part, group in parts]
    return format_html_join(" ", '<span class="part">{}</span>', ((one,) for one in sentences))


@register.filter
def names(story: Card) -> str:
    """Return the names of those who wrote the story, for a card."""
    return _joined([one.name for one in story.signatures if one.part == Byline.Part.BY])


def _names(rows: list[Byline]) -> SafeString:
    links = [
        format_html(
            '<a href="/by/{}/" rel="author">{}</a>', row.contributor.slug, row.contributor.name
        )
        for row in rows
    ]
    return mark_safe(_joined(links))  # noqa: S308 each link is escaped, the joints are ours


def _joined(words: list[Any]) -> str:
    if len(words) < 2:  # noqa: PLR2004 one name needs no "and"
        return "".join(words)
    last = gettext("%(names)s and %(last)s")
    return last % {"names": ", ".join(words[:-1]), "last": words[-1]}


def _sentence(part: str, linked: SafeString) -> SafeString:
    patterns = {
        Byline.Part.BY: pgettext("byline", "By {}"),
        Byline.Part.WITH: pgettext("byline", "With reporting by {}"),
        Byline.Part.PHOTOGRAPHS: pgettext("byline", "Photographs by {}"),
        Byline.Part.GRAPHICS: pgettext("byline", "Graphics by {}"),
        Byline.Part.TRANSLATION: pgettext("byline", "Translated by {}"),
        Byline.Part.EDITED: pgettext("byline", "Edited by {}"),
    }
    return format_html(patterns[Byline.Part(part)], linked)


@register.filter
def first_author(story: Card) -> Signature | None:
    """Return who stands first in the byline, with the portrait to show beside an opinion."""
    return next((one for one in story.signatures if one.part == Byline.Part.BY), None)


@register.simple_tag
def portrait(contributor: Contributor | Signature) -> Use:
    """Return a contributor's portrait as a picture in use; the name stands beside it."""
    return Use(picture=contributor.portrait)


@register.filter
def flag(story: Story | Card) -> str:
    """Return the form's name where a card should say it, else ""."""
    label = str(story.get_form_display()) if story.form in _FLAGGED else ""
    return "" if label.casefold() == story.kicker.strip().casefold() else label


# --- cards ---


@dataclass(frozen=True, slots=True)
class _Dress:
    """How a card is to look, in its template's own words."""

    density: str
    level: str
    page_lang: str
    with_picture: bool
    with_standfirst: bool
    no_kicker: bool
    no_time: bool


@register.simple_tag(takes_context=True)
def card(  # noqa: PLR0913 the switches of the template
    context: template.Context,
    story: Card,
    *,
    density: str = "",
    level: str = "h3",
    with_picture: bool = False,
    with_standfirst: bool = False,
    no_kicker: bool = False,
    no_time: bool = False,
) -> SafeString:
    """Print a story in a list by ``partials/card.html``.

    ``density`` is lead, middle, row, brief or nothing. What a card prints hangs on nothing but the
    story as it was read, these words and the language, so that a card printed before is at hand.
    """
    page_lang = context.get("page_lang") or get_language() or settings.PAPER_LANGUAGE
    dress = _Dress(
        density,
        level,
        page_lang,
        bool(with_picture),
        bool(with_standfirst),
        bool(no_kicker),
        bool(no_time),
    )
    sheet: Any = get_template("partials/card.html").template  # type: ignore[attr-defined]
    return _printed(sheet, story, dress, get_language() or "", timezone.get_current_timezone_name())


@lru_cache(maxsize=4_096)
def _printed(sheet: Any, story: Card, dress: _Dress, _language: str, _zone: str) -> SafeString:
    words = {name: getattr(dress, name) for name in _Dress.__slots__}
    text: str = sheet.render(template.Context({"story": story, **words}))
    return mark_safe(trimmed(text))  # noqa: S308 a template of ours


@register.simple_tag(takes_context=True)
def whereabouts(context: template.Context) -> str:
    """Return where the page is, for the masthead: ``home``, or the top section that it is in.

    ``7`` is the page of the section with that key, ``in-7`` one below it, "" neither.
    """
    if context.get("is_home"):
        return "home"
    page = context.get("page")
    top = tree().above(getattr(page, "path", ""))
    if top is None:
        return ""
    return str(top.pk) if top.pk == getattr(page, "pk", None) else f"in-{top.pk}"


@register.simple_tag
def structured_trail(section: Place) -> SafeString:
    """Return a section's JSON-LD: the way down to it."""
    return json_ld(structured.breadcrumbs(tree().trail(section)))
