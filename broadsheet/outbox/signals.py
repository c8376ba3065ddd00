"""What the room announces once it is committed."""

from django.dispatch import Signal

# Something was left for the workers. Provides: nothing more.
stirred = Signal()
