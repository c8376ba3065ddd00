"""What the paper says of a story after it was published, and what it published before."""
