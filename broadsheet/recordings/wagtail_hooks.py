"""The room's places in Wagtail's admin."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from broadsheet.recordings.desk import RecordingViewSet
from broadsheet.recordings.embargo import RecordingPolicy, may_see
from broadsheet.recordings.files import HELD
from broadsheet.recordings.models import Captions, Recording
from broadsheet.recordings.serving import sent

register_permission_policy(Recording, RecordingPolicy(Recording))
register_snippet(RecordingViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """What is held is for the desk alone."""
    return [path("recordings/held/<path:name>", held, name="recording_held")]


def held(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a file of a recording under embargo to whoever may have the recording."""
    file = f"{HELD}/{name}"
    captions = Captions.objects.select_related("recording").filter(file=file).first()
    row = captions.recording if captions else get_object_or_404(Recording, file=file)
    if not may_see(request.user, row):
        raise Http404
    response = sent(request, Path((captions or row).file.path))
    response["Cache-Control"] = "private, no-store"
    return response
