"""What we publish: stories, blocks, corrections, live entries; and the acts on them."""
