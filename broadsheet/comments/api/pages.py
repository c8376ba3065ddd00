"""A reader's page of tokens: made here, shown once, revoked here."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import actor_of
from broadsheet.comments.actions.outside import Wanted, make_token, revoke, standing
from broadsheet.comments.api.forms import READS, WRITES, TokenForm
from broadsheet.comments.models import ApiToken
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.stories.answering import of_one_reader, page


def made(user: User, form: TokenForm, *, at_desk: bool) -> str:
    """Return the token that was asked for, or "" with the reasons against it in the form."""
    if not form.is_valid():
        return ""
    given = form.cleaned_data
    wanted = Wanted(given["name"], given["scopes"], given["days"])
    try:
        return make_token(user, wanted, at_desk=at_desk)[1]
    except Refused as refused:
        form.add_error(None, [reason.words for reason in refused.reasons])
        return ""


def revoked(request: HttpRequest, user: User) -> bool:
    """Revoke what the form names, if it is a form of revoking."""
    number = request.POST.get("revoke", "")
    if not number:
        return False
    pk = int(number) if number.isdecimal() and len(number) <= 18 else 0  # noqa: PLR2004 digits
    revoke(user, get_object_or_404(ApiToken, pk=pk, user=user).pk)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@of_one_reader
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """Show a reader's tokens, and make or revoke one."""
    user = actor_of(request)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and revoked(request, user):
        return HttpResponseRedirect(request.path)
    form, token = TokenForm(posted, scopes=(READS, WRITES)), ""
    if posted is not None:
        token = made(user, form, at_desk=False)
    context = {
        "page": None,
        "form": TokenForm(scopes=(READS, WRITES)) if token else form,
        "token": token,
        "rows": standing(user, clock.now()),
    }
    return page(request, "comments/tokens.html", context, 400 if posted and not token else 200)
