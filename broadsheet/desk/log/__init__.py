"""The log of acts as the desk reads it: who did what, when, by which door, and what it changed."""
