"""The moderators' desk: what waits, who has it in hand, and what is decided of it."""
