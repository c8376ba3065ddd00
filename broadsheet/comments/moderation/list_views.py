"""The lists of the conversation: words, hosts, replies kept ready, and versions of the policy."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from broadsheet.accounts.queries import may
from broadsheet.comments import policies
from broadsheet.comments.actions import listing
from broadsheet.comments.actions.listing import Word
from broadsheet.comments.models import AllowedHost, CannedReply, ListedWord, PolicyVersion
from broadsheet.comments.moderation import items
from broadsheet.comments.moderation.forms import languages
from broadsheet.comments.moderation.screens import PARTS, ConversationScreen, Part
from broadsheet.comments.policy.reading import PolicyError
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused

A_PAGE = 100
VERSIONS = 50
LISTS, POLICY = "moderation_lists", "moderation_policy"
DOCUMENT = 400_000


def lists_for(user: Any) -> bool:
    """Whether a user keeps the paper's lists."""
    return may(user, listing.MAY)


def policy_for(user: Any) -> bool:
    """Whether a user changes the policy."""
    return may(user, "policy.change")


PARTS += [
    Part(LISTS, gettext_lazy("Lists"), lists_for, 50),
    Part(POLICY, gettext_lazy("Policy"), policy_for, 60),
]


class WordForm(forms.Form):
    """A word, or a file of them."""

    word = forms.CharField(label=gettext_lazy("Word or phrase"), max_length=100, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=ListedWord.Kind.choices,
        initial=ListedWord.Kind.SUSPECT,
        required=False,
    )
    clause = forms.ChoiceField(label=gettext_lazy("Clause"), required=False)
    file = forms.FileField(
        label=gettext_lazy("or a CSV file"),
        required=False,
        help_text=gettext_lazy("A line: word,language,kind,clause. Kind is banned or suspect."),
    )

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Every language")), *languages()]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=every, required=False
        )
        self.fields["clause"] = forms.ChoiceField(
            label=_("Clause"), choices=clauses, required=False
        )

    def words(self) -> list[Word]:
        """Return the words that are to be listed; raises ``Refused`` for a file that is none."""
        said = self.cleaned_data
        upload = said["file"]
        if upload is not None:
            return listing.read_csv(upload.read(listing.FILE_BYTES + 1))
        return [Word(said["word"].strip(), said["language"], said["kind"], said["clause"])]


class ReplyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A reply kept ready."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))

    class Meta:
        model = CannedReply
        fields = ("name", "language", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 2, "dir": "auto"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages())


