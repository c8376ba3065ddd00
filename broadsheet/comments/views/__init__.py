"""The conversation's addresses: what everybody reads, and what is of one reader."""
