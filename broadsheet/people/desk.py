"""The desk's screens for contributors: each saves through the acts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.kit.forms import RefusalInForm
from broadsheet.people import actions
from broadsheet.people.models import Contributor

VERBS = ("add", "change", "view")


class ContributorCreateView(RefusalInForm, CreateView):
    """Adds a contributor."""

    def save_instance(self) -> Any:
        """Do the act."""
        by, fields = actor_of(self.request), dict(self.form.cleaned_data)
        row = actions.add_contributor(fields.pop("name"), by=by, **fields)
        log(instance=row, action="wagtail.create", user=by)
        return row


class ContributorEditView(RefusalInForm, EditView):
    """Edits a contributor."""

    def save_instance(self) -> Any:
        """Do the act."""
        by = actor_of(self.request)
        row = actions.edit_contributor(self.object, by=by, **self.form.cleaned_data)
        log(instance=row, action="wagtail.edit", user=by)
        return row


class ContributorPolicy(ModelPermissionPolicy):
    """The table of acts, as Wagtail asks it. A byline is for ever: none is deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do what Wagtail calls ``action``."""
        return action in VERBS and may(user, "person.edit")


class ContributorViewSet(SnippetViewSet):
    """The names in the paper's bylines."""

    model = Contributor
    icon = "user"
    menu_label = _("Bylines")
    menu_order = 304
    add_to_admin_menu = True
    list_display = ["name", "kind", "position", "language"]
    list_filter = ["kind", "language"]
    search_fields = ["name"]
    copy_view_enabled = False
    add_view_class = ContributorCreateView
    edit_view_class = ContributorEditView
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("key")]),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("position"), FieldPanel("language")]),
        FieldPanel("about"),
        FieldPanel("portrait"),
        FieldPanel("user"),
    ]
