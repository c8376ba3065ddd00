"""The desk's screens of banners: what stands, raising one in two steps, changing, taking down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may, pages_where_may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.fronts.banners import actions, queries, rules
from broadsheet.fronts.banners.forms import BannerForm, initial_of
from broadsheet.fronts.models import Banner
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.sections.models import Section

NEWEST = 30


def levels_for(user: Any) -> list[str]:
    """Return the levels that a user may raise somewhere."""
    return [one for one in rules.LEVELS if pages_where_may(user, rules.ACTS[one]) is not None]


def may_see(user: Any) -> bool:
    """Say whether a user has anything to do with banners."""
    return bool(levels_for(user))


def sections_for(user: Any) -> Any:
    """Return the sections in which a user may raise any banner."""
    here = Section.objects.none()
    for act in set(rules.ACTS.values()):
        where = pages_where_may(user, act)
        if where is not None:
            here = here | Section.objects.live().filter(where)
    return here.order_by("path")


class BannersView(DeskScreen, TemplateView):
    """What stands, with a button to take it down; then what stood."""

    template_name = "fronts/banners/list.html"
    page_title = gettext_lazy("Banners")
    header_icon = "openquote"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer whoever may raise any."""
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, what this user may do with each, and who may raise which."""
        user = self.request.user
        standing = [(row, actions.may_act(user, row)) for row in queries.up()]
        return super().get_context_data(**kwargs) | {
            "standing": standing,
            "ended": queries.newest(NEWEST),
            "now": clock.now(),
            "everywhere": [one for one in rules.LEVELS if may(user, rules.ACTS[one])],
            "who": queries.who_may(),
        }


class BannerFormView(DeskScreen, FormView[BannerForm]):
    """A form, then what readers will see, then the act."""

    template_name = "fronts/banners/form.html"
    form_class = BannerForm
    header_icon = "openquote"
    banner: Banner | None = None
    button: Any = ""
    done: Any = ""

    def way_here(self) -> list[dict[str, Any]]:
        """By the list."""
        return [{"url": reverse("banners"), "label": _("Banners")}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer whoever may raise any."""
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what this user may."""
        user = self.request.user
        return super().get_form_kwargs() | {
            "levels": levels_for(user),
            "sections": sections_for(user),
            "banner": self.banner,
        }

    def get_initial(self) -> dict[str, Any]:
        """The most urgent that this user may raise, or what stands."""
        if self.banner is not None:
            return initial_of(self.banner)
        return {"level": levels_for(self.request.user)[0]}

    def form_valid(self, form: BannerForm) -> HttpResponse:
        """Show what readers will see; act once it was confirmed."""
        order = form.order(clock.now())
        try:
            if "confirm" in self.request.POST:
                self.act(order)
                messages.success(self.request, self.done)
                return redirect("banners")
            actions.check(order, by=actor_of(self.request), but=self.banner)
        except (Refused, PermissionDenied) as refused:
            form.add_error(None, self._words(refused))
            return self.form_invalid(form)
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        shown = queries.preview(order)
        return self.render_to_response(self.get_context_data(form=form, shown=shown, order=order))

    @staticmethod
    def _words(refused: Exception) -> list[str]:
        if isinstance(refused, Refused):
            return [reason.words for reason in refused.reasons]
        return [_("Your role does not allow this there: choose sections that are yours.")]

    def act(self, order: rules.Order) -> None:
        """Do what was confirmed."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the newest stories to choose from, and the sections' names for the preview."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"newest": queries.suggestions(), "button": self.button}


class RaiseView(BannerFormView):
    """Raises a banner."""

    page_title = gettext_lazy("Raise a banner")
    button = gettext_lazy("Raise it now")
    done = gettext_lazy("It is up. Readers see it within seconds.")

    def act(self, order: rules.Order) -> None:
        """Raise it."""
        actions.raise_banner(order, by=actor_of(self.request))


class ChangeView(BannerFormView):
    """Changes a standing banner."""

    page_title = gettext_lazy("Change a banner")
    button = gettext_lazy("Change it now")
    done = gettext_lazy("It is changed. Readers see it within seconds.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the banner; one that is over has no form."""
        self.banner = get_object_or_404(Banner.objects.select_related("story"), pk=kwargs["pk"])
        if may_see(request.user) and not self.banner.is_up:
            messages.info(request, _("This banner is over. Raise a new one."))
            return redirect("banners")
        if not actions.may_act(request.user, self.banner):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def act(self, order: rules.Order) -> None:
        """Change it."""
        if self.banner is not None:
            actions.change_banner(self.banner, order, by=actor_of(self.request))


class TakeDownView(View):
    """Takes a banner down, by the button of the list."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it down; one that is down already is said to be."""
        banner = get_object_or_404(Banner, pk=pk)
        try:
            actions.take_down(banner, by=actor_of(request))
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("It is down. Readers are rid of it within seconds."))
        return redirect("banners")
