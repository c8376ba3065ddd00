"""What the acts announce once their transaction has been committed.

Every signal provides ``at`` (the moment of the act) and ``actor`` (a user or ``None``).
"""

from django.dispatch import Signal

# sender=Section. Provides: section.
section_added = Signal()
# sender=Topic. Provides: topic.
topic_added = Signal()
# sender=Topic. Provides: topic, before, after.
topic_edited = Signal()
