"""The room's places in Wagtail's admin."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from broadsheet.sections.desk import TopicPolicy, TopicViewSet
from broadsheet.sections.models import Section, Topic


def sections_are_not_copied(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to copy a section: its key is its own, and its stories have their own numbers."""
    if page.specific_class is not Section:
        return None
    return _say(request, page, _("A section is not copied: add a new one."))


def sections_are_empty_when_they_go(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a section that has anything below it."""
    if page.specific_class is not Section or page.is_leaf():
        return None
    return _say(request, page, _("Move what is in the section elsewhere before deleting it."))


def _say(request: HttpRequest, page: Page, words: str) -> HttpResponse:
    messages.error(request, words)
    return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[page.pk]))


register_permission_policy(Topic, TopicPolicy(Topic))
register_snippet(TopicViewSet)
hooks.register("before_copy_page", sections_are_not_copied)
hooks.register("before_delete_page", sections_are_empty_when_they_go)
