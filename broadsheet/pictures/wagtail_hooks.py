"""The desk's doors of this room."""

from __future__ import annotations

from mimetypes import guess_type
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.models import SourceImageIOError
from wagtail.permissions import policy_registry

from broadsheet.pictures import filters
from broadsheet.pictures.embargo import may_see
from broadsheet.pictures.models import Picture, PictureRendition

AFTER_WAGTAILS = 1000
TO_CROP = "max-1000x800|format-jpeg"


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Originals are for the desk alone, so their address is the admin's."""
    return [
        path("pictures/original/<path:name>", original, name="pictures_original"),
        path("pictures/embargoed/<path:name>", embargoed, name="pictures_embargoed"),
        path("pictures/<int:pk>/to-crop/", to_crop, name="pictures_to_crop"),
    ]


def original(request: HttpRequest, name: str) -> FileResponse:
    """Send an original, as a file to keep, to whoever may change the picture.

    It is the sender's own bytes: a browser must not show it, nor guess what it is.
    """
    picture = get_object_or_404(Picture, file=name)
    policy = policy_registry.get_by_type(Picture)
    if not policy.user_has_permission_for_instance(request.user, "change", picture):
        raise Http404
    response = FileResponse(picture.file.open("rb"), as_attachment=True, filename=picture.filename)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def embargoed(request: HttpRequest, name: str) -> HttpResponse:
    """Show a rendition of a picture under embargo to whoever may see the picture."""
    rows = PictureRendition.objects.select_related("image")
    row = get_object_or_404(rows, file=f"{PictureRendition.HELD}/{name}")
    if not may_see(request.user, row.image):
        raise Http404
    with row.file.open("rb") as opened:
        response = HttpResponse(opened.read(), content_type=guess_type(name)[0])
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def to_crop(request: HttpRequest, pk: int) -> JsonResponse:
    """Say where a picture is seen whole, and its size, to whoever may put it into a story."""
    policy = policy_registry.get_by_type(Picture)
    allowed = policy.instances_user_has_any_permission_for(request.user, ["choose", "change"])
    picture = get_object_or_404(allowed, pk=pk)
    try:
        seen = picture.get_rendition(TO_CROP).url
    except (OSError, SourceImageIOError):
        raise Http404("The picture's file cannot be read.") from None
    answer = {"url": seen, "width": picture.width, "height": picture.height}
    return JsonResponse(answer, headers={"Cache-Control": "private, no-store"})


@hooks.register("register_image_operations")
def operations() -> list[tuple[str, type[filters.CropOperation]]]:
    """Have Wagtail know the first word of a cropped rendition's spec."""
    return [("crop", filters.CropOperation)]


@hooks.register("insert_editor_js")
def frame() -> SafeString:
    """Put the picture with a frame in the place of a crop's numbers."""
    sheet, script = static("desk/crop.css"), static("desk/crop.js")
    tags = '<link rel="stylesheet" href="{}"><script type="module" src="{}"></script>'
    return format_html(tags, sheet, script)


@hooks.register("before_serve_document")
def documents_are_the_desks(document: Any, request: HttpRequest) -> None:
    """Keep documents to the desk: no story carries one, so no reader is ever sent to one."""
    policy = policy_registry.get_by_type(get_document_model())
    if not policy.user_has_any_permission_for_instance(
        request.user, ["choose", "change"], document
    ):
        raise Http404


class OnlyOnesOwn:
    """For the admin's API, which knows no permissions of pictures and documents by itself."""

    def get_queryset(self) -> Any:
        """Return what the user may choose or change."""
        found = super().get_queryset()  # type: ignore[misc]
        policy = policy_registry.get_by_type(self.model)  # type: ignore[attr-defined]
        user = self.request.user  # type: ignore[attr-defined]
        allowed = policy.instances_user_has_any_permission_for(user, ["choose", "change"])
        return found.filter(pk__in=allowed.values("pk"))


class PicturesOfOnesOwn(OnlyOnesOwn, ImagesAdminAPIViewSet):
    """Pictures in the admin's API."""


class DocumentsOfOnesOwn(OnlyOnesOwn, DocumentsAdminAPIViewSet):
    """Documents in the admin's API."""


def only_ones_own(router: Any) -> None:
    """Put ours in the place of Wagtail's."""
    router.register_endpoint("images", PicturesOfOnesOwn)
    router.register_endpoint("documents", DocumentsOfOnesOwn)


hooks.register("construct_admin_api", only_ones_own, order=AFTER_WAGTAILS)
