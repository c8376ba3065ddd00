"""Tests of the banners."""
