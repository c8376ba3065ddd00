"""The section tree and the topics."""
