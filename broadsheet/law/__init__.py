"""Dated profiles of deadlines and duties: data only."""
