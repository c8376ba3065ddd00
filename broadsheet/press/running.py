"""Running slots: parts that change by the minute, each a small printed page of its own.

The page carries what stood there when it was printed, and the address where the present text is
printed; a script puts that in its place. So a change prints one small file and seals no page anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from broadsheet.press import recording, slots
from broadsheet.press.plates import Plate, Wanted
from broadsheet.press.rules import RUNNING

WEIGHT = 2
ADDRESS = re.compile(r"/running/([a-z-]+)/([\w-]+)/")
Render = Callable[[str], str]
_renders: dict[str, Render] = {}
_words: dict[str, tuple[str, ...]] = {}


def running(name: str, render: Render, words: Iterable[str]) -> None:
    """Register a running slot. ``render`` takes one word, like a language, and gives its text.

    It raises ``LookupError`` for a word that it does not know; ``words`` are those that it does.
    """
    _renders[name], _words[name] = render, tuple(words)


def addresses() -> Iterator[Wanted]:
    """Return where the present texts of all running slots are printed."""
    for name, words in _words.items():
        for word in words:
            yield Wanted(address_of(name, word), WEIGHT)


plate = Plate("running slots", ADDRESS, addresses, lambda address: Wanted(address, WEIGHT))


def address_of(name: str, word: str) -> str:
    """Return where a slot's present text is printed."""
    return f"/running/{name}/{word}/"


def placed(name: str, word: str) -> SafeString:
    """Return a slot for a page, with its text as of now; the page hangs on nothing in it."""
    with recording.recording():
        text = _renders[name](word)
    inner = text
    if recording.active():
        inner = slots.marked(f"{RUNNING}{name}:{word}", text)
    return format_html(
        '<div data-running="{}">{}</div>',
        address_of(name, word),
        mark_safe(inner),  # noqa: S308 a slot renders a template of ours
    )


@require_safe
def present(request: HttpRequest, name: str, word: str) -> HttpResponse:
    """Answer with a slot's present text, a piece of HTML."""
    try:
        text = _renders[name](word)
    except LookupError as unknown:
        raise Http404 from unknown
    response = HttpResponse(text)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Language"] = word if word in dict(settings.LANGUAGES) else ""
    return response
