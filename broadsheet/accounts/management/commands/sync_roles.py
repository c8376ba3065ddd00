"""``broadsheet manage sync_roles``: puts Wagtail's groups right again, by the roles."""

from typing import Any

from django.core.management.base import BaseCommand

from broadsheet.accounts.projection import sync


class Command(BaseCommand):
    """Repairs the groups that stand for roles, and who is in them. Safe to run again."""

    help = "Put the groups that stand for roles right again, and who is in them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Repair, and say for how many."""
        seen = sync()
        self.stdout.write(f"Staff whose groups are as their roles say: {seen}")
