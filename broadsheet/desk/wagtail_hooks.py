"""The doors of the room at the desk: each part brings its own."""

from broadsheet.desk.editor import wagtail_hooks as editor
from broadsheet.desk.listing import wagtail_hooks as listing
from broadsheet.desk.withdrawal import wagtail_hooks as withdrawal

__all__ = ["editor", "listing", "withdrawal"]
