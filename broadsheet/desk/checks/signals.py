"""What this part announces, inside the transaction of its act."""

from django.dispatch import Signal

# The paper weighs its checks otherwise from now on.
checks_weighed = Signal()
