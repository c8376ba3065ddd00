"""The acts on stories, each one function: permission, rules, write, log, announce.

``by`` is the user who acts; ``None`` is the system, which needs no permission. ``at`` is the
moment of the act, now if it is left out. Every act raises ``PermissionDenied`` if the user may
not, and ``Refused`` with its reasons if the rules do not allow it; then nothing was changed.
"""

from broadsheet.stories.actions.correcting import add_note
from broadsheet.stories.actions.embargo import publish_when_lifted, set_embargo
from broadsheet.stories.actions.filing import file_draft
from broadsheet.stories.actions.placing import move, rename
from broadsheet.stories.actions.publishing import publish
from broadsheet.stories.actions.removing import delete_draft, restore, unpublish, withdraw
from broadsheet.stories.actions.scheduling import unschedule
from broadsheet.stories.actions.sealing import erase_sealed
from broadsheet.stories.actions.topics import merge_topic
from broadsheet.stories.actions.withdrawing_versions import restore_version, withdraw_version
from broadsheet.stories.rules import Change, Clocks, Tombstone

__all__ = [
    "Change",
    "Clocks",
    "Tombstone",
    "add_note",
    "delete_draft",
    "erase_sealed",
    "file_draft",
    "merge_topic",
    "move",
    "publish",
    "publish_when_lifted",
    "rename",
    "restore",
    "restore_version",
    "set_embargo",
    "unpublish",
    "unschedule",
    "withdraw",
    "withdraw_version",
]
