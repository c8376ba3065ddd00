"""What is put around every view of the desk: one transaction, its door, its refusals in words."""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from broadsheet.kit.refusals import Refused
from broadsheet.kit.transactions import View, whole_or_not_at_all
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door
from broadsheet.stories.embargo.door import keep_out


def at_the_desk(view: View) -> View:
    """Do all that a screen of the desk does, or nothing of it; say who came by the editor's door.

    A refused act leads back to where the user was, with the reasons.
    """
    whole = whole_or_not_at_all(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with came_by(Door.EDITOR):
            try:
                keep_out(request, kwargs)
                return whole(request, *args, **kwargs)
            except Refused as refused:
                return _say(request, refused)

    return wrapped


def say_why(request: HttpRequest, refused: Refused) -> None:
    """Tell the user why an act was refused."""
    for reason in refused.reasons:
        messages.error(request, reason.words)


def _say(request: HttpRequest, refused: Refused) -> HttpResponseBase:
    if "application/json" in request.headers.get("Accept", ""):
        told = [{"code": reason.code, "words": reason.words} for reason in refused.reasons]
        return JsonResponse({"success": False, "reasons": told}, status=409)
    say_why(request, refused)
    return HttpResponseRedirect(_came_from(request))


def _came_from(request: HttpRequest) -> str:
    """Return the page that the user was on, if it is ours and another one, else the desk's home."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc == request.get_host() and before.path:
        return before._replace(scheme="", netloc="").geturl()
    return reverse("wagtailadmin_home")
