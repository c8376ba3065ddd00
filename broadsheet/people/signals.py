"""What the acts announce once their transaction has been committed.

Both provide ``contributor``, ``at`` (the moment of the act), ``actor`` (a user or ``None``),
``before`` and ``after``; the sender is ``Contributor``.
"""

from django.dispatch import Signal

contributor_added = Signal()
contributor_edited = Signal()
