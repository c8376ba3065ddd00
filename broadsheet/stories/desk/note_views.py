"""The ledger at the desk: what was said of a story, and the form that says something more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.stories import actions
from broadsheet.stories.desk.act_views import ActView
from broadsheet.stories.ledger.rules import ACT, LONGEST, Note
from broadsheet.stories.models import Correction

LABELS = {
    Note.CLARIFICATION: _("Clarification: what was not clear; it stands after the text"),
    Note.EDITORS_NOTE: _("Editor's note: what the reader must know; it stands above the text"),
    Note.RETRACTION: _("Retraction: the story does not hold; it stands above the text"),
}
LATEST = 50


class NoteForm(forms.Form):
    """What readers are to be told."""

    kind = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Note to readers"),
        help_text=_("It stands with the story for ever, as you write it here."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, allowed: list[Note], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [(note.value, LABELS[note]) for note in allowed]


class NoteView(ActView):
    """Adds a note to a story that is out."""

    page_title = _("Add a note")
    header_icon = "comment"
    permission = "story.correct"
    form_class = NoteForm
    template_name = "desk/ledger/note.html"
    done = _("The note stands with the story, on the corrections page and in its feed.")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here, by the story's own screen."""
        story = reverse("wagtailadmin_pages:edit", args=[self.row.pk])
        return [
            *self.breadcrumbs_items,
            {"url": story, "label": str(self.row)},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what the user may say."""
        allowed = [note for note in Note if may(self.request.user, ACT[note], self.row)]
        return {**super().get_form_kwargs(), "allowed": allowed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was said before."""
        rows = Correction.objects.filter(story=self.row)[:LATEST]
        return {**super().get_context_data(**kwargs), "ledger": rows, "story": self.row}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Enter it in the ledger."""
        actions.add_note(
            self.row, Note(cleaned["kind"]), cleaned["text"], by=actor_of(self.request)
        )
