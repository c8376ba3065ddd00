"""The conversation as a whole, tried in ways that take processes of their own."""
