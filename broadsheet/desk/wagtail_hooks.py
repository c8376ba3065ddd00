"""The doors of the room at the desk: each part brings its own."""

from broadsheet.desk.checks import wagtail_hooks as checks
from broadsheet.desk.editor import wagtail_hooks as editor
from broadsheet.desk.fix import wagtail_hooks as fix
from broadsheet.desk.listing import wagtail_hooks as listing
from broadsheet.desk.log import wagtail_hooks as log
from broadsheet.desk.review import wagtail_hooks as review
from broadsheet.desk.waiting import wagtail_hooks as waiting
from broadsheet.desk.withdrawal import wagtail_hooks as withdrawal
from broadsheet.desk.workflow import wagtail_hooks as workflow

__all__ = [
    "checks",
    "editor",
    "fix",
    "listing",
    "log",
    "review",
    "waiting",
    "withdrawal",
    "workflow",
]
