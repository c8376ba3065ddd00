"""The editor's places in Wagtail's admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from broadsheet.desk.editor.side import findings_panel
from broadsheet.desk.editor.views import AnswersOnCreate, AnswersOnEdit
from broadsheet.stories.desk.sides import register_side_panel


def addresses() -> list[URLPattern]:
    """Where the editor's script asks."""
    new = "story/answers/<slug:content_type_app_name>/<slug:content_type_model_name>/"
    return [
        path("story/<int:page_id>/answers/", AnswersOnEdit.as_view(), name="desk_answers"),
        path(f"{new}<int:parent_page_id>/", AnswersOnCreate.as_view(), name="desk_answers_new"),
    ]


def sheet() -> SafeString:
    """The desk's own style, over Wagtail's."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


def scripts() -> SafeString:
    """What helps while somebody writes; without it the editor is Wagtail's own."""
    return format_html('<script type="module" src="{}"></script>', static("desk/editor.js"))


hooks.register("register_admin_urls", addresses)
hooks.register("insert_global_admin_css", sheet)
hooks.register("insert_editor_js", scripts)
register_side_panel(findings_panel)
