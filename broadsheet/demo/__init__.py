"""A fictional newspaper: its words as data, its pictures drawn."""
