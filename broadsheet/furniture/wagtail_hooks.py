"""The doors of the room at the desk: each part brings its own."""

from broadsheet.furniture.navigation import wagtail_hooks as navigation
from broadsheet.furniture.promos import wagtail_hooks as promos

__all__ = ["navigation", "promos"]
