"""The desk's screen of the navigation: every place with its rows, and the versions there were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.furniture.asking import language_asked
from broadsheet.furniture.models import Menu, MenuVersion
from broadsheet.furniture.navigation import actions, drafts, naming, queries, rules
from broadsheet.furniture.navigation.drafts import Draft, Screen
from broadsheet.furniture.navigation.rules import Entry
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.kit.remembering import one_page

VERSIONS = 20
PLACES: dict[str, tuple[Any, Any]] = {
    rules.STRIP: (_("Strip under the masthead"), _("One line; it scrolls sideways on a phone.")),
    rules.MORE: (_("Sheet behind “More”"), _("Sections come with those under them.")),
    rules.EAR_START: (_("Left of the name"), _("On wide screens, beside the motto.")),
    rules.EAR_END: (_("Right of the name"), _("Before the other languages.")),
    rules.FOOTER: (_("Footer"), _("Each heading begins a column.")),
    rules.POLICIES: (_("Policies, under the footer"), _("Privacy, terms, corrections, contact.")),
}
KINDS = (
    (rules.SECTION, _("Section")),
    (rules.TOPIC, _("Topic")),
    (rules.PERSON, _("Person")),
    (rules.PAGE, _("Page or site")),
    (rules.HEADING, _("Heading")),
)


def may_see(user: Any) -> bool:
    """Whether a user arranges the navigation."""
    return may(user, actions.CHANGE)


@dataclass(frozen=True)
class PlaceOnScreen:
    """A place as the screen shows it; ``itself`` names what is there while nobody arranges it."""

    name: str
    label: Any
    help: Any
    rows: list[tuple[int, Draft]]
    kinds: list[tuple[str, Any]]
    is_arranged: bool
    is_by_itself: bool
    itself: list[str]


class NavigationView(DeskScreen, TemplateView):
    """The navigation of one language."""

    template_name = "furniture/desk/navigation.html"
    page_title = _("Navigation")
    header_icon = "list-ul"
    language = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever may arrange it."""
        if not may_see(request.user):
            raise PermissionDenied
        self.language = language_asked(kwargs.get("word"))
        self.row = Menu.objects.filter(language=self.language).first()
        with one_page():
            answer = super().dispatch(request, *args, **kwargs)
            if hasattr(answer, "render"):
                answer.render()
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says; only saving and taking back change anything for readers."""
        do = request.POST.get("do", "save")
        what, _colon, which = do.partition(":")
        if what == "back" and which.isdecimal():
            return self._take_back(int(which))
        screen = drafts.typed(request.POST)
        if what == "save":
            return self._save(screen)
        screen = drafts.arranged(screen, do, self._by_itself())
        return self.render_to_response(self.get_context_data(screen=screen, over=self._over()))

    def _save(self, screen: Screen) -> HttpResponse:
        document, screen = drafts.read(screen)
        wrong = list(drafts.faults(screen))
        if not wrong:
            try:
                actions.change(
                    self.language,
                    document,
                    by=actor_of(self.request),
                    over=self._over(),
                    note=screen.note,
                )
            except Refused as refused:
                wrong = [reason.words for reason in refused.reasons]
            else:
                messages.success(self.request, _("Saved: readers have it in a moment."))
                return redirect(self._here())
        messages.error(self.request, _("Nothing was saved yet: see what is marked."))
        context = self.get_context_data(screen=screen, wrong=wrong, over=self._number())
        return self.render_to_response(context)

    def _take_back(self, number: int) -> HttpResponse:
        try:
            actions.take_back(self.language, number, by=actor_of(self.request))
        except MenuVersion.DoesNotExist as error:
            raise Http404 from error
        messages.success(self.request, _("Version %(number)s stands again.") % {"number": number})
        return redirect(self._here())

    def _here(self) -> str:
        return reverse("navigation", args=[self.language])

    def _number(self) -> int:
        return self.row.number if self.row else 0

    def _over(self) -> int:
        over = self.request.POST.get("over", "")
        return int(over) if over.isdecimal() else self._number()

    def _by_itself(self) -> dict[str, list[Draft]]:
        """Return the rows that a place has while nobody arranges it."""
        plain = queries.laid_out(rules.Document(), None, self.language)
        found = {
            rules.STRIP: list(plain.strip),
            rules.MORE: [link for column in plain.sheet for link in column.links],
            rules.FOOTER: [link for column in plain.footer for link in column.links],
        }
        return {
            place: drafts.drafts_of(
                place, [Entry(rules.SECTION, str(link.section)) for link in links]
            )
            for place, links in found.items()
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the places with their rows, the languages and the versions."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        document = rules.read(self.row.document) if self.row else rules.Document()
        screen: Screen = context.get("screen") or drafts.shown(document)
        spoken = list(dict.fromkeys([*queries.spoken(), self.language]))
        defaults = {"over": self._number(), "wrong": []}
        return {
            **defaults,
            "screen": screen,
            "places": self._places(screen),
            "language": self.language,
            "languages": [(code, dict(settings.LANGUAGES)[code]) for code in spoken],
            "row": self.row,
            "versions": queries.versions(self.language)[:VERSIONS],
            "offered": naming.offered(),
            "now": clock.now(),
            **{name: value for name, value in context.items() if name != "screen"},
        }

    def _places(self, screen: Screen) -> list[PlaceOnScreen]:
        itself = self._by_itself()
        found = []
        for name, (label, words) in PLACES.items():
            is_by_itself = name in rules.BY_ITSELF
            kinds = [one for one in KINDS if one[0] != rules.HEADING or name in rules.WITH_HEADINGS]
            found.append(
                PlaceOnScreen(
                    name,
                    label,
                    words,
                    screen.of(name),
                    kinds,
                    is_arranged=not is_by_itself or name in screen.arranged,
                    is_by_itself=is_by_itself,
                    itself=[row.to for row in itself.get(name, ())],
                )
            )
        return found
