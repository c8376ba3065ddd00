"""Review links: somebody without an account reads one draft, for a while, by name."""
