"""The doors of the room at the desk."""

from broadsheet.adverts.desk import wagtail_hooks as desk

__all__ = ["desk"]
