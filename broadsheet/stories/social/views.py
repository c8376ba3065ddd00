"""A card that is drawn, at its address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from broadsheet.stories import reading
from broadsheet.stories.answering import reading_once, withdrawn
from broadsheet.stories.social import cards, drawing


@reading_once
def card(request: HttpRequest, family: str, name: str, digest: str) -> HttpResponseBase:
    """Show a card. At the address of an earlier one the present one is named.

    That is for now, not for ever: a headline may be changed back. A draft has no card, and what was
    withdrawn has none any more.
    """
    if family == cards.STORY:
        story = reading.numbered(int(name)) if name.isdecimal() else None
        if story is not None and story.withdrawn_at is not None:
            return withdrawn(request, story)
        if story is None or not story.live or story.published_at is None:
            raise Http404
        reading.gather(story)
        drawn: cards.Drawn | None = cards.of_story(story)
    else:
        drawn = cards.named(family, name)
    if drawn is None:
        raise Http404
    if drawn.address != request.path:
        return HttpResponseRedirect(drawn.address)
    return HttpResponse(drawing.png(drawn.words), content_type=drawing.TYPE)
