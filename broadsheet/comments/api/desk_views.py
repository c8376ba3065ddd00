"""The desk's screens of tokens that moderate, and of webhooks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from broadsheet.accounts.queries import may
from broadsheet.comments.actions import telling
from broadsheet.comments.actions.outside import standing
from broadsheet.comments.actions.telling import CHANGE, Hooked
from broadsheet.comments.api import pages, signing, webhooks
from broadsheet.comments.api.forms import SCOPES, HookForm, TokenForm
from broadsheet.comments.models import Webhook
from broadsheet.comments.moderation.reach import moderates
from broadsheet.comments.moderation.screens import PARTS, ConversationScreen, Part
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused

TOKENS, HOOKS = "comment_desk_tokens", "comment_hooks"


def runs_the_machine(user: Any) -> bool:
    """Whether somebody says who is told outside."""
    return may(user, CHANGE)


PARTS += [Part(TOKENS, _("Tokens"), moderates), Part(HOOKS, _("Webhooks"), runs_the_machine)]


class TokensView(ConversationScreen, TemplateView):
    """One's own tokens, those that moderate among them."""

    template_name = "comments/desk/tokens.html"
    page_title = _("Tokens for programs")
    part = TOKENS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a token, or revoke one."""
        if pages.revoked(request, self.user):
            return redirect(request.path)
        form = TokenForm(request.POST, scopes=SCOPES)
        token = pages.made(self.user, form, at_desk=True)
        shown = self.get_context_data(token=token, **({} if token else {"form": form}))
        return self.render_to_response(shown, status=200 if token else 400)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and the tokens that hold."""
        given = {"form": TokenForm(scopes=SCOPES), "rows": standing(self.user, clock.now())}
        return given | super().get_context_data(**kwargs)


class HooksView(ConversationScreen, TemplateView):
    """The webhooks, and a form for another one."""

    template_name = "comments/desk/hooks.html"
    page_title = _("Webhooks")
    part = HOOKS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Have an address told, or no more."""
        stop = request.POST.get("stop", "")
        if stop:
            number = int(stop) if stop.isdecimal() and len(stop) <= 18 else 0  # noqa: PLR2004
            telling.stop_hook(get_object_or_404(Webhook, pk=number).pk, by=self.user)
            webhooks.hooks.forget()
            return redirect(request.path)
        form = HookForm(request.POST)
        row = self._made(form)
        if row is None:
            return self.render_to_response(self.get_context_data(form=form), status=400)
        secret = signing.as_shown(signing.secret_of(row.salt))
        return self.render_to_response(self.get_context_data(secret=secret, made=row))

    def _made(self, form: HookForm) -> Webhook | None:
        if not form.is_valid():
            return None
        try:
            row = telling.add_hook(Hooked(**form.cleaned_data), by=self.user)
        except Refused as refused:
            form.add_error(None, [reason.words for reason in refused.reasons])
            return None
        webhooks.hooks.forget()
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and the webhooks in use."""
        return {"form": HookForm(), "rows": telling.standing()} | super().get_context_data(**kwargs)
