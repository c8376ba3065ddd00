"""Following: a page of ways for whatever has a feed."""
