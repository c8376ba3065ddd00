"""The doors of the room at the desk: each part brings its own."""

from broadsheet.fronts import notice
from broadsheet.fronts.banners import wagtail_hooks as banners
from broadsheet.fronts.editor import wagtail_hooks as editor

__all__ = ["banners", "editor", "notice"]
