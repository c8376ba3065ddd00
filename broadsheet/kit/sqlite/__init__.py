"""SQLite for several processes: Django's own backend, with quick turns for writers."""
