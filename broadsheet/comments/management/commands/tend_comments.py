"""``tend_comments``: learn from decisions, tell of what waits too long, end forgotten duty."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from broadsheet.comments.learning import learn
from broadsheet.comments.models import Claim, Shift
from broadsheet.comments.moderation.telling import watch
from broadsheet.kit import clock

LONGEST_SHIFT = timedelta(hours=16)
ROUNDS = 20


class Command(BaseCommand):
    """Safe to run again, and at any time."""

    help = "Learn spam from decisions, tell of comments that wait too long, end forgotten duty."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each once."""
        now = clock.now()
        for _round in range(ROUNDS):
            if not learn():
                break
        watch(now)
        Shift.objects.filter(until=None, since__lt=now - LONGEST_SHIFT).update(until=now)
        Claim.objects.filter(until__lt=now).delete()
