"""Writes the acts of rooms that stand beside the log, and may not import it, into the log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from broadsheet.accounts import signals
from broadsheet.records.actions import write

FACTS = ("before", "after", "note")


def keep_accounts_acts() -> None:
    """Listen to the accounts room."""
    signals.acted.connect(_write, dispatch_uid="config.ledger")


def _write(*, act: str, subject: models.Model, actor: Any, at: datetime, **facts: Any) -> None:
    """Write one act in its own transaction; raises as ``records.actions.write`` does."""
    detail = {name: facts[name] for name in FACTS if name in facts}
    write(act, subject=subject, actor=actor, at=at, **detail)
