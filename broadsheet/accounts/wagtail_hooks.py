"""The room's places in Wagtail's admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from broadsheet.accounts.pages import act_on
from broadsheet.accounts.queries import may


@hooks.register("before_create_page")
def only_what_the_role_makes(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """Refuse to make a section to whoever may only make stories: Wagtail asks about the parent."""
    if not may(request.user, act_on(page_class, "create"), parent):
        raise PermissionDenied(_("Your role does not make pages of this kind here."))
