"""Tests of the dated profiles."""
