"""Brings an old archive in: formats read, one loader writes, safe to run twice."""
