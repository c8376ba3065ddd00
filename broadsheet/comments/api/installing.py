"""Puts the API, its screens and the webhooks in their places; called once, at the start."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks

from broadsheet.comments.api import asking, webhooks
from broadsheet.press import plates

OURS = "/conversation/api/"


def install() -> None:
    """Register the effects and the desk's screens, and keep the API from the press."""
    plates.keep_out(OURS)
    webhooks.install()
    asking.install()
    hooks.register("register_admin_urls", addresses)


def addresses() -> list[URLPattern]:
    """The desk's screens of tokens and webhooks."""
    from broadsheet.comments.api import desk_views  # noqa: PLC0415 the admin is not there before

    tokens, told = desk_views.TokensView.as_view(), desk_views.HooksView.as_view()
    return [
        path("conversation/tokens/", tokens, name=desk_views.TOKENS),
        path("conversation/webhooks/", told, name=desk_views.HOOKS),
    ]
