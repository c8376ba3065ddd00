"""Tests of the lite edition."""
