"""What others may listen to; sent after the commit."""

from django.dispatch import Signal

# A version went live: ``front``, ``version``, ``actor``, ``at``.
front_published = Signal()
