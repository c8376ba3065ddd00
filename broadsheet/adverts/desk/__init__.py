"""The desk's screens of advertisements: the list, one booking, the calendar, quiet sections."""
