"""A paper of three kinds of page, made from tags: enough for the press, which knows no news."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import path
from taggit.models import Tag

from broadsheet.press import plates, recording, running, slots, tracking

rendered: list[str] = []
missed: list[str] = []
meanwhile: list[Callable[[], None]] = []


def everything(request: HttpRequest) -> HttpResponse:
    """List every tag."""
    rendered.append(request.path)
    recording.read("list-tags")
    names = " ".join(tag.name for tag in Tag.objects.order_by("pk"))
    return HttpResponse(f"<p>{slots.placed(slots.slot_name('head', 'en'))}</p><p>{names}</p>")


def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one tag; what is in ``meanwhile`` happens once while it renders."""
    rendered.append(request.path)
    recording.read(f"tag-slugged-{slug}")
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    text = f"<p>{slots.placed(slots.slot_name('head', 'en'))}</p><h1>{found.name}</h1>"
    if slug == "counted":
        text += running.placed("count", "all")
    while meanwhile:
        meanwhile.pop()()
    return HttpResponse(text)


def shared(_request: HttpRequest) -> HttpResponse:
    """Show parts that many pages share, one of them twice."""
    names = [slots.slot_name("head", language) for language in ("en", "fr", "en")]
    return HttpResponse("|".join(slots.placed(name) for name in names))


def old(_request: HttpRequest, slug: str) -> HttpResponse:
    """Send on to where the tag is."""
    recording.read(f"tag-slugged-{slug}")
    return HttpResponsePermanentRedirect(f"/tag/{slug}/")


def broken(_request: HttpRequest) -> HttpResponse:
    """Fail."""
    raise ValueError("This page cannot be set.")


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    missed.append(request.path)
    return HttpResponse("<p>Nothing here.</p>", status=404)


def count(word: str) -> str:
    """Count the tags, in a running slot."""
    if word != "all":
        raise LookupError(word)
    recording.read("list-tags")
    return f"{Tag.objects.count()} tags"


def masthead(_language: str) -> str:
    """Render the part that all pages share: the first tag's name."""
    rendered.append("head")
    recording.read("list-mastheads")
    first = Tag.objects.filter(slug="masthead").first()
    return first.name if first else "The Gazette"


urlpatterns = [
    path("", everything),
    path("broken/", broken),
    path("shared/", shared),
    path("tag/<slug:slug>/", one),
    path("all/<int:number>/", lambda request, number: everything(request)),
    path("was/<slug:slug>/", old),
    path("running/<slug:name>/<slug:word>/", running.present),
]
handler404 = not_there


def addresses() -> Iterator[plates.Wanted]:
    """List the tags' pages."""
    for slug in Tag.objects.order_by("pk").values_list("slug", flat=True):
        yield plates.Wanted(f"/tag/{slug}/")


def open_for_business() -> None:
    """Register the plates, the slot and the model; once is enough for a process."""
    plate, pattern = plates.register, re.compile
    plate(plates.Plate("test-front", pattern(r"/"), worth=lambda at: plates.Wanted(at, 1)))
    plate(plates.Plate("test-broken", pattern(r"/broken/")))
    plate(plates.Plate("test-tag", pattern(r"/tag/[\w-]+/"), addresses))
    plate(plates.Plate("test-old", pattern(r"/was/[\w-]+/")))
    plate(plates.Plate("test-list", pattern(r"/all/\d+/"), lazy=True))
    slots.settled("head", masthead)
    running.running("count", count, words=["all"])
    plate(running.plate)
    tracking.track(
        Tag,
        rows=lambda tag: [f"tag-{tag.pk}"],
        lists=lambda tag: [
            "list-tags",
            f"tag-slugged-{tag.slug}",
            *(["list-mastheads"] if tag.slug == "masthead" else []),
        ],
        watching=("slug",),
    )
