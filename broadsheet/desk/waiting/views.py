"""The button that puts notices away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from broadsheet.accounts.permission import actor_of
from broadsheet.desk.models import Notice
from broadsheet.kit import clock

LAST_POSSIBLE = 18
"""Digits of the longest number of a row."""


class PutAwayView(View):
    """Puts one's own notices away, up to the last that was shown."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; another that came meanwhile stays."""
        last = request.POST.get("last", "")
        if not last.isdecimal() or len(last) > LAST_POSSIBLE:
            raise BadRequest("No such notice.")
        mine = Notice.objects.filter(user=actor_of(request), pk__lte=int(last), seen_at=None)
        mine.update(seen_at=clock.now())
        return redirect(reverse("wagtailadmin_home"))
