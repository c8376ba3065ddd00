"""The desk's pages of one account: its enrolment link, shown once, and where it is signed in."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from broadsheet.accounts.actions import (
    LINK_LASTS,
    LinkTerms,
    end_session,
    make_enrolment_link,
)
from broadsheet.accounts.models import User
from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.kit import clock


class EnrolmentLinkView(WagtailAdminTemplateMixin, TemplateView):
    """Asks first, for a new link ends the old; then shows the link, which is kept nowhere."""

    template_name = "accounts/desk/enrolment_link.html"
    page_title = _("Enrolment link")
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer administrators of the whole paper."""
        if not may(request.user, "user.edit"):
            raise PermissionDenied
        self.member = get_object_or_404(User, pk=kwargs["user"], is_staff=True, is_active=True)
        response: Any = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the link and show it."""
        terms = LinkTerms(new_password="new_password" in request.POST)
        user: Any = request.user
        token = make_enrolment_link(self.member, actor=user, at=clock.now(), terms=terms)
        link = settings.SITE_URL + reverse("accounts_enrol", args=[token])
        return self.render_to_response(self.get_context_data(link=link, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the member of staff and how long the link lasts."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"member": self.member, "days": LINK_LASTS.days}

    def get_page_subtitle(self) -> str:
        """Return whom it is for."""
        return str(self.member)


class SessionsView(DeskScreen, TemplateView):
    """In which browsers somebody is signed in: oneself, or for an administrator anybody."""

    template_name = "accounts/desk/sessions.html"
    page_title = _("Where you are signed in")
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find whose sessions they are, and refuse whoever may not see them."""
        self.actor = actor_of(request)
        self.member = self.actor
        if "user" in kwargs and kwargs["user"] != self.actor.pk:
            if not may(self.actor, "user.edit"):
                raise PermissionDenied
            self.member = get_object_or_404(User, pk=kwargs["user"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session of that number, or all but the one that asks."""
        rows = self._others() if "all" in request.POST else self._numbered()
        for row in rows:
            end_session(row, actor=self.actor, at=clock.now())
        messages.success(request, _("Signed out there, at once."))
        return redirect(request.path)

    def _others(self) -> list[UserSession]:
        here = self.request.session.session_key
        return [row for row in self._sessions() if row.session_key != here]

    def _numbered(self) -> list[UserSession]:
        number = self.request.POST.get("session", "")
        row = get_object_or_404(UserSession, pk=number if number.isdecimal() else 0)
        return [row] if row.user_id == self.member.pk else []

    def _sessions(self) -> list[UserSession]:
        found = UserSession.objects.purge_and_list(self.member)
        return sorted(found, key=lambda row: row.created_at, reverse=True)

    def get_page_subtitle(self) -> str:
        """Return whose they are."""
        return "" if self.member.pk == self.actor.pk else str(self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sessions, and which of them is this one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        here = self.request.session.session_key
        rows = [{"row": row, "here": row.session_key == here} for row in self._sessions()]
        return context | {"sessions": rows, "others": any(not one["here"] for one in rows)}
