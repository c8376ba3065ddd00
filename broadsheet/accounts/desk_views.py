"""The desk's page that makes an enrolment link and shows it, once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from broadsheet.accounts.actions import LINK_LASTS, LinkTerms, make_enrolment_link
from broadsheet.accounts.models import User
from broadsheet.accounts.queries import may
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
