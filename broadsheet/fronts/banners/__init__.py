"""Banners: a line of news that stands over the fronts and at the foot of the stories for a while."""
