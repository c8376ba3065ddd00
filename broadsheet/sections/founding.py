"""The first rows of a newspaper: its front page and its site; safe to run again."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Page, Site

from broadsheet.sections.models import FrontPage

FRONT_SLUG = "front"


def found(name: str, url: str) -> FrontPage:
    """Make the front page of the paper and the site at ``url``, or bring their names up to date.

    Wagtail's own welcome page goes, if nothing stands under it.
    """
    with transaction.atomic():
        front = FrontPage.objects.first() or _new_front(name)
        _site(front, name, url)
        _remove_welcome_page()
    return front


def _new_front(name: str) -> FrontPage:
    root = Page.get_first_root_node()
    front = FrontPage(title=name, slug=FRONT_SLUG)
    root.add_child(instance=front)
    return front


def _site(front: FrontPage, name: str, url: str) -> None:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port = parts.hostname or "localhost", port
    site.site_name, site.root_page = name, front
    site.save()


def _remove_welcome_page() -> None:
    """Wagtail's first migration makes a page of its own kind: nobody's, and no section's parent."""
    for page in Page.objects.filter(depth=2, content_type__model="page", numchild=0):
        page.delete()
