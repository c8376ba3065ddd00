"""The acts on saved views: keeping one, sharing it with every desk, and letting it go."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.desk.models import SavedView
from broadsheet.records.actions import write

# What is kept of an address: the filters, not the page that was looked at.
KEPT = frozenset(
    ("q", "state", "section", "who", "author", "topic", "form", "language", "since", "until")
) | {"sort"}


def filters_in(query: str) -> str:
    """Return the filters of an address, in one order and without what is empty."""
    pairs = parse_qsl(query[:2_000], max_num_fields=50)
    return urlencode(sorted((name, value) for name, value in pairs if name in KEPT))[:1_000]


def keep_view(name: str, query: str, *, by: User, at: datetime, shared: bool = False) -> SavedView:
    """Keep a list under a name; the same name again keeps it anew.

    Sharing is written to the log. Raises ``PermissionDenied`` for whoever may not share.
    """
    with transaction.atomic():
        if shared:
            allow(by, "view.share")
        kept, _made = SavedView.objects.update_or_create(
            owner=by, name=name.strip(), defaults={"query": filters_in(query), "shared": shared}
        )
        if shared:
            facts = {"name": kept.name, "query": kept.query}
            write("view.share", subject=kept, actor=by, at=at, after=facts)
    return kept


def drop_view(view: SavedView, *, by: User, at: datetime) -> None:
    """Let a view go. Raises ``PermissionDenied`` for another's, unless it is shared and one may."""
    with transaction.atomic():
        if view.owner_id != by.pk:
            if not view.shared:
                raise PermissionDenied
            allow(by, "view.share")
        if view.shared:
            facts = {"name": view.name, "query": view.query}
            write("view.share", subject=view, actor=by, at=at, before=facts)
        view.delete()
