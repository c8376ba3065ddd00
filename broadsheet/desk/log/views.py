"""The screen of the log."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.desk.log.forms import Filters
from broadsheet.desk.log.queries import page
from broadsheet.desk.log.rules import differences
from broadsheet.outbox.kinds import Thing, place_of

DIGITS = 18


class LogView(DeskScreen, TemplateView):
    """The log, the newest first, with what each act changed; for whoever may read it."""

    template_name = "desk/log/list.html"
    page_title = _("Log")
    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer whoever may read the log of the whole paper."""
        if not may(request.user, "record.read"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filters, one page of rows, and where the next begins."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        filters = Filters(self.request.GET)
        key = self.request.GET.get("before", "")
        before = int(key) if key.isdecimal() and len(key) <= DIGITS else None
        records, older = page(filters.asked, before)
        query = self.request.GET.copy()
        query.pop("before", None)
        if older is not None:
            query["before"] = str(older)
        return context | {
            "filters": filters,
            "rows": [
                {
                    "record": one,
                    "changes": differences(one.before, one.after),
                    "url": place_of(Thing(one.subject_kind, one.subject_id)),
                }
                for one in records
            ],
            "older": query.urlencode() if older is not None else "",
        }
