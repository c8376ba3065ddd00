"""What each address of the API does, over the room's own acts."""
