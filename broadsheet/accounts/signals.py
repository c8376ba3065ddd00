"""What this room says to those above it."""

from django.dispatch import Signal

acted = Signal()
"""An act, inside its own transaction, to be written to the log: ``act``, ``subject``, ``actor``,
``at``, ``before``, ``after``, ``note``. A receiver that raises undoes the act."""

user_added = Signal()
"""After the commit: ``user``."""

roles_changed = Signal()
"""After the commit: ``user``."""

user_left = Signal()
"""After the commit: ``user``; sessions and authenticators are gone."""

second_factor_enrolled = Signal()
"""After the commit: ``user``, ``kind``."""
