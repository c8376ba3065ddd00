"""The desk's screens for topics: each saves through the acts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.kit.forms import RefusalInForm
from broadsheet.sections import actions
from broadsheet.sections.models import Topic

VERBS = {"add": "topic.create", "change": "topic.edit", "view": "topic.create"}
FIELDS = ("name", "kind", "language", "description")


class TopicForm(WagtailAdminModelForm):
    """A topic's own words, and its synonyms one to a line."""

    synonyms = forms.CharField(
        label=_("Synonyms"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One to a line: other names by which the topic is found."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.names.exclude(name=self.instance.name).order_by("pk")
            self.initial["synonyms"] = "\n".join(names.values_list("name", flat=True))

    def said(self) -> dict[str, Any]:
        """Return what the acts need."""
        synonyms = self.cleaned_data["synonyms"].splitlines()
        fields = {name: self.cleaned_data[name] for name in FIELDS}
        return fields | {"synonyms": [each for each in synonyms if each.strip()]}


class TopicCreateView(RefusalInForm, CreateView):
    """Adds a topic."""

    def save_instance(self) -> Any:
        """Do the act."""
        said = self.form.said()
        description = said.pop("description")
        by = actor_of(self.request)
        topic = actions.add_topic(said.pop("name"), by=by, **said)
        if description:
            topic = actions.edit_topic(topic, by=None, description=description)
        log(instance=topic, action="wagtail.create", user=by)
        return topic


class TopicEditView(RefusalInForm, EditView):
    """Edits a topic."""

    def save_instance(self) -> Any:
        """Do the act."""
        by = actor_of(self.request)
        topic = actions.edit_topic(self.object, by=by, **self.form.said())
        log(instance=topic, action="wagtail.edit", user=by)
        return topic


class TopicPolicy(ModelPermissionPolicy):
    """The table of acts, as Wagtail asks it. Topics are merged, never deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do what Wagtail calls ``action``."""
        return action in VERBS and may(user, VERBS[action])


class TopicViewSet(SnippetViewSet):
    """The topics of the paper."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 302
    add_to_admin_menu = True
    list_display = ["name", "kind", "language", "merged_into"]
    list_filter = ["kind", "language"]
    search_fields = ["name"]
    copy_view_enabled = False
    add_view_class = TopicCreateView
    edit_view_class = TopicEditView
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
            FieldPanel("synonyms"),
            FieldPanel("description"),
        ],
        base_form_class=TopicForm,
    )
