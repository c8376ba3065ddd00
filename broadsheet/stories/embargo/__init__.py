"""The embargo of a story: who may read it until it lifts, and what it binds."""
