"""How an advertisement looks on a real page, before anybody has booked it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from broadsheet.adverts import queries
from broadsheet.adverts.desk.forms import AdvertForm
from broadsheet.adverts.desk.views import may_see
from broadsheet.adverts.models import Advert
from broadsheet.adverts.rules import FOOT, FRONT, FRONT_TOP
from broadsheet.kit.remembering import one_page
from broadsheet.pictures import actions as pictures
from broadsheet.press import rendering
from broadsheet.sections.queries import tree
from broadsheet.stories import csp, lists
from broadsheet.stories.cards import cards

NEWEST = 20


@xframe_options_sameorigin
@require_POST
def look(request: HttpRequest, word: str) -> HttpResponse:
    """Show a place with what the form says, saved or not, as a stranger would get the page."""
    if not may_see(request.user):
        raise PermissionDenied
    with one_page():
        form = AdvertForm(request.POST, request.FILES)
        form.full_clean()
        advert = form.instance
        advert.places = [word]
        if advert.kind != Advert.Kind.THIRD and advert.picture is None:
            return _words(_("Choose a picture, and what it says; then look again."))
        if advert.picture is not None and not advert.picture.is_held:
            pictures.prepare(advert.picture, ["body"])
        address = _page_for(advert, word)
    if not address:
        return _words(_("No page that is out has this place: choose other sections."))
    with queries.trying(advert):
        page = rendering.render(address, anew=True).printed
    answer = HttpResponse(page.body)
    answer.headers["Content-Security-Policy"] = csp.policy()
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _words(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _page_for(advert: Advert, place: str) -> str:
    """Return the address of a page that has the place: the home page, or the newest story."""
    on_fronts = not advert.forms or FRONT in advert.forms
    section = next((tree().known(pk) for pk in advert.sections), None)
    if place == FRONT_TOP or (place == FOOT and on_fronts):
        return section.address if section is not None else "/"
    language = next(iter(advert.languages), settings.PAPER_LANGUAGE)
    listed = lists.in_section(section, NEWEST) if section else lists.newest(language, NEWEST)
    found = cards(one.pk for one in listed)
    for one in listed:
        card = found.get(one.pk)
        if card is not None and (not advert.forms or card.form in advert.forms):
            return card.address
    return ""
