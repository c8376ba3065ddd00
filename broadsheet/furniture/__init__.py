"""What stands around the stories: masthead, navigation, colophon, promos."""
