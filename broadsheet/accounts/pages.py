"""What Wagtail's screens ask about a page, answered by the table of acts.

Wagtail's own tester answers by group permissions, which are wider than the roles (see
``projection``). Here each question is an act: both must say yes.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester

from broadsheet.accounts.queries import may

STORY = "story"
SECTION = "section"


def noun_of(page_class: type[Page] | None) -> str:
    """Return what a page is in the table of acts: whatever is no story is part of the tree."""
    name = page_class._meta.model_name if page_class else ""  # noqa: SLF001
    return STORY if name == STORY else SECTION


def act_on(page_class: type[Page] | None, verb: str) -> str:
    """Return the act, like ``story.publish``; whatever is done to the tree is ``section.edit``."""
    return f"{STORY}.{verb}" if noun_of(page_class) == STORY else "section.edit"


class ActTester(PagePermissionTester):
    """Wagtail's tester, with the roles' last word."""

    def _may(self, verb: str) -> bool:
        return may(self.user, act_on(self.page.specific_class, verb), self.page)

    def _may_below(self, verb: str) -> bool:
        """Whether stories may be ``verb``-ed right under this section, or it may be edited."""
        return may(self.user, f"{STORY}.{verb}", self.page) or self._may(verb)

    def can_add_subpage(self) -> bool:
        """Whether anything may be made under this page."""
        return bool(super().can_add_subpage()) and self._may_below("create")

    def can_publish_subpage(self) -> bool:
        """Whether something made under this page may be published at once."""
        return bool(super().can_publish_subpage()) and self._may_below("publish")

    def can_reorder_children(self) -> bool:
        """Whether the order under this page may be changed."""
        return bool(super().can_reorder_children()) and may(self.user, "section.edit", self.page)

    def can_edit(self) -> bool:
        """Whether the page may be edited."""
        return bool(super().can_edit()) and self._may("edit")

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the page may be deleted."""
        return bool(super().can_delete(ignore_bulk)) and self._may("delete")

    def can_publish(self) -> bool:
        """Whether the page may be published."""
        return bool(super().can_publish()) and self._may("publish")

    def can_unpublish(self) -> bool:
        """Whether the page may be taken offline."""
        return bool(super().can_unpublish()) and self._may("unpublish")

    def can_submit_for_moderation(self) -> bool:
        """Whether the page may be submitted to a workflow."""
        return bool(super().can_submit_for_moderation()) and self._may("submit")

    def can_lock(self) -> bool:
        """Whether the page may be locked."""
        return bool(super().can_lock()) and self._may("lock")

    def can_unlock(self) -> bool:
        """Whether the page may be unlocked; whoever locked it always may."""
        return bool(super().can_unlock()) and (self.user_has_lock() or self._may("lock"))

    def can_move(self) -> bool:
        """Whether the page may be moved at all."""
        return bool(super().can_move()) and self._may("move")

    def can_move_to(self, destination: Page) -> bool:
        """Whether the page may be moved there: the act must be allowed at both ends."""
        act = act_on(self.page.specific_class, "move")
        return bool(super().can_move_to(destination)) and may(self.user, act, destination)

    def can_copy(self) -> bool:
        """Whether the page may be copied: a copy is made, not edited."""
        return bool(super().can_copy()) and self._may("create")


class DecidedByActs:
    """For a page model: its permissions are decided by the table of acts."""

    def permissions_for_user(self, user: Any) -> ActTester:
        """Return the tester for ``user``."""
        return ActTester(user, self)
