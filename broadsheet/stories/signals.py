"""What the acts announce once their transaction has been committed.

Every signal is sent with ``sender=Story``, ``story`` (as it now is), ``at`` (the moment of the
act), ``actor`` (a user or ``None``), and ``before`` and ``after``: the facts that the record keeps.
"""

from django.dispatch import Signal

# Not after the commit but within the act, at its end: for rows that must be there if it is, and
# that would cost a commit of their own afterwards. Whatever a receiver raises undoes the act.
# Provides: act (its name), story, at, and what the act's own signal has besides.
within_act = Signal()
# A new draft stands under its section.
story_filed = Signal()
# Besides: change (a rules.Change), revision_id.
story_published = Signal()
# A row was entered in the ledger. Besides: correction (the row).
story_corrected = Signal()
# One version was taken out of the public history, or put back. Besides: version (the row).
version_withdrawn = Signal()
version_restored = Signal()
# Besides: revision_id, go_live_at.
story_scheduled = Signal()
# Besides: revision_id.
story_unscheduled = Signal()
# Besides: expired.
story_unpublished = Signal()
# Besides: ground.
story_withdrawn = Signal()
story_restored = Signal()
story_erased = Signal()
story_moved = Signal()
story_renamed = Signal()
# ``before`` and ``after`` say until when. Besides, as it lifts by itself: at_its_time.
story_embargo_changed = Signal()
# ``story`` is None; ``before`` says what it was.
story_deleted = Signal()
# sender=Topic. Provides: source_id, target_id, story_ids, at, actor.
topic_merged = Signal()
# One for a whole batch that an archive brought in. Provides: story_ids, at, actor.
stories_brought_in = Signal()