class ListsView(ConversationScreen, TemplateView):
    """The words, the hosts and the replies: what is there, and a line for adding."""

    template_name = "comments/desk/lists.html"
    page_title = gettext_lazy("Lists")
    part = LISTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lists, the words a page at a time."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        clauses = items.clauses(clock.now())
        context.setdefault("form", WordForm(clauses=clauses))
        context.setdefault("reply_form", ReplyForm())
        search, after = self.request.GET.get("q", "")[:100], self.request.GET.get("after", "")
        rows = ListedWord.objects.order_by("word", "pk")
        if search:
            rows = rows.filter(word__icontains=search)
        place = after.rpartition("~")
        if place[2].isdecimal() and len(place[2]) < 19:  # noqa: PLR2004 digits
            rows = rows.filter(Q(word__gt=place[0]) | Q(word=place[0], pk__gt=int(place[2])))
        words = list(rows[: A_PAGE + 1])
        last = words[A_PAGE - 1] if len(words) > A_PAGE else None
        return context | {
            "words": words[:A_PAGE],
            "further": f"{last.word}~{last.pk}" if last else "",
            "search": search,
            "hosts": AllowedHost.objects.order_by("host")[:500],
            "replies": CannedReply.objects.order_by("name")[:A_PAGE],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says."""
        doing: dict[str, Callable[[datetime], str]] = {
            "words": self._words,
            "host": self._host,
            "reply": self._reply,
            "drop": self._drop,
        }
        done = doing.get(request.POST.get("do", ""), self._drop)
        try:
            messages.success(request, done(clock.now()))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(request.path)

    def _words(self, now: datetime) -> str:
        form = WordForm(self.request.POST, self.request.FILES, clauses=items.clauses(now))
        if not form.is_valid():
            return str(_("Nothing was listed: look at the fields again."))
        count = listing.list_words(form.words(), by=self.user, at=now)
        return _("%(count)d words were listed.") % {"count": count}

    def _host(self, now: datetime) -> str:
        made = listing.allow_host(self.request.POST.get("host", ""), by=self.user, at=now)
        return _("The host is allowed.") if made else _("It was allowed already.")

    def _reply(self, now: datetime) -> str:
        form = ReplyForm(self.request.POST)
        if not form.is_valid():
            return _("Nothing was kept: a reply needs a name, a language and words.")
        kept = listing.keep_reply(form.save(commit=False), by=self.user, at=now)
        return _("“%(name)s” is kept.") % {"name": kept.name}

    def _drop(self, now: datetime) -> str:
        said = self.request.POST
        numbers = {
            name: [int(one) for one in said.getlist(name) if one.isdecimal() and len(one) < 19]  # noqa: PLR2004 digits
            for name in ("drop_word", "drop_host", "drop_reply")
        }
        count = listing.drop_words(numbers["drop_word"], by=self.user, at=now)
        count += listing.drop_hosts(numbers["drop_host"], by=self.user, at=now)
        count += listing.drop_replies(numbers["drop_reply"], by=self.user, at=now)
        return _("%(count)d taken off.") % {"count": count}


class PolicyForm(forms.Form):
    """A new version."""

    document = forms.CharField(
        label=gettext_lazy("The policy, as TOML"),
        max_length=DOCUMENT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "talk-toml"}),
    )


class PolicyView(ConversationScreen, TemplateView):
    """The versions of the policy, and the form of the next one."""

    template_name = "comments/desk/policy.html"
    page_title = gettext_lazy("Policy")
    part = POLICY

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the versions, and the document in force to begin the next one from."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = clock.now()
        begun = policies.row_in_force(now)
        document = begun.document if begun else policies.shipped_document()
        context.setdefault("form", PolicyForm(initial={"document": document}))
        rows = PolicyVersion.objects.select_related("made_by")[:VERSIONS]
        return context | {"versions": rows, "in_force": begun}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Enact it, or say at which line it is wrong: what was typed stays."""
        form = PolicyForm(request.POST)
        if form.is_valid():
            try:
                made = policies.enact(
                    form.cleaned_data["document"].replace("\r\n", "\n"), by=self.user
                )
            except PolicyError as error:
                form.add_error("document", str(error))
            else:
                words = _("Version %(number)d is in force.")
                messages.success(request, words % {"number": made.number})
                return redirect(reverse(POLICY))
        return self.render_to_response(self.get_context_data(form=form), status=422)


class VersionView(ConversationScreen, TemplateView):
    """One version, and how it differs from the one before."""

    template_name = "comments/desk/version.html"
    part = POLICY

    @property
    def page_title(self) -> str:
        """The version's number."""
        return _("Version %(number)d") % {"number": self.kwargs["number"]}

    def way_here(self) -> list[dict[str, Any]]:
        """From the versions."""
        return [{"url": reverse(POLICY), "label": _("Policy")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the version and the differences."""
        row = get_object_or_404(PolicyVersion, number=self.kwargs["number"])
        before = PolicyVersion.objects.filter(number__lt=row.number).order_by("-number").first()
        old = before.document.splitlines() if before else []
        lines = difflib.unified_diff(old, row.document.splitlines(), lineterm="", n=2)
        changed = [
            {"text": line[1:], "kind": {"+": "in", "-": "out", "@": "at"}.get(line[:1], "")}
            for line in list(lines)[2:]
        ]
        return super().get_context_data(**kwargs) | {
            "version": row,
            "before": before,
            "changed": changed if before else [],
        }
