"""Notices to people at the desk, in the admin and by mail."""
