"""Bringing comments in from elsewhere: what is where, which story it is, and one writer."""
