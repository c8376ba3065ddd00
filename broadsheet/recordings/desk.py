"""The desk's screens for recordings: each saves through the acts."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.log_actions import log
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    SnippetViewSet,
    UsageView,
)

from broadsheet.accounts.permission import actor_of
from broadsheet.kit.forms import RefusalInForm
from broadsheet.recordings import actions, door
from broadsheet.recordings.embargo import may_see, shown_to
from broadsheet.recordings.models import Recording


class RecordingForm(WagtailAdminModelForm):
    """A recording's words and its captions; a file is chosen once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:
            return
        if self.instance.pk:
            self.fields["file"].disabled = True
            self.fields["file"].help_text = _("Another film is another recording: add it anew.")
        else:
            self.fields["file"].help_text = _(
                "MP4 (H.264) or WebM; a sound as MP3, M4A, Ogg or WAV; at most %(megabytes)s MB."
            ) % {"megabytes": door.LIMITS.size // 1_000_000}


class OnlySeen:
    """For a screen of one recording: it is not there for whom an embargo keeps it from."""

    def get_object(self, *args: Any) -> Any:
        """Return the recording; raises ``Http404``."""
        found = super().get_object(*args)  # type: ignore[misc]
        if not may_see(self.request.user, found):  # type: ignore[attr-defined]
            raise Http404
        return found


class RecordingCreateView(RefusalInForm, CreateView):
    """Adds a recording."""

    def save_instance(self) -> Any:
        """Do the act."""
        by = actor_of(self.request)
        row = actions.add(self.form.save(commit=False), by=by)
        log(instance=row, action="wagtail.create", user=by)
        return row


class RecordingEditView(OnlySeen, RefusalInForm, EditView):
    """Edits a recording."""

    def save_instance(self) -> Any:
        """Do the act."""
        by = actor_of(self.request)
        row = actions.edit(self.form.save(commit=False), by=by)
        log(instance=row, action="wagtail.edit", user=by)
        return row


class RecordingDeleteView(OnlySeen, DeleteView):
    """Deletes a recording that nothing uses."""

    def delete_action(self) -> None:
        """Do the act."""
        by = actor_of(self.request)
        log(instance=self.object, action="wagtail.delete", user=by)
        actions.delete(self.object, by=by)


class RecordingHistoryView(OnlySeen, HistoryView):
    """What was done with a recording."""


class RecordingUsageView(OnlySeen, UsageView):
    """Where a recording stands."""


class OnlySeenInLists:
    """For a list to choose from."""

    def get_object_list(self) -> Any:
        """Return what is not kept from the user."""
        return shown_to(self.request.user, super().get_object_list())  # type: ignore[misc,attr-defined]


class RecordingChooseView(OnlySeenInLists, chooser.ChooseView):
    """The list in its window."""


class RecordingResultsView(OnlySeenInLists, chooser.ChooseResultsView):
    """The list alone."""


class RecordingChosenView(chooser.SnippetChosenView):
    """The one that was chosen."""

    def get_object(self, pk: Any) -> Any:
        """Return it; raises ``Http404`` for whom an embargo keeps it from."""
        found = super().get_object(pk)
        if not may_see(self.request.user, found):
            raise Http404
        return found


class RecordingChosenMultipleView(chooser.SnippetChosenMultipleView):
    """Those that were chosen."""

    def get_objects(self, pks: Any) -> Any:
        """Return what is not kept from the user."""
        return shown_to(self.request.user, super().get_objects(pks))


class RecordingChooserViewSet(chooser.SnippetChooserViewSet):
    """Choosing a recording in a story."""

    choose_view_class = RecordingChooseView
    choose_results_view_class = RecordingResultsView
    chosen_view_class = RecordingChosenView
    chosen_multiple_view_class = RecordingChosenMultipleView


class RecordingViewSet(SnippetViewSet):
    """The films and sounds of the paper."""

    model = Recording
    icon = "media"
    menu_label = _("Recordings")
    menu_order = 301
    add_to_admin_menu = True
    list_display = ["title", "medium", "length", "language", "credit", "added_at"]
    list_filter = ["medium", "language", "making"]
    search_fields = ["title", "caption", "credit"]
    copy_view_enabled = False
    add_view_class = RecordingCreateView
    edit_view_class = RecordingEditView
    delete_view_class = RecordingDeleteView
    history_view_class = RecordingHistoryView
    usage_view_class = RecordingUsageView
    chooser_viewset_class = RecordingChooserViewSet
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("title"),
                    FieldPanel("file"),
                    FieldRowPanel([FieldPanel("language"), FieldPanel("making")]),
                    FieldPanel("poster"),
                    FieldPanel("caption"),
                ],
                heading=_("What it shows"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("credit"), FieldPanel("agency")]),
                    FieldPanel("copyright_notice"),
                    FieldPanel("usage_terms"),
                    FieldRowPanel([FieldPanel("rights_until"), FieldPanel("embargo_until")]),
                ],
                heading=_("Who made it, and rights"),
            ),
            InlinePanel(
                "captions",
                [
                    FieldRowPanel([FieldPanel("language"), FieldPanel("kind")]),
                    FieldPanel("file"),
                ],
                heading=_("Captions"),
                label=_("Captions"),
            ),
            MultiFieldPanel(
                [FieldPanel("transcript"), FieldPanel("chapters")],
                heading=_("For those who read it"),
            ),
        ],
        base_form_class=RecordingForm,
    )

    def get_queryset(self, request: Any) -> Any:
        """Return what is not kept from the user."""
        return shown_to(request.user, Recording.objects.all())
