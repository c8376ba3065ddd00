"""The doors of the room at the desk: each part brings its own."""
