"""The desk's first screen: what waits for whoever signed in, and what they were told."""
