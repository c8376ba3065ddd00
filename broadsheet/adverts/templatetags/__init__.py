"""The room's words in templates."""
