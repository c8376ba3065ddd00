"""The whole paper at the press: random acts of every kind, and no stale byte."""
