"""The reader server: answers from the edition, ahead of Django, in the same process."""
