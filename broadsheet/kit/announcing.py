"""Signals that tell only of what is committed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal


def announce(signal: Signal, sender: type, **facts: Any) -> None:
    """Send a signal after the commit; one failing receiver keeps no other from hearing it."""
    transaction.on_commit(partial(signal.send_robust, sender, **facts), robust=True)
