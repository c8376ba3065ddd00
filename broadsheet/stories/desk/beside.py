"""Two who write at once: the text of the second to save is kept beside, and shown against the
first.

Wagtail tells each that the other is there, and does not autosave over the other's text; pressed
all the same, its save button would put the second text on top without a word.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Revision

from broadsheet.accounts.permission import actor_of, allow
from broadsheet.accounts.queries import may
from broadsheet.stories.desk.screens import StoryScreen
from broadsheet.stories.models import Story

LOGGED = "stories.kept_beside"
A_MOMENT = timedelta(microseconds=1)


class KeepsBeside:
    """For the edit screen: what was written over an older draft than the latest is kept beside."""

    request: Any
    page: Any
    form: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Keep the text beside if somebody saved meanwhile, whatever button was pressed."""
        screen: Any = self
        if not screen.is_out_of_date:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        if screen.expects_json_response:
            why = _("The story was saved meanwhile. Save, and yours is kept beside it.")
            return screen.json_error_response("invalid_revision", why)
        # A form that comes back with a mistake is still written over the older draft.
        opened = request.POST.get("loaded_revision_created_at", "")
        screen.latest_revision_created_at = opened
        if screen.locked_for_user:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        form = screen.form_class(
            request.POST,
            request.FILES,
            instance=self.page,
            subscription=screen.subscription,
            parent_page=screen.parent,
            for_user=request.user,
        )
        self.form = form
        form.defer_required_fields()
        if not form.is_valid():
            form.restore_required_fields()
            return screen.form_invalid(form)
        # The embargo is the story's own and no part of a text: what an old form says of it is old.
        form.cleaned_data.pop("embargo_until", None)
        mine = form.save(commit=False)
        # Comments stand beside the story and not in one of its texts: none has to wait.
        getattr(mine, COMMENTS_RELATION_NAME).commit()
        kept = keep_beside(mine, actor_of(request))
        if "comments" in form.formsets:
            changes = screen.get_commenting_changes()
            screen.log_commenting_changes(changes, kept)
            screen.send_commenting_notifications(changes)
        return redirect(reverse("story_beside", args=[self.page.pk, kept.pk]))


def keep_beside(mine: Story, user: Any) -> Revision:
    """Keep a text as a revision that is not the latest, and return it.

    It is dated just before the latest: that one stays the draft, and publishing it leaves nothing
    unpublished behind.
    """
    latest = mine.get_latest_revision()
    kept: Revision = Revision.objects.create(
        content_object=mine,
        base_content_type=mine.get_base_content_type(),
        user=user,
        content=mine.serializable_data(),
        object_str=str(mine),
        created_at=latest.created_at - A_MOMENT,
    )
    log(instance=mine, action=LOGGED, user=user, revision=kept, content_changed=True)
    return kept


def headings(panel: Any) -> dict[str, Any]:
    """Return what the editor calls its fields and lists, where that is not their own name."""
    name = getattr(panel, "field_name", "") or getattr(panel, "relation_name", "")
    found = {name: panel.heading} if name else {}
    for child in getattr(panel, "children", ()):
        found |= headings(child)
    return found


class BesideView(StoryScreen, TemplateView):
    """Shows the second text against the first, and puts it on top if that is wanted."""

    template_name = "stories/desk/beside.html"
    page_title = gettext_lazy("Two texts")
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the story and the text that was kept; refuse whoever may not edit it."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        if not may(request.user, "story.edit", self.story):
            raise PermissionDenied
        revisions = Revision.page_revisions.filter(object_id=str(self.story.pk))
        self.mine = get_object_or_404(revisions, pk=kwargs["revision"])
        self.theirs = self.story.latest_revision
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline."""
        return str(self.story.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the two texts and the fields in which they differ."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "story": self.story,
            "mine": self.mine,
            "theirs": self.theirs,
            "differences": list(self._differences()),
        }

    def _differences(self) -> Any:
        """Yield the fields that differ: from theirs to mine, as Wagtail compares two drafts."""
        editor = self.story.get_edit_handler()
        named = headings(editor)
        panel = editor.get_bound_panel(instance=self.story, request=self.request, form=None)
        theirs, mine = self.theirs.as_object(), self.mine.as_object()
        for compare in panel.get_comparison():
            found = compare(theirs, mine)
            if found.has_changed():
                words = found.htmldiff() if hasattr(found, "htmldiff") else ""
                label = named.get(found.field.name) or found.field_label()
                yield {"label": label, "words": words}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put the text that was kept on top, unless somebody has saved once more."""
        by = actor_of(request)
        allow(by, "story.edit", self.story)
        if request.POST.get("over") != str(self.theirs.pk):
            messages.warning(request, _("The story was saved again meanwhile: look once more."))
            return redirect(request.path)
        mine = self.mine.as_object()
        if not self.story.live:
            mine.save()
        mine.save_revision(user=by, log_action=True, previous_revision=self.mine)
        messages.success(request, _("Your text is the draft now; the other stands in the history."))
        return redirect(reverse("wagtailadmin_pages:edit", args=[self.story.pk]))
