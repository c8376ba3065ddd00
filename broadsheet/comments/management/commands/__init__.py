"""What the worker does for the room, and an engineer by hand."""
